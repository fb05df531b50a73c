#include <algorithm>

#include <fmt/format.h>

#include "comments.h"
#include "conversion.h"
#include "dependants.h"
#include "differ.h"
#include "part_plan.h"
#include "questions.h"
#include "sql_words.h"

namespace aludel::schema {

namespace {

bool mentions_any(const Column& computed, const std::vector<Column>& others, const Table& table) {
    return std::any_of(others.begin(), others.end(), [&](const Column& other) {
        return other.name != computed.name && mentions_column(computed.computed->expression, table, other.name);
    });
}

// Computed columns after those that their expressions mention.
std::vector<Column> in_order_of_need(std::vector<Column> columns, const Table& table) {
    std::vector<Column> order;
    while (!columns.empty()) {
        auto next = std::find_if(columns.begin(), columns.end(),
                                 [&](const Column& column) { return !column.computed || !mentions_any(column, columns, table); });
        if (next == columns.end()) next = columns.begin();
        order.push_back(std::move(*next));
        columns.erase(next);
    }
    return order;
}

const Enum* enum_of(const Schema& schema, const Type& type) {
    const auto* enumeration = std::get_if<Enumeration>(&type.kind);
    return enumeration == nullptr ? nullptr : schema.enums.find(enumeration->name);
}

Conversion conversion(const Schema& schema, const Column& before, const Column& after) {
    const Enum* values = enum_of(schema, before.type);
    const bool stored_as_numbers = values != nullptr && values->storage == EnumStorage::integer;
    return stored_as_numbers && before.type != after.type ? Conversion::none : conversion(before.type, after.type);
}

}  // namespace

bool keeps_values(const Schema& schema, const Column& before, const Column& after) {
    return before.computed.has_value() == after.computed.has_value() && conversion(schema, before, after) != Conversion::none;
}

bool is_unique_already(const Table& old, const std::vector<std::string>& columns, bool nulls_repeat) {
    const auto covered = [&](const std::vector<std::string>& key) {
        return !key.empty() && std::all_of(key.begin(), key.end(), [&](const std::string& column) {
            return std::find(columns.begin(), columns.end(), column) != columns.end();
        });
    };
    const auto no_nulls = [&](const std::vector<std::string>& key) {
        return std::none_of(key.begin(), key.end(), [&](const std::string& name) {
            const Column* column = old.columns.find(name);
            return column == nullptr || column->nullable;
        });
    };
    if (old.primary_key && covered(old.primary_key->columns)) return true;
    for (const Unique& unique : old.uniques) {
        if (covered(unique.columns) && (nulls_repeat || unique.nulls_not_distinct || no_nulls(unique.columns))) return true;
    }
    return std::any_of(old.indexes.begin(), old.indexes.end(), [&](const Index& index) {
        std::vector<std::string> key;
        for (const IndexKey& part : index.keys) {
            if (const auto* column = std::get_if<std::string>(&part.of)) key.push_back(*column);
        }
        return index.unique && index.where.empty() && index.only.empty() && key.size() == index.keys.size() && covered(key) &&
               (nulls_repeat || index.nulls_not_distinct || no_nulls(key));
    });
}

void Differ::alter_table(const Table& wanted) {
    const Table old = *now_.tables.find(wanted.name);
    if (old == wanted) return;
    if (old.options != wanted.options) emit(AlterTable{wanted.name, old.options, wanted.options});
    drop_parts(old, wanted);
    rename_parts(wanted);
    add_columns(old, wanted);
    alter_columns(old, wanted);
    drop_columns(wanted);
    ask_about_unique_parts(old, wanted);
    add_parts(old, wanted);
    comment_parts(wanted);
}

void Differ::drop_parts(const Table& old, const Table& wanted) {
    const std::set<std::string> gone = columns_gone(old, wanted);
    for (const auto& [index, reason] : plan_indexes(old, wanted, gone).drops) emit(DropIndex{wanted.name, index}, reason);
    const PartPlan<Constraint> constraints = plan_constraints(old, wanted, gone);
    std::for_each(constraints.drops.rbegin(), constraints.drops.rend(), [&](const auto& drop) {
        emit(DropConstraint{wanted.name, drop.first}, drop.second);
    });
}

// A name that a constraint takes may be an index's of the same table, which then has its new one already.
void Differ::rename_parts(const Table& wanted) {
    const auto plan = [&](const std::map<std::string, std::string>& names, const std::set<std::string>& before,
                          const std::set<std::string>& after) {
        const auto temporary = [&](const std::string& name, const char* ending) { return temporary_name(name, ending); };
        const auto none_is_dropped = [](const std::string&) { return false; };
        return plan_renames({names.begin(), names.end()}, before, after, none_is_dropped, "it differs in its name alone", temporary).steps;
    };
    const auto names_of_constraints = [](const Table& table) {
        std::set<std::string> names;
        for (const Constraint& constraint : constraints_of(table)) names.insert(name_of(constraint));
        return names;
    };
    const auto names_of_indexes = [](const Table& table) {
        std::set<std::string> names;
        for (const Index& index : table.indexes) names.insert(index.name);
        return names;
    };
    const Table old = *now_.tables.find(wanted.name);
    const auto constraints = plan_constraints(old, wanted, columns_gone(old, wanted)).names;
    for (const auto& [from, to, reason] : plan(constraints, names_of_constraints(old), names_of_constraints(wanted))) {
        emit(RenameConstraint{wanted.name, from, to}, reason);
    }
    const Table now = *now_.tables.find(wanted.name);
    const auto indexes = plan_indexes(now, wanted, columns_gone(now, wanted)).names;
    for (const auto& [from, to, reason] : plan(indexes, names_of_indexes(now), names_of_indexes(wanted))) {
        emit(RenameIndex{wanted.name, from, to}, reason);
    }
}

void Differ::add_columns(const Table& old, const Table& wanted) {
    std::vector<Column> columns;
    for (const Column& column : wanted.columns) {
        if (!old.columns.contains(column.name)) columns.push_back(column);
    }
    for (const Column& column : in_order_of_need(std::move(columns), wanted)) emit(added(wanted, column));
}

AddColumn Differ::added(const Table& wanted, const Column& column) {
    AddColumn change{wanted.name, column, {}};
    const auto fill = decisions_.fills.find(to_string(wanted.name, column.name));
    if (fill != decisions_.fills.end()) {
        change.fill = fill->second;
        return change;
    }
    const Default null = Value{Null{}};
    const bool has_value = column.default_value && *column.default_value != null;
    if (!column.nullable && !has_value && !column.identity && !column.computed) {
        ask(no_value(Direction::upgrade, after_, wanted.name, column, true));
    }
    return change;
}

void Differ::alter_columns(const Table& old, const Table& wanted) {
    for (const Column& column : wanted.columns) {
        const Column* current = old.columns.find(column.name);
        if (current != nullptr && *current != column) emit(altered(wanted, *current, column));
    }
}

AlterColumn Differ::altered(const Table& wanted, const Column& from, const Column& to) {
    AlterColumn change{wanted.name, from, to, differing_fields(from, to), {}, {}};
    const std::string key = to_string(wanted.name, to.name);
    if (to.computed) {
        if (!from.computed && !was_said(key)) ask(becomes_computed(wanted.name, to.name));
        return change;
    }
    if (change.fields.type) {
        const auto convert = decisions_.converts.find(key);
        if (convert != decisions_.converts.end()) {
            change.convert = convert->second;
        } else if (const Conversion values = conversion(renamed_, from, to); values == Conversion::narrowing) {
            ask(narrower(Direction::upgrade, wanted.name, from, to));
        } else if (values == Conversion::none) {
            ask(no_cast(Direction::upgrade, wanted.name, from, to));
        }
    }
    if (change.fields.nullable && !to.nullable) {
        const auto fill = decisions_.fills.find(key);
        if (fill != decisions_.fills.end()) {
            change.fill = fill->second;
        } else {
            ask(no_value(Direction::upgrade, after_, wanted.name, to, false));
        }
    }
    return change;
}

void Differ::drop_columns(const Table& wanted) {
    const Table now = *now_.tables.find(wanted.name);
    const Table& old = *renamed_.tables.find(wanted.name);
    std::vector<Column> columns;
    for (const Column& column : now.columns) {
        if (!wanted.columns.contains(column.name)) columns.push_back(column);
    }
    columns = in_order_of_need(std::move(columns), now);
    std::reverse(columns.begin(), columns.end());
    for (const Column& column : columns) {
        const std::string name = known_as(wanted.name, column.name);
        if (!was_said(to_string(wanted.name, name))) {
            std::vector<std::string> candidates;
            for (const Column& candidate : wanted.columns) {
                if (!old.columns.contains(candidate.name) && keeps_values(renamed_, column, candidate))
                    candidates.push_back(candidate.name);
            }
            ask(gone_column(wanted.name, name, candidates));
        }
        emit(DropColumn{wanted.name, column});
    }
}

void Differ::add_parts(const Table& old, const Table& wanted) {
    const Table now = *now_.tables.find(old.name);
    for (const Constraint& constraint : constraints_of(wanted)) {
        const std::optional<Constraint> current = find_constraint(now, name_of(constraint));
        if (current && same_but_for_comment(*current, constraint)) continue;
        const auto* key = std::get_if<ForeignKey>(&constraint);
        std::string reason = reason_to_add(wanted.name, constraint);
        if (key != nullptr && !is_ready(wanted, *key)) {
            if (reason.empty()) reason = fmt::format("it waits until {} is as it will be", to_string(key->referred_table));
            pending_.push_back({wanted.name, *key, std::move(reason)});
        } else {
            emit(AddConstraint{wanted.name, constraint}, std::move(reason));
        }
    }
    for (const Index& index : wanted.indexes) {
        if (!now.indexes.contains(index.name)) emit(CreateIndex{wanted.name, index}, reason_to_add(wanted.name, index));
    }
}

// Those that were made anew have theirs, and a foreign key that waits will bring its own.
void Differ::comment_parts(const Table& wanted) {
    const Table now = *now_.tables.find(wanted.name);
    for (const Constraint& constraint : constraints_of(wanted)) {
        const std::optional<Constraint> current = find_constraint(now, name_of(constraint));
        if (!current || comment_of(*current) == comment_of(constraint)) continue;
        emit(AlterComment{AlterComment::Of::constraint, wanted.name, name_of(constraint), comment_of(*current), comment_of(constraint)});
    }
    for (const Index& index : wanted.indexes) {
        const std::string& was = now.indexes.find(index.name)->comment;
        if (was != index.comment) emit(AlterComment{AlterComment::Of::index, wanted.name, index.name, was, index.comment});
    }
}

void Differ::ask_about_unique_parts(const Table& old, const Table& wanted) {
    const Table now = *now_.tables.find(old.name);
    const auto& key = wanted.primary_key;
    const bool keeps_key = key && now.primary_key && same_but_for_comment(*now.primary_key, *key);
    if (key && !keeps_key) ask_about_unique(wanted, key->name, key->columns, false);
    for (const Unique& unique : wanted.uniques) {
        if (!now.uniques.contains(unique.name)) ask_about_unique(wanted, unique.name, unique.columns, !unique.nulls_not_distinct);
    }
    for (const Index& index : wanted.indexes) {
        if (!index.unique || now.indexes.contains(index.name)) continue;
        std::vector<std::string> columns;
        for (const IndexKey& part : index.keys) {
            if (const auto* column = std::get_if<std::string>(&part.of)) columns.push_back(*column);
        }
        ask_about_unique(wanted, index.name, columns, !index.nulls_not_distinct);
    }
}

void Differ::ask_about_unique(const Table& wanted, const std::string& name, const std::vector<std::string>& columns, bool nulls_repeat) {
    const Table& old = *renamed_.tables.find(wanted.name);
    // Columns whose values stay apart; a key on others proves nothing.
    std::vector<std::string> kept;
    for (const std::string& column_name : columns) {
        const Column& column = *wanted.columns.find(column_name);
        const Column* before = old.columns.find(column_name);
        if (before == nullptr) {
            const bool all_null = column.nullable && !column.default_value && !column.computed &&
                                  !decisions_.fills.contains(to_string(wanted.name, column_name));
            if (column.identity || (all_null && nulls_repeat)) return;
            continue;
        }
        const bool converted = decisions_.converts.contains(to_string(wanted.name, column_name));
        const Conversion values = conversion(renamed_, *before, column);
        const bool filled = before->nullable && !column.nullable;  // several NULLs may become one value
        const bool apart = !filled && (values == Conversion::same || (values == Conversion::widening && !converted));
        if (apart && before->collation == column.collation && before->computed == column.computed) kept.push_back(column_name);
    }
    if (!is_unique_already(old, kept, nulls_repeat)) ask(may_repeat(Direction::upgrade, wanted.name, name, columns));
}

}  // namespace aludel::schema

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <aludel/schema/apply.h>
#include <aludel/schema/diff.h>

#include "comments.h"
#include "conversion.h"
#include "dependants.h"
#include "describe_parts.h"
#include "differ.h"
#include "questions.h"
#include "sql_words.h"

namespace aludel::schema {

namespace {

std::vector<std::string> plain_columns(const Index& index) {
    std::vector<std::string> columns;
    for (const IndexKey& key : index.keys) {
        if (const auto* column = std::get_if<std::string>(&key.of)) columns.push_back(*column);
    }
    return columns;
}

// Walks the way back beside a shadow of the schema in which dropped constraints stay, under names of their own: what
// rows satisfied before a drop they satisfy after it, as long as nobody writes. So a constraint that comes back in
// place of one that is as strict tightens nothing.
class Descent {
public:
    Descent(Schema from, const Decisions& decisions) : now_(from), shadow_(std::move(from)), decisions_(decisions) {}

    Downgrade run(std::vector<Change> changes) && {
        for (Change& change : changes) {
            std::visit(*this, change);
            aludel::schema::apply(now_, change);
            result_.changes.emplace_back(std::move(change));
        }
        if (!result_.questions.empty()) {
            std::vector<std::string> reasons;
            for (const Question& question : result_.questions) reasons.push_back(question.message);
            result_.changes = {Irreversible{joined(reasons, "; ")}};
        }
        return std::move(result_);
    }

    void operator()(CreateTable& change) {
        created_.insert(change.table.name);
        follow(change);
    }
    void operator()(DropTable& change) {
        // The shadow's table may have more constraints, and others may refer to it there.
        std::vector<std::pair<Name, std::string>> keys;
        for (const Referrer& referrer : referrers(shadow_, change.table.name))
            keys.emplace_back(referrer.table->name, referrer.foreign_key->name);
        for (const auto& [table, key] : keys) shadow_of(table).foreign_keys.erase(key);
        shadow_.tables.erase(change.table.name);
        created_.erase(change.table.name);
    }
    void operator()(RenameTable& change) {
        if (created_.erase(change.from) > 0) created_.insert(change.to);
        std::set<std::pair<Name, std::string>> renamed;
        for (const auto& [table, column] : returned_) renamed.emplace(table == change.from ? change.to : table, column);
        returned_ = std::move(renamed);
        follow(change);
    }
    void operator()(AlterTable& change) {
        if (!is_new(change.table) && change.after.strict && !change.before.strict) ask(may_not_be_strict(change.table));
        follow(change);
    }
    void operator()(AddColumn& change) {
        const auto fill = decisions_.fills.find("downgrade:" + to_string(change.table, change.column.name));
        const Default null = Value{Null{}};
        const bool has_value = change.column.default_value && *change.column.default_value != null;
        if (fill != decisions_.fills.end()) {
            change.fill = fill->second;
        } else if (!is_new(change.table) && !change.column.nullable && !has_value && !change.column.identity && !change.column.computed) {
            ask(no_value(Direction::downgrade, now_, change.table, change.column, true));
        }
        returned_.emplace(change.table, change.column.name);
        follow(change);
    }
    void operator()(DropColumn& change) {
        forget(change.table, change.column.name);
        returned_.erase({change.table, change.column.name});
        shadow_of(change.table).columns.erase(change.column.name);
    }
    void operator()(RenameColumn& change) {
        if (returned_.erase({change.table, change.from}) > 0) returned_.emplace(change.table, change.to);
        follow(change);
    }
    void operator()(AlterColumn& change) {
        if (!is_new(change.table) && !change.after.computed) ask_about_values(change);
        if (!change.convert.empty() || !change.fill.empty() || loses_values(change)) forget(change.table, change.after.name);
        *shadow_of(change.table).columns.find(change.after.name) = change.after;
    }
    void operator()(AddConstraint& change) {
        if (!is_new(change.table)) std::visit([&](const auto& constraint) { ask_about(change.table, constraint); }, change.constraint);
        if (std::holds_alternative<PrimaryKey>(change.constraint)) set_aside_primary_key(change.table);
        follow(change);
    }
    // Nothing is forgotten: the shadow keeps it.
    void operator()(DropConstraint& change) { follow(RenameConstraint{change.table, name_of(change.constraint), own_name()}); }
    void operator()(RenameConstraint& change) { follow(change); }
    void operator()(CreateIndex& change) {
        if (!is_new(change.table) && change.index.unique) {
            const std::vector<std::string> columns = plain_columns(change.index);
            if (!same_index(change.table, change.index)) {
                ask_about_unique(change.table, change.index.name, columns, !change.index.nulls_not_distinct);
            }
        }
        follow(change);
    }
    void operator()(DropIndex& change) { follow(RenameIndex{change.table, change.index.name, own_name()}); }
    void operator()(RenameIndex& change) { follow(change); }
    void operator()(CreateEnum& change) { follow(change); }
    void operator()(DropEnum& change) { follow(change); }
    void operator()(AlterEnum& change) {
        std::vector<std::string> columns;
        for (const Table& table : now_.tables) {
            if (is_new(table.name)) continue;
            for (const Column& column : table.columns) {
                const auto* type = std::get_if<Enumeration>(&column.type.kind);
                if (type != nullptr && type->name == change.before.name) columns.push_back(to_string(table.name, column.name));
            }
        }
        if (!columns.empty()) ask_about_enum(change, columns);
        follow(change);
    }
    void operator()(RenameEnum& change) { follow(change); }
    void operator()(RenameEnumValue& change) {
        // A dropped check over columns of the enum alone goes on holding, of the value's new name.
        for (Table& table : shadow_.tables) {
            const Table& old = table;
            for (Check& check : table.checks) {
                const bool about_the_enum = std::all_of(old.columns.begin(), old.columns.end(), [&](const Column& column) {
                    const auto* used = std::get_if<Enumeration>(&column.type.kind);
                    return (used != nullptr && used->name == change.type) || !mentions_column(check.expression, old, column.name);
                });
                if (is_aside(check.name) && about_the_enum) check.expression = with_text_replaced(check.expression, change.from, change.to);
            }
        }
        follow(change);
    }
    void operator()(CreateView& change) { follow(change); }
    void operator()(DropView& change) { follow(change); }
    void operator()(CreateSequence& change) { follow(change); }
    void operator()(DropSequence& change) { follow(change); }
    void operator()(AlterSequence& change) { follow(change); }
    void operator()(CreateOpaque& change) { follow(change); }
    void operator()(DropOpaque& change) { follow(change); }
    // What is said of a constraint or an index proves nothing of the rows; in the shadow it may be another one's.
    void operator()(AlterComment& change) {
        if (change.of == AlterComment::Of::view) follow(change);
    }

private:
    void ask(Question question) {
        if (decisions_.accepted.count(question.id) > 0) return;
        result_.questions.push_back(std::move(question));
    }

    // A table that comes back in this downgrade has no rows.
    bool is_new(const Name& table) const { return created_.count(table) > 0; }

    static bool loses_values(const AlterColumn& change) {
        const Conversion values = conversion(change.before.type, change.after.type);
        return values == Conversion::narrowing || values == Conversion::none || change.fields.collation || change.fields.computed;
    }

    void ask_about_values(AlterColumn& change) {
        const std::string key = "downgrade:" + to_string(change.table, change.after.name);
        if (change.fields.type) {
            const auto* type = std::get_if<Enumeration>(&change.before.type.kind);
            const Enum* values = type == nullptr ? nullptr : now_.enums.find(type->name);
            Conversion cast = conversion(change.before.type, change.after.type);
            if (values != nullptr && values->storage == EnumStorage::integer && cast != Conversion::same) cast = Conversion::none;
            const auto convert = decisions_.converts.find(key);
            if (convert != decisions_.converts.end()) {
                change.convert = convert->second;
            } else if (cast == Conversion::narrowing) {
                ask(narrower(Direction::downgrade, change.table, change.before, change.after));
            } else if (cast == Conversion::none) {
                ask(no_cast(Direction::downgrade, change.table, change.before, change.after));
            }
        }
        if (change.before.nullable && !change.after.nullable) {
            const auto fill = decisions_.fills.find(key);
            if (fill != decisions_.fills.end()) {
                change.fill = fill->second;
            } else {
                ask(no_value(Direction::downgrade, now_, change.table, change.after, false));
            }
        }
    }

    void ask_about(const Name& table, const PrimaryKey& key) { ask_about_unique(table, key.name, key.columns, false); }
    void ask_about(const Name& table, const Unique& unique) {
        ask_about_unique(table, unique.name, unique.columns, !unique.nulls_not_distinct);
    }
    void ask_about(const Name& table, const ForeignKey& key) {
        const bool all_null =
            std::any_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) { return is_null(table, name); });
        const auto& known = shadow_of(table).foreign_keys;
        const bool held = std::any_of(known.begin(), known.end(), [&](const ForeignKey& other) {
            return !other.not_valid && other.columns == key.columns && other.referred_table == key.referred_table &&
                   other.referred_columns == key.referred_columns;
        });
        if (!all_null && !held && !key.not_valid) ask(may_refer_to_nothing(table, key));
    }
    void ask_about(const Name& table, const Check& check) {
        const Table& shadow = shadow_of(table);
        const bool held = std::any_of(shadow.checks.begin(), shadow.checks.end(), [&](const Check& other) {
            return !other.not_valid && (other.only.empty() || other.only == check.only) && same_words(other.expression, check.expression);
        });
        if (held || check.not_valid || holds_for_returned(table, check)) return;
        ask(may_not_satisfy(table, check));
    }

    void ask_about_unique(const Name& table, const std::string& name, const std::vector<std::string>& columns, bool nulls_repeat) {
        for (const std::string& column_name : columns) {
            const bool returned = returned_.count({table, column_name}) > 0;
            const Column& column = *now_.tables.find(table)->columns.find(column_name);
            if (returned && (column.identity || (nulls_repeat && is_null(table, column_name)))) return;
        }
        if (!is_unique_already(shadow_of(table), columns, nulls_repeat)) ask(may_repeat(Direction::downgrade, table, name, columns));
    }

    void ask_about_enum(const AlterEnum& change, const std::vector<std::string>& columns) {
        bool stored = (change.before.storage == EnumStorage::integer) != (change.after.storage == EnumStorage::integer);
        for (const EnumValue& value : change.before.values) {
            const auto other = std::find_if(change.after.values.begin(), change.after.values.end(),
                                            [&](const EnumValue& candidate) { return candidate.name == value.name; });
            if (other == change.after.values.end()) {
                ask(value_removed(Direction::downgrade, change.before.name, value.name, {}, columns));
            } else if (change.before.storage == EnumStorage::integer && other->number != value.number) {
                stored = true;
            }
        }
        if (stored) ask(stored_otherwise(Direction::downgrade, change.before.name, columns));
    }

    // A column that comes back with nothing to put in it.
    bool is_null(const Name& table, const std::string& name) const {
        const Column* column = now_.tables.find(table)->columns.find(name);
        return returned_.count({table, name}) > 0 && column->nullable && !column->default_value && !column->computed &&
               decisions_.fills.count("downgrade:" + to_string(table, name)) == 0;
    }

    // All its columns come back here, as NULLs or with the default that went with the check.
    bool holds_for_returned(const Name& name, const Check& check) const {
        const Table& table = *now_.tables.find(name);
        bool mentions = false;
        bool all_null = true;
        for (const Column& column : table.columns) {
            if (!mentions_column(check.expression, table, column.name)) continue;
            mentions = true;
            if (returned_.count({name, column.name}) == 0 || column.computed || column.identity) return false;
            if (decisions_.fills.count("downgrade:" + to_string(name, column.name)) > 0) return false;
            if (!column.default_value) continue;
            all_null = false;
        }
        return mentions && (all_null ? passes_null_on(check.expression) : true);
    }

    bool same_index(const Name& table, const Index& index) {
        const auto& known = shadow_of(table).indexes;
        return std::any_of(known.begin(), known.end(), [&](Index other) {
            other.name = index.name;
            return same_but_for_comment(other, index);
        });
    }

    Table& shadow_of(const Name& table) { return *shadow_.tables.find(table); }

    void follow(const Change& change) { aludel::schema::apply(shadow_, change); }

    std::string own_name() { return *aside_.insert(fmt::format("\n(set aside {})", aside_.size())).first; }
    bool is_aside(const std::string& name) const { return aside_.count(name) > 0; }

    // There is room for one: the old one goes on as a unique.
    void set_aside_primary_key(const Name& name) {
        Table& table = shadow_of(name);
        if (!table.primary_key) return;
        table.uniques.add({.name = table.primary_key->name, .columns = table.primary_key->columns, .nulls_not_distinct = true});
        table.primary_key.reset();
    }

    // What dropped constraints told of the column's values holds no more. (Those that stand are kept by the engine.)
    void forget(const Name& name, const std::string& column) {
        Table& table = shadow_of(name);
        const Table old = table;
        if (old.primary_key && is_aside(old.primary_key->name) && needs_column(*old.primary_key, column)) table.primary_key.reset();
        for (const Unique& unique : old.uniques) {
            if (is_aside(unique.name) && needs_column(unique, column)) table.uniques.erase(unique.name);
        }
        for (const ForeignKey& key : old.foreign_keys) {
            if (is_aside(key.name) && needs_column(key, old, column)) table.foreign_keys.erase(key.name);
        }
        for (const Check& check : old.checks) {
            if (is_aside(check.name) && needs_column(check, old, column)) table.checks.erase(check.name);
        }
        for (const Index& index : old.indexes) {
            if (is_aside(index.name) && needs_column(index, old, column)) table.indexes.erase(index.name);
        }
        for (const auto& [other, key] : aside_referrers(name, column)) shadow_of(other).foreign_keys.erase(key);
    }

    std::vector<std::pair<Name, std::string>> aside_referrers(const Name& table, const std::string& column) const {
        std::vector<std::pair<Name, std::string>> found;
        for (const Referrer& referrer : referrers(shadow_, table, column)) {
            if (is_aside(referrer.foreign_key->name)) found.emplace_back(referrer.table->name, referrer.foreign_key->name);
        }
        return found;
    }

    Schema now_;
    Schema shadow_;
    const Decisions& decisions_;
    std::set<Name> created_;
    std::set<std::pair<Name, std::string>> returned_;  // columns that come back in this downgrade
    std::set<std::string> aside_;                      // names of constraints and indexes that stand in the shadow alone
    Downgrade result_;
};

}  // namespace

Downgrade downgrade(const std::vector<Change>& changes, const Schema& before, const Decisions& decisions) {
    return Descent(apply(before, changes), decisions).run(reverse(changes, before));
}

}  // namespace aludel::schema

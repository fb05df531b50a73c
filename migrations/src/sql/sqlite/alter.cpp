#include "sql/sqlite/alter.h"

#include <algorithm>

#include <fmt/format.h>

#include "sql/quoting.h"
#include "sql/sqlite/convert.h"
#include "sql/sqlite/define.h"
#include "sql/sqlite/literal.h"
#include "sql/sqlite/types.h"

namespace aludel::migrations::sqlite {

using namespace schema;
using sql::parenthesised;
using sql::quoted;

namespace {

const std::string& own_words(const Expression& expression) {
    return expression.for_dialect("sqlite");
}

/// SQLite itself numbers rows whose INTEGER PRIMARY KEY is NULL.
bool is_row_number(const Table& lowered, const Column& column) {
    return lowered.primary_key && lowered.primary_key->columns == std::vector<std::string>{column.name} && !lowered.options.without_rowid &&
           std::get<Custom>(column.type.kind).sql.sql == "INTEGER";
}

std::string default_text(const Column& lowered) {
    return lowered.default_value ? std::get<Expression>(*lowered.default_value).sql : std::string();
}

/// What typeof() says of the values that a STRICT column takes as they are; nullptr: all.
const char* stored_type(const std::string& declared) {
    switch (affinity(declared)) {
        case Affinity::integer:
            return "integer";
        case Affinity::text:
            return "text";
        case Affinity::blob:
            return "blob";
        case Affinity::real:
            return "real";
        case Affinity::numeric:
            return nullptr;  // ANY
    }
    return nullptr;
}

bool is_value(const std::string& sql) {
    return is_literal(sql) && sql != "NULL";
}

/// Every value of the old enum is one of the new.
bool only_grows(const Enum& before, const Enum& after) {
    return before.storage == after.storage && std::all_of(before.values.begin(), before.values.end(), [&](const EnumValue& value) {
               return std::find(after.values.begin(), after.values.end(), value) != after.values.end();
           });
}

template <class Object>
std::vector<Object> listed(const ByName<Object>& objects) {
    return {objects.begin(), objects.end()};
}

}  // namespace

/// What an Alteration comes to.
class AlterationPlan {
public:
    AlterationPlan(const Alteration& changes, const Schema& after)
        : changes_(changes),
          after_schema_(after),
          old_(*changes.before_.tables.find(changes.table_)),
          new_(*after.tables.find(changes.table_)),
          name_(old_.name.name),
          lowered_old_(lower_table(changes.before_, old_)),
          lowered_(lower_table(after, new_)) {
        for (const auto& [column, live] : changes.live_checks_)
            if (const auto check = lowered_old_.type_checks.find(column); check != lowered_old_.type_checks.end())
                check->second.name = live;
        before_ = shape(lowered_old_);
        after_ = shape(lowered_);
        if (old_.primary_key) key_ = old_.primary_key->columns;
        rows_.table = lowered_.table;
        for (const Column& column : new_.columns) copy(column);
        guard_strict();
        guard_constraints();
    }

    const std::vector<Step>& guards() const { return guards_; }

    /// Nothing of the table's own text changes.
    bool leaves_table() const { return before_ == after_ && all_exact(); }

    /// All that changes is columns at the end, such as ALTER TABLE ADD COLUMN takes.
    bool only_adds_columns() const {
        if (before_.constraints != after_.constraints || before_.options != after_.options || !all_exact()) return false;
        if (before_.columns.size() + changes_.added_.size() != after_.columns.size()) return false;
        if (!std::equal(before_.columns.begin(), before_.columns.end(), after_.columns.begin())) return false;
        return std::all_of(changes_.added_.begin(), changes_.added_.end(), [&](const auto& added) { return is_addable(added.second); });
    }

    std::vector<Step> singles() const {
        std::vector<Step> out;
        for (const Alteration::Single& single : changes_.singles_) {
            Step step;
            step.description = single.description;
            step.writes = {name_};
            if (single.column.empty()) {
                step.action = SqlStep{fmt::format("DROP INDEX {}", quoted(single.index))};
            } else {
                const Column* column = lowered_.table.columns.find(single.column);
                if (column == nullptr) continue;
                step.action = SqlStep{fmt::format("ALTER TABLE {} ADD COLUMN {}", quoted(name_), column_definition(lowered_, *column))};
            }
            out.push_back(std::move(step));
        }
        return out;
    }

    Step rebuild() const {
        RebuildStep action{.table = name_, .before = before_, .after = after_, .copies = rows_.copies, .drops = changes_.drops_};
        for (const Index& index : lowered_.table.indexes) action.indexes.emplace_back(index.name, create_index(name_, index));
        Step step;
        step.action = std::move(action);
        step.description = changes_.descriptions_.empty() ? fmt::format("name the checks of {} after the table and its columns", name_)
                                                          : sql::join(changes_.descriptions_, ", ");
        step.needs_foreign_keys_off = true;
        step.writes = {name_};
        step.destroys = changes_.destroys_;
        return step;
    }

private:
    std::string where(const Column& column) const { return name_ + "." + column.name; }

    bool all_exact() const {
        return std::all_of(rows_.copies.begin(), rows_.copies.end(),
                           [&](const ColumnCopy& copy) { return copy.exact || changes_.added_.count(copy.column) != 0; });
    }

    // https://www.sqlite.org/lang_altertable.html, 4. The value of the rows that exist must be the default.
    bool is_addable(const AddColumn& change) const {
        const Column* column = lowered_.table.columns.find(change.column.name);
        if (column == nullptr || column->identity) return false;
        if (column->computed) return column->nullable && !column->computed->stored;
        const std::string text = default_text(*column);
        const std::string& fill = own_words(change.fill);
        return (column->nullable || !text.empty()) && (text.empty() || is_literal(text)) && (fill.empty() || fill == text);
    }

    void copy(const Column& column) {
        const Column& lowered = *lowered_.table.columns.find(column.name);
        const auto added = changes_.added_.find(column.name);
        if (added != changes_.added_.end()) {
            rows_.changed.insert(column.name);
            if (!column.computed) copy_added(column, lowered, own_words(added->second.fill));
            return;
        }
        const Column& old = *old_.columns.find(column.name);
        const Column& lowered_old = *lowered_old_.table.columns.find(column.name);
        if (column.computed) {
            if (lowered != lowered_old) rows_.changed.insert(column.name);
            return;
        }
        copy_kept(old, column, is_row_number(lowered_.table, lowered));
        if (!rows_.copies.back().exact || lowered.type != lowered_old.type || lowered.collation != lowered_old.collation || old.computed)
            rows_.changed.insert(column.name);
    }

    void copy_added(const Column& column, const Column& lowered, const std::string& fill) {
        ColumnCopy copy{.column = column.name, .expression = "NULL", .exact = false};
        const std::string text = default_text(lowered);
        if (!fill.empty())
            copy.expression = parenthesised(fill);
        else if (!text.empty())
            copy.expression = is_literal(text) ? text : parenthesised(text);
        rows_.copies.push_back(copy);
        const bool has_value = fill.empty() ? !text.empty() : is_value(fill);
        if (column.nullable || is_row_number(lowered_.table, lowered) || has_value) return;
        guards_.push_back(null_guard(
            rows_, key_, column.name,
            fill.empty()
                ? fmt::format("{} is to be NOT NULL, and these rows have no value for it; give the column a "
                              "default, or the operation a fill",
                              where(column))
                : fmt::format("{} is to be NOT NULL, and its fill gives no value to these rows; correct the fill", where(column))));
    }

    void copy_kept(const Column& old, const Column& column, bool is_row_number) {
        const std::string renamed = with_new_names(column.name);
        const std::string value = renamed.empty() ? quoted(name_) + "." + quoted(column.name) : parenthesised(renamed);
        Conversion conversion;
        bool may_be_null = old.nullable;
        const auto altered = changes_.altered_.find(column.name);
        const std::string how = altered == changes_.altered_.end() ? "" : own_words(altered->second.convert);
        const std::string fill = altered == changes_.altered_.end() || column.nullable ? "" : own_words(altered->second.fill);
        if (how.empty()) {
            conversion = convert({changes_.before_, old.type}, {after_schema_, column.type}, value, where(column));
            conversion.exact = conversion.exact && renamed.empty();
        } else {
            conversion = {.expression = parenthesised(how), .exact = false, .misfits = misfits(column.type, parenthesised(how))};
            may_be_null = true;
        }
        guard_values(column, value, conversion);
        if (!fill.empty() && may_be_null) {
            conversion.expression = fmt::format("coalesce({}, {})", conversion.expression, parenthesised(fill));
            conversion.exact = false;
        }
        rows_.copies.push_back({.column = column.name, .expression = conversion.expression, .exact = conversion.exact});
        if (!column.nullable && may_be_null && !is_row_number && !is_value(fill))
            guards_.push_back(
                null_guard(rows_, key_, column.name,
                           fmt::format("{} is to be NOT NULL, and these rows have no value for it; give the alteration a fill{}",
                                       where(column), fill.empty() ? "" : " that is never NULL")));
    }

    /// The column's values under their new names; empty: no name is new.
    std::string with_new_names(const std::string& column) const {
        const auto renamed = changes_.renamed_.find(column);
        if (renamed == changes_.renamed_.end()) return "";
        const std::string value = quoted(name_) + "." + quoted(column);
        std::string cases;
        for (const EnumValue& old : enum_of(changes_.before_, old_.columns.find(column)->type, name_).values) {
            std::string name = old.name;
            for (const auto& [from, to] : renamed->second)
                if (name == from) name = to;
            if (name != old.name) cases += fmt::format(" WHEN {} THEN {}", literal(old.name), literal(name));
        }
        return cases.empty() ? "" : fmt::format("CASE {0}{1} ELSE {0} END", value, cases);
    }

    void guard_values(const Column& column, const std::string& value, const Conversion& conversion) {
        const std::string type = to_string(column.type);
        for (const std::string& condition : conversion.changes)
            guards_.push_back(
                rows_guard(name_, shown(column), fmt::format("{} IS NOT NULL AND ({})", value, condition),
                           fmt::format("{} becomes {}, and these values would not be the same in it; correct them first, or say "
                                       "in the alteration what they become (convert)",
                                       where(column), type)));
        for (const std::string& condition : conversion.misfits)
            guards_.push_back(rows_guard(name_, shown(column), condition,
                                         fmt::format("{} becomes {}, and these values do not fit in it; correct them first, or say in the "
                                                     "alteration what they become (convert)",
                                                     where(column), type)));
    }

    // A table that is not STRICT takes a value of any type in any column.
    void guard_strict() {
        if (!new_.options.strict || old_.options.strict) return;
        std::vector<std::string> shown = key_;
        std::vector<std::string> conditions;
        for (const ColumnCopy& copy : rows_.copies) {
            const Column& column = *lowered_.table.columns.find(copy.column);
            const char* type = stored_type(std::get<Custom>(column.type.kind).sql.sql);
            if (!copy.exact || type == nullptr || is_row_number(lowered_.table, column)) continue;
            conditions.push_back(fmt::format("typeof({}) NOT IN ('{}', 'null')", copy.expression, type));
            if (std::find(shown.begin(), shown.end(), copy.column) == shown.end()) shown.push_back(copy.column);
        }
        if (conditions.empty()) return;
        guards_.push_back(rows_guard(name_, shown, sql::join(conditions, " OR "),
                                     fmt::format("{} becomes STRICT, and these rows hold a value of another type than its column's; "
                                                 "correct them first",
                                                 name_)));
    }

    std::vector<std::string> shown(const Column& column) const {
        std::vector<std::string> out = key_;
        if (std::find(out.begin(), out.end(), column.name) == out.end()) out.push_back(column.name);
        return out;
    }

    /// Constraints that are new, or that values meet anew.
    void guard_constraints() {
        const Table& before = lowered_old_.table;
        const Table& after = lowered_.table;
        if (const auto& key = after.primary_key; key && !is_numbered_now(key->columns)) {
            const bool known = before.primary_key && before.primary_key->columns == key->columns;
            if (!known || rows_.any_changed(key->columns)) guards_.push_back(unique_guard(rows_, key->columns, key->name));
        }
        for (const Unique& unique : after.uniques) {
            const bool known = before.primary_key && before.primary_key->columns == unique.columns;
            const bool same = contains(listed(before.uniques), [&](const Unique& old) { return old.columns == unique.columns; });
            if (!(known || same) || rows_.any_changed(unique.columns)) guards_.push_back(unique_guard(rows_, unique.columns, unique.name));
        }
        for (const Check& check : after.checks) {
            const bool same = contains(listed(before.checks), [&](const Check& old) { return old.expression == check.expression; });
            if (same && !rows_.mentions_changed(check.expression.sql)) continue;
            guard_check(check, fmt::format("{} is to hold for every row of {} ({}), and it does not for these; correct them first",
                                           check.expression.sql, name_, check.name));
        }
        for (const auto& [column, check] : lowered_.type_checks) guard_type(column, check);
        for (const ForeignKey& key : after.foreign_keys) {
            const bool same = contains(listed(before.foreign_keys), [&](const ForeignKey& old) {
                return old.columns == key.columns && old.referred_table == key.referred_table &&
                       old.referred_columns == key.referred_columns;
            });
            const bool own = key.referred_table == after.name && rows_.any_changed(key.referred_columns);
            if ((!same || rows_.any_changed(key.columns) || own) && !is_null_now(key.columns))
                guards_.push_back(foreign_key_guard(rows_, key));
        }
    }

    void guard_type(const std::string& column, const Check& check) {
        const auto old = lowered_old_.type_checks.find(column);
        const bool same = old != lowered_old_.type_checks.end() && old->second.expression == check.expression;
        if (same && rows_.changed.count(column) == 0) return;
        const auto added = changes_.added_.find(column);
        const Type& type = new_.columns.find(column)->type;
        const Column* was = old_.columns.find(column);
        if (old != lowered_old_.type_checks.end() && rows_.changed.count(column) == 0 && was->type == type &&
            std::holds_alternative<Enumeration>(type.kind) &&
            only_grows(enum_of(changes_.before_, type, name_), enum_of(after_schema_, type, name_)))
            return;
        if (added != changes_.added_.end() && own_words(added->second.fill).empty()) return;  // the default is one of its values
        guard_check(check, fmt::format("{}.{} becomes {}, and these values are none of its values; correct them first", name_, column,
                                       to_string(type)));
    }

    // Over rows that are not there yet a computed column is not to be had; then the table's own check stops the copy.
    void guard_check(const Check& check, std::string message) {
        const std::string& text = check.expression.sql;
        for (const Column& column : new_.columns)
            if (column.computed && sql::mentions(text, column.name) && rows_.mentions_changed(text)) return;
        guards_.push_back(check_guard(rows_, check, std::move(message)));
    }

    template <class Object, class Predicate>
    static bool contains(const std::vector<Object>& objects, const Predicate& predicate) {
        return std::any_of(objects.begin(), objects.end(), predicate);
    }

    /// A column of them was added and is NULL in every row.
    bool is_null_now(const std::vector<std::string>& columns) const {
        return contains(rows_.copies, [&](const ColumnCopy& copy) {
            return copy.expression == "NULL" && std::find(columns.begin(), columns.end(), copy.column) != columns.end();
        });
    }
    bool is_numbered_now(const std::vector<std::string>& key) const {
        return key.size() == 1 && is_row_number(lowered_.table, *lowered_.table.columns.find(key.front())) && is_null_now(key);
    }

    const Alteration& changes_;
    const Schema& after_schema_;
    const Table& old_;
    const Table& new_;
    std::string name_;
    LoweredTable lowered_old_;
    LoweredTable lowered_;
    TableShape before_ = {};
    TableShape after_ = {};
    std::vector<std::string> key_ = {};  // columns that name an old row
    FutureRows rows_ = {};
    std::vector<Step> guards_ = {};
};

Alteration::Alteration(Schema before, Name table, CheckNames live_checks)
    : before_(std::move(before)), table_(std::move(table)), live_checks_(std::move(live_checks)) {}

void Alteration::add(const AddColumn& change) {
    descriptions_.push_back(schema::describe(change));
    singles_.push_back({.column = change.column.name, .index = {}, .description = descriptions_.back()});
    added_[change.column.name] = change;
    touched_.insert(change.column.name);
}

void Alteration::add(const DropColumn& change) {
    descriptions_.push_back(schema::describe(change));
    if (added_.erase(change.column.name) == 0) destroys_.push_back(to_string(change.table) + "." + change.column.name);
    altered_.erase(change.column.name);
    touched_.insert(change.column.name);
}

void Alteration::add(const AlterColumn& change) {
    descriptions_.push_back(schema::describe(change));
    altered_[change.after.name] = change;
    touched_.insert(change.after.name);
}

void Alteration::add(const DropIndex& change) {
    const auto lowered = lower_index(*before_.tables.find(table_), change.index);
    if (!lowered) return;
    descriptions_.push_back(schema::describe(change));
    singles_.push_back({.column = {}, .index = lowered->name, .description = descriptions_.back()});
    drops_.emplace_back(lowered->name, create_index(table_.name, *lowered));
}

void Alteration::add(const RenameEnumValue& change, const Schema& schema) {
    descriptions_.push_back(schema::describe(change));
    ++renames_;
    for (const Column& column : schema.tables.find(table_)->columns) {
        const auto* type = std::get_if<Enumeration>(&column.type.kind);
        if (type == nullptr || type->name != change.type) continue;
        renamed_[column.name].emplace_back(change.from, change.to);
        touched_.insert(column.name);
    }
}

void Alteration::add_other(const Change& change) {
    descriptions_.push_back(schema::describe(change));
}

bool Alteration::comes_before(const Expression& expression) const {
    return std::any_of(touched_.begin(), touched_.end(),
                       [&](const std::string& column) { return sql::mentions(own_words(expression), column); });
}

std::vector<Step> Alteration::steps(const Schema& after, bool may_have_rows) const {
    const AlterationPlan plan(*this, after);
    std::vector<Step> out;
    if (may_have_rows) out = plan.guards();
    if (plan.leaves_table() || plan.only_adds_columns()) {
        for (Step& step : plan.singles()) out.push_back(std::move(step));
    } else {
        out.push_back(plan.rebuild());
    }
    return out;
}

}  // namespace aludel::migrations::sqlite

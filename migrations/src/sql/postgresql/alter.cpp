#include "sql/postgresql/alter.h"

#include <algorithm>

#include <fmt/format.h>

#include "sql/postgresql/comment.h"
#include "sql/postgresql/convert.h"
#include "sql/postgresql/define.h"
#include "sql/postgresql/guard.h"
#include "sql/postgresql/literal.h"
#include "sql/postgresql/lower.h"
#include "sql/postgresql/names.h"
#include "sql/postgresql/types.h"
#include "sql/quoting.h"

namespace aludel::migrations::postgresql {

using namespace schema;
using sql::parenthesised;

namespace {

bool is_value(const std::string& sql) {
    return is_literal(sql) && sql != "NULL";
}

/// PostgreSQL compares the two by itself, so that expressions and foreign keys go on working over either.
bool alike(const Type& a, const Type& b) {
    return a.array == b.array && a.kind.index() == b.kind.index() && !std::holds_alternative<Enumeration>(a.kind) &&
           !std::holds_alternative<Custom>(a.kind) && !std::holds_alternative<Timestamp>(a.kind);
}

bool mentions_any(const std::string& text, const std::set<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) { return sql::mentions(text, column); });
}

bool has_any(const std::vector<std::string>& names, const std::set<std::string>& columns) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return columns.count(name) != 0; });
}

bool expresses_any(const Index& lowered, const std::set<std::string>& columns) {
    return mentions_any(lowered.where.sql, columns) || std::any_of(lowered.keys.begin(), lowered.keys.end(), [&](const IndexKey& key) {
               const auto* expression = std::get_if<Expression>(&key.of);
               return expression != nullptr && mentions_any(expression->sql, columns);
           });
}

bool keys_any(const Index& lowered, const std::set<std::string>& columns) {
    return has_any(lowered.include, columns) || std::any_of(lowered.keys.begin(), lowered.keys.end(), [&](const IndexKey& key) {
               const auto* column = std::get_if<std::string>(&key.of);
               return column != nullptr && columns.count(*column) != 0;
           });
}

std::string expression_of(const LoweredTable& table, const std::string& column) {
    const auto found = table.type_checks.find(column);
    return found == table.type_checks.end() ? "" : found->second.expression.sql;
}

class TableAlteration {
public:
    TableAlteration(const Schema& before, const Schema& after, const Name& table, const std::vector<ColumnChange>& columns,
                    const std::string& description, bool may_have_rows);

    Alteration result() && { return {table_.name, std::move(loosened_), std::move(steps_)}; }

private:
    struct Plan {
        const ColumnChange* change = nullptr;
        const Column* old = nullptr;     // lowered
        const Column* column = nullptr;  // lowered
        std::string expression = {};     // of the new value; empty: the values stay as they are
        bool made_anew = false;          // dropped and added: computed before or after
        bool new_check = false;          // the check of its type differs
    };

    void plan(const ColumnChange& change);
    void guard(const Plan& plan, const std::vector<Stop>& stops);
    void guard_type(const Plan& plan, const Type& was, const Type& is, const std::vector<Stop>& stops);
    void guard_nulls(const Plan& plan);
    void collect_parts();
    void drop_parts();
    void restore_parts();
    void alter(const Plan& plan);
    void make_anew(const Plan& plan);

    void emit(std::string sql, std::vector<std::string> destroys = {});
    void alter_table(const std::string& action) { emit("ALTER TABLE " + quoted_table_ + " " + action); }
    void alter_column(const Plan& plan, const std::string& action);
    void set_attributes(const Plan& plan);
    std::string where(const std::string& column) const { return to_string(table_.name, column); }

    const Schema& before_;
    const Schema& after_;
    const Table& table_;
    const Table& new_table_;
    LoweredTable old_;
    LoweredTable new_;
    std::string quoted_table_;
    const std::string& description_;
    std::vector<Plan> plans_ = {};
    std::vector<Step> guards_ = {};
    bool asks_for_values_ = false;
    std::vector<Step> steps_ = {};
    std::set<std::string> loosened_ = {};
    std::set<std::string> gone_ = {};         // columns dropped and made again
    std::set<std::string> constraints_ = {};  // dropped and made again, by name
    std::set<std::string> indexes_ = {};
};

TableAlteration::TableAlteration(const Schema& before, const Schema& after, const Name& table, const std::vector<ColumnChange>& columns,
                                 const std::string& description, bool may_have_rows)
    : before_(before),
      after_(after),
      table_(*before.tables.find(table)),
      new_table_(*after.tables.find(table)),
      old_(lower_table(before, table_)),
      new_(lower_table(after, new_table_)),
      quoted_table_(quoted_name(table)),
      description_(description) {
    for (const ColumnChange& change : columns) plan(change);
    collect_parts();
    // A cast would cut or round what another session inserts between the questions and the new type.
    if (may_have_rows && asks_for_values_) emit("LOCK TABLE " + quoted_table_ + " IN ACCESS EXCLUSIVE MODE");
    if (may_have_rows)
        for (Step& guard : guards_) steps_.push_back(std::move(guard));
    drop_parts();
    for (const Plan& each : plans_) each.made_anew ? make_anew(each) : alter(each);
    restore_parts();
}

void TableAlteration::emit(std::string sql, std::vector<std::string> destroys) {
    Step step;
    step.action = SqlStep{std::move(sql)};
    step.description = description_;
    step.writes = {to_string(table_.name)};
    step.destroys = std::move(destroys);
    steps_.push_back(std::move(step));
}

void TableAlteration::alter_column(const Plan& plan, const std::string& action) {
    alter_table(fmt::format("ALTER COLUMN {} {}", quoted(plan.column->name), action));
}

void TableAlteration::plan(const ColumnChange& change) {
    const Column& was = *table_.columns.find(change.column);
    const Column& is = *new_table_.columns.find(change.column);
    Plan out{.change = &change, .old = old_.table.columns.find(change.column), .column = new_.table.columns.find(change.column)};
    const bool new_type = type_text(*out.old) != type_text(*out.column) || out.old->collation != out.column->collation || change.renewed;
    out.made_anew = out.old->computed || out.column->computed ? out.old->computed != out.column->computed || new_type : false;
    out.new_check = expression_of(old_, change.column) != expression_of(new_, change.column);
    if (!out.made_anew && !was.computed) {
        const std::string value = quoted(change.column);
        std::vector<Stop> stops;
        if (!change.convert.empty()) {
            out.expression = parenthesised(change.convert);
            stops = misfits({after_, is.type}, out.expression, where(change.column));
            if (is_native(after_, is.type)) out.expression += fmt::format("::text::{}", type_text(*out.column));
        } else if (was.type != is.type || change.renewed || new_type || std::holds_alternative<Enumeration>(is.type.kind)) {
            Conversion conversion = convert({before_, was.type}, {after_, is.type}, value, change.renewed, where(change.column));
            stops = std::move(conversion.stops);
            const bool same_value = conversion.expression == value || conversion.expression == value + "::" + type_text(*out.column);
            if (new_type || !same_value) out.expression = std::move(conversion.expression);
            guard_type(out, was.type, is.type, stops);
        }
        asks_for_values_ = asks_for_values_ || !stops.empty();
        guard(out, stops);
        guard_nulls(out);
    }
    const bool unlike = !alike(was.type, is.type) || change.renewed || !change.convert.empty();
    if (out.made_anew || (!out.expression.empty() && unlike)) loosened_.insert(change.column);
    plans_.push_back(std::move(out));
}

void TableAlteration::guard(const Plan& plan, const std::vector<Stop>& stops) {
    const std::string type = to_string(new_table_.columns.find(plan.column->name)->type);
    for (const Stop& stop : stops) {
        const std::string column = where(plan.column->name);
        std::string message;
        switch (stop.why) {
            case Stop::Why::changes:
                message = fmt::format(
                    "{} becomes {}, and these values would not be the same in it; correct them first, or say in the "
                    "alteration what they become (convert)",
                    column, type);
                break;
            case Stop::Why::misfits:
                message = fmt::format(
                    "{} becomes {}, and these values do not fit in it; correct them first, or say in the alteration what "
                    "they become (convert)",
                    column, type);
                break;
            case Stop::Why::not_a_value:
                message = fmt::format("{} becomes {}, and these values are none of its values; correct them first", column, type);
                break;
        }
        guards_.push_back(rows_guard(table_, plan.column->name, stop.condition, std::move(message)));
    }
}

// Where the new type has room for all that the old one can hold, no value is asked for. Somebody may have made the old one
// wider by hand, and a cast cuts, rounds or shifts what is in it.
void TableAlteration::guard_type(const Plan& plan, const Type& was, const Type& is, const std::vector<Stop>& stops) {
    const auto is_named = [](const Type& type) {
        return std::holds_alternative<Enumeration>(type.kind) || std::holds_alternative<Custom>(type.kind);
    };
    if (plan.expression.empty() || !stops.empty() || is_named(was) || is_named(is)) return;
    const bool modified = std::holds_alternative<String>(was.kind) || std::holds_alternative<Numeric>(was.kind);
    std::vector<std::string> types = {type_text(*plan.old)};
    if (modified && type_text(*plan.column) != types.front()) types.push_back(type_text(*plan.column));
    guards_.push_back(type_guard(table_.name, plan.column->name, types, modified));
}

void TableAlteration::guard_nulls(const Plan& plan) {
    const std::string& fill = plan.change->fill;
    const bool may_be_null = plan.old->nullable || !plan.change->convert.empty();
    if (plan.column->nullable || !may_be_null || is_value(fill)) return;
    std::string value = plan.expression.empty() ? quoted(plan.column->name) : plan.expression;
    if (!fill.empty()) value = fmt::format("coalesce({}, {})", value, parenthesised(fill));
    guards_.push_back(value_guard(table_, plan.column->name, value + " IS NULL",
                                  fmt::format("{} is to be NOT NULL, and these rows have no value for it; give the alteration a fill{}",
                                              where(plan.column->name), fill.empty() ? "" : " that is never NULL")));
}

void TableAlteration::collect_parts() {
    std::set<std::string> retyped;
    for (const Plan& plan : plans_) {
        if (plan.made_anew) gone_.insert(plan.column->name);
        if (!plan.expression.empty()) retyped.insert(plan.column->name);
    }
    // "cannot alter type of a column used by a generated column", whatever the two types are.
    for (const Column& column : old_.table.columns)
        if (column.computed && mentions_any(column.computed->expression.sql, retyped)) gone_.insert(column.name);
    loosened_.insert(gone_.begin(), gone_.end());

    const Table& table = old_.table;
    for (const Check& check : table.checks)
        if (mentions_any(check.expression.sql, loosened_)) constraints_.insert(check.name);
    for (const Unique& unique : table.uniques)
        if (has_any(unique.columns, gone_) || has_any(unique.include, gone_)) constraints_.insert(unique.name);
    if (table.primary_key && has_any(table.primary_key->columns, gone_)) constraints_.insert(table.primary_key->name);
    for (const Index& index : table.indexes)
        if (expresses_any(index, loosened_) || keys_any(index, gone_)) indexes_.insert(index.name);
}

void TableAlteration::drop_parts() {
    for (const std::string& name : indexes_) emit("DROP INDEX " + quoted_name({table_.name.schema, name}));
    for (const std::string& name : constraints_) alter_table("DROP CONSTRAINT " + quoted(name));
    for (const std::string& name : gone_) {
        const auto check = old_.type_checks.find(name);
        steps_.push_back(dependants_guard(table_.name, name, check == old_.type_checks.end() ? "" : check->second.name));
    }
    for (const Column& column : old_.table.columns) {
        const bool planned =
            std::any_of(plans_.begin(), plans_.end(), [&](const Plan& plan) { return plan.made_anew && plan.column->name == column.name; });
        if (gone_.count(column.name) != 0 && !planned) alter_table("DROP COLUMN " + quoted(column.name));
    }
}

void TableAlteration::restore_parts() {
    const Table& table = new_.table;
    for (const Column& column : table.columns) {
        const bool planned = std::any_of(plans_.begin(), plans_.end(), [&](const Plan& plan) { return plan.column->name == column.name; });
        if (gone_.count(column.name) == 0 || planned) continue;
        alter_table("ADD COLUMN " + column_definition(new_, column));
        if (!column.comment.empty()) emit(comment_on_column(table.name, column.name, column.comment));
    }
    const auto restore = [&](const auto& constraint) {
        if (constraints_.count(constraint.name) == 0) return;
        alter_table("ADD " + constraint_definition(constraint));
        if (!constraint.comment.empty()) emit(comment_on_constraint(table.name, constraint));
    };
    if (table.primary_key) restore(*table.primary_key);
    for (const Unique& unique : table.uniques) restore(unique);
    for (const Check& check : table.checks) restore(check);
    for (const Index& index : table.indexes) {
        if (indexes_.count(index.name) == 0) continue;
        emit(create_index(table.name, index));
        if (!index.comment.empty()) emit(comment_on_index(table.name, index));
    }
}

void TableAlteration::alter(const Plan& plan) {
    const Column& old = *plan.old;
    const Column& column = *plan.column;
    const bool rewritten = !plan.expression.empty();
    const bool default_goes = old.default_value && (rewritten || old.default_value != column.default_value);
    const bool old_check = old_.type_checks.count(column.name) != 0;
    const bool check_goes = old_check && (plan.new_check || rewritten);

    if (check_goes) alter_table("DROP CONSTRAINT " + quoted(old_.type_checks.at(column.name).name));
    if (default_goes && (rewritten || !column.default_value)) alter_column(plan, "DROP DEFAULT");
    if (old.identity && !column.identity) alter_column(plan, "DROP IDENTITY");
    if (!old.nullable && column.nullable) alter_column(plan, "DROP NOT NULL");
    if (rewritten)
        alter_column(plan, fmt::format("TYPE {}{} USING {}", type_text(column),
                                       column.collation.empty() ? "" : " COLLATE " + quoted(column.collation.sql), plan.expression));
    if (!column.nullable && !plan.change->fill.empty())
        emit(fmt::format("UPDATE {0} SET {1} = {2} WHERE {1} IS NULL", quoted_table_, quoted(column.name),
                         parenthesised(plan.change->fill)));
    if (old.nullable && !column.nullable) alter_column(plan, "SET NOT NULL");
    if (column.default_value && (rewritten || old.default_value != column.default_value))
        alter_column(plan, "SET DEFAULT " + default_clause(default_text(column)));
    if (const auto check = new_.type_checks.find(column.name); check != new_.type_checks.end() && (!old_check || check_goes))
        alter_table("ADD " + constraint_definition(check->second));
    if (column.identity && !old.identity) {
        alter_column(plan, "ADD " + identity_clause(*column.identity));
        emit(advance_identity(table_.name, column));
    } else if (column.identity && old.identity != column.identity) {
        alter_column(plan, identity_alteration(*column.identity));
    }
    if (old.comment != column.comment) emit(comment_on_column(table_.name, column.name, column.comment));
}

// Computed columns hold nothing of their own, so the old one goes and the new one comes. Where the values that were
// computed are to stay, they are kept in a column of another name meanwhile: DROP EXPRESSION is there from version 13
// on, and for stored ones alone.
void TableAlteration::make_anew(const Plan& plan) {
    const Column& column = *plan.column;
    const bool keeps_values = plan.old->computed && !column.computed;
    if (!keeps_values) {
        const bool loses = !plan.old->computed;
        emit(fmt::format("ALTER TABLE {} DROP COLUMN {}", quoted_table_, quoted(column.name)),
             loses ? std::vector<std::string>{where(column.name)} : std::vector<std::string>{});
        alter_table("ADD COLUMN " + column_definition(new_, column));
        if (!column.comment.empty()) emit(comment_on_column(table_.name, column.name, column.comment));
        return;
    }
    const std::string kept = quoted("aludel_kept");
    const Column& was = *plan.old;
    const std::string value = plan.change->convert.empty() ? quoted(column.name) : parenthesised(plan.change->convert);
    alter_table(fmt::format("ADD COLUMN {} {}{}", kept, type_text(column),
                            column.collation.empty() ? "" : " COLLATE " + quoted(column.collation.sql)));
    // No UPDATE: a trigger, a rule or a policy could keep rows from it, and the old values go with the next statement.
    alter_table(fmt::format("ALTER COLUMN {} TYPE {}{} USING {}", kept, type_text(column),
                            column.collation.empty() ? "" : " COLLATE " + quoted(column.collation.sql), value));
    alter_table("DROP COLUMN " + quoted(was.name));
    alter_table(fmt::format("RENAME COLUMN {} TO {}", kept, quoted(column.name)));
    set_attributes(plan);
}

/// Of a column that has nothing but its name, its type and its values.
void TableAlteration::set_attributes(const Plan& plan) {
    const Column& column = *plan.column;
    if (!plan.change->fill.empty() && !column.nullable)
        emit(fmt::format("UPDATE {0} SET {1} = {2} WHERE {1} IS NULL", quoted_table_, quoted(column.name),
                         parenthesised(plan.change->fill)));
    if (!column.nullable) alter_column(plan, "SET NOT NULL");
    if (column.default_value) alter_column(plan, "SET DEFAULT " + default_clause(default_text(column)));
    if (const auto check = new_.type_checks.find(column.name); check != new_.type_checks.end())
        alter_table("ADD " + constraint_definition(check->second));
    if (column.identity) {
        alter_column(plan, "ADD " + identity_clause(*column.identity));
        emit(advance_identity(table_.name, column));
    }
    if (!column.comment.empty()) emit(comment_on_column(table_.name, column.name, column.comment));
}

}  // namespace

Alteration alter_columns(const Schema& before, const Schema& after, const Name& table, const std::vector<ColumnChange>& columns,
                         const std::string& description, bool may_have_rows) {
    return TableAlteration(before, after, table, columns, description, may_have_rows).result();
}

bool expressed_together(const Table& table, const std::string& a, const std::string& b) {
    const auto check = [&](const Check& each) { return sql::mentions(each.expression.sql, a) && sql::mentions(each.expression.sql, b); };
    const auto index = [&](const Index& each) { return expresses_any(each, {a}) && expresses_any(each, {b}); };
    const auto computed = [&](const Column& each) {
        return each.computed && sql::mentions(each.computed->expression.sql, a) && sql::mentions(each.computed->expression.sql, b);
    };
    return std::any_of(table.checks.begin(), table.checks.end(), check) || std::any_of(table.indexes.begin(), table.indexes.end(), index) ||
           std::any_of(table.columns.begin(), table.columns.end(), computed);
}

}  // namespace aludel::migrations::postgresql

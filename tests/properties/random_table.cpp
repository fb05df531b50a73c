#include "properties/random_table.h"

#include <algorithm>
#include <utility>

#include <aludel/schema/naming.h>

namespace aludel::testing {

using namespace aludel::schema;

namespace {

std::vector<std::string> some_columns(Dice& dice, const Table& table, std::size_t most) {
    std::vector<std::string> names;
    for (const Column& column : table.columns) names.push_back(column.name);
    std::vector<std::string> chosen;
    const std::size_t wanted = dice.between(1, std::min(most, names.size()));
    while (chosen.size() < wanted) {
        const std::size_t at = dice.below(names.size());
        chosen.push_back(names[at]);
        names.erase(names.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return chosen;
}

std::string free_or(const Names& names, const std::string& convention, Dice& dice, const SchemaOptions& options) {
    Names copy = names;
    return names.is_free(convention) && !dice.chance(25) ? convention : copy.fresh(dice, options);
}

}  // namespace

Action random_action(Dice& dice, bool nullable) {
    static const std::vector<Action> actions = {Action::no_action, Action::cascade, Action::restrict, Action::set_default,
                                                Action::set_null};
    return actions[dice.below(nullable ? actions.size() : actions.size() - 1)];
}

Deferrability random_deferrability(Dice& dice) {
    return dice.chance(50) ? Deferrability::initially_deferred : Deferrability::deferrable;
}

Names object_names(const Schema& schema) {
    Names names;
    for (const Table& table : schema.tables) {
        names.take(table.name.name);
        for (const Index& index : table.indexes) names.take(index.name);
        if (table.primary_key) names.take(table.primary_key->name);
        for (const Unique& unique : table.uniques) names.take(unique.name);
        if (!table.name.schema.empty()) names.take(table.name.schema);
    }
    names.take("warehouse");
    for (const View& view : schema.views) names.take(view.name.name);
    for (const Enum& type : schema.enums) names.take(type.name.name);
    for (const Sequence& sequence : schema.sequences) names.take(sequence.name.name);
    for (const Opaque& object : schema.opaque) names.take(object.name.name);
    return names;
}

Names column_names(const Table& table) {
    Names names;
    for (const Column& column : table.columns) names.take(column.name);
    return names;
}

Names constraint_names(const Table& table) {
    Names names;
    if (table.primary_key) names.take(table.primary_key->name);
    for (const Unique& unique : table.uniques) names.take(unique.name);
    for (const ForeignKey& key : table.foreign_keys) names.take(key.name);
    for (const Check& check : table.checks) names.take(check.name);
    for (const Index& index : table.indexes) names.take(index.name);
    return names;
}

Expression random_condition(Dice& dice, const Table& table, const SchemaOptions& options) {
    std::string sql;
    for (std::size_t terms = dice.between(1, 2); terms > 0; --terms) {
        const Column& column = table.columns[dice.below(table.columns.size())];
        const std::string name =
            (dice.chance(10) && !options.executable() ? quoted(table.name.name) + '.' : "") + written(dice, column.name, options);
        if (!sql.empty()) sql += dice.chance(50) ? " and " : "\n or ";
        if (std::holds_alternative<Integer>(column.type.kind) && !column.type.array) {
            sql += name + " >= 0";
        } else if (std::holds_alternative<String>(column.type.kind)) {
            sql.append("length(").append(name).append(") < 1000");
        } else {
            sql.append("(").append(name).append(" is null or ").append(name).append(" is not null)");
        }
    }
    if (!options.executable() && dice.chance(15)) sql += " and " + random_text(dice, options);
    return per_dialect(dice, sql);
}

namespace {

std::vector<std::string> included(Dice& dice, const Table& table) {
    return dice.chance(10) ? some_columns(dice, table, 2) : std::vector<std::string>();
}

}  // namespace

Unique random_unique(Dice& dice, const Table& table, const SchemaOptions& options) {
    Unique unique;
    unique.columns = some_columns(dice, table, 2);
    unique.name = free_or(constraint_names(table), unique_name(table.name, unique.columns), dice, options);
    if (!options.executable_on_sqlite) {
        unique.nulls_not_distinct = dice.chance(10);
        if (dice.chance(10)) unique.deferrability = random_deferrability(dice);
    }
    if (!options.executable()) unique.include = included(dice, table);
    unique.comment = random_comment(dice, options);
    return unique;
}

Check random_check(Dice& dice, const Table& table, const SchemaOptions& options) {
    Check check;
    check.name = free_or(constraint_names(table), check_name(table.name, table.columns[0].name), dice, options);
    check.expression = random_condition(dice, table, options);
    check.not_valid = !options.executable_on_sqlite && dice.chance(5);
    if (dice.chance(10)) check.only = random_only(dice);
    check.comment = random_comment(dice, options);
    return check;
}

namespace {

// What PostgreSQL alone has of an index.
void add_postgresql_words(Dice& dice, const Table& table, Index& index) {
    const auto* first = std::get_if<std::string>(&index.keys[0].of);
    const Column* column = first == nullptr ? nullptr : table.columns.find(*first);
    if (column != nullptr && std::holds_alternative<Json>(column->type.kind) && dice.chance(70)) {
        index.keys = {{*first, false, NullsOrder::engine_default, dice.chance(50) ? "jsonb_path_ops" : "", ""}};
        index.method = "gin";
        return;
    }
    if (column != nullptr && std::holds_alternative<String>(column->type.kind) && dice.chance(30))
        index.keys[0].operator_class = dice.chance(50) ? "text_pattern_ops" : "text_ops";
    if (dice.chance(10)) index.keys[0].nulls = NullsOrder::first;
    for (const std::string& name : some_columns(dice, table, 1)) {
        const bool key =
            std::any_of(index.keys.begin(), index.keys.end(), [&](const IndexKey& each) { return each.of == IndexKey{name}.of; });
        if (!key && dice.chance(20)) index.include = {name};
    }
}

// Whatever no one database has all of.
void add_anything(Dice& dice, const Table& table, Index& index) {
    static const std::vector<std::string> methods = {"btree", "hash", "gin", "gist", "brin", "spgist"};
    for (IndexKey& key : index.keys) {
        if (dice.chance(8)) key.nulls = NullsOrder::first;
        if (dice.chance(8)) key.operator_class = "text_pattern_ops";
        if (dice.chance(8)) key.collation = dice.chance(50) ? "C" : "nocase";
    }
    index.unique = dice.chance(20);
    index.nulls_not_distinct = index.unique && dice.chance(30);
    index.include = included(dice, table);
    if (dice.chance(20)) index.method = dice.pick(methods);
    if (dice.chance(10)) index.only = random_only(dice);
}

}  // namespace

Index random_index(Dice& dice, const Schema& schema, const Table& table, const SchemaOptions& options) {
    Index index;
    std::vector<std::string> columns = some_columns(dice, table, 3);
    Names names = object_names(schema);
    names.take(table.name.name);
    for (const Index& other : table.indexes) names.take(other.name);
    for (const ForeignKey& key : table.foreign_keys) names.take(key.name);
    for (const Check& check : table.checks) names.take(check.name);
    for (const Unique& unique : table.uniques) names.take(unique.name);
    if (table.primary_key) names.take(table.primary_key->name);
    index.name = free_or(names, index_name(table.name, columns), dice, options);
    for (const std::string& column : columns) {
        IndexKey key;
        key.of = column;
        if (dice.chance(10))
            key.of = per_dialect(dice, "coalesce(" + written(dice, column, options) + ", " + written(dice, column, options) + ")");
        key.descending = dice.chance(20);
        if (!options.executable_on_sqlite && dice.chance(10)) key.nulls = NullsOrder::last;
        index.keys.push_back(std::move(key));
    }
    if (dice.chance(25)) index.where = random_condition(dice, table, options);
    if (!options.executable_on_sqlite && dice.chance(10)) index.method = "btree";
    if (options.executable_on_postgresql) add_postgresql_words(dice, table, index);
    if (!options.executable_on_sqlite && dice.chance(10)) index.only = {"postgresql"};
    if (!options.executable()) add_anything(dice, table, index);
    index.comment = random_comment(dice, options);
    return index;
}

PrimaryKey random_primary_key(Dice& dice, const Table& table, const SchemaOptions& options) {
    PrimaryKey key;
    for (const std::string& name : some_columns(dice, table, 2)) {
        const Column& column = *table.columns.find(name);
        if (!column.nullable && !column.computed) key.columns.push_back(name);
    }
    key.name = free_or(constraint_names(table), primary_key_name(table.name), dice, options);
    key.comment = random_comment(dice, options);
    return key;
}

Table random_table(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    Table table;
    Names objects = object_names(schema);
    table.name = random_name(dice, objects, options);
    Names names;
    Column id;
    id.name = names.fresh(dice, options);
    id.type = {Integer{64}};
    table.columns.add(id);
    const std::size_t more = dice.below(static_cast<std::size_t>(options.max_columns));
    for (std::size_t i = 0; i < more; ++i) table.columns.add(random_column(dice, schema, table, names, options));
    if (dice.chance(70)) {
        table.primary_key = PrimaryKey{primary_key_name(table.name), {id.name}, random_comment(dice, options)};
        if (dice.chance(50)) table.columns.find(id.name)->identity = random_identity(dice, options);
    } else if (dice.chance(70)) {
        table.primary_key = random_primary_key(dice, table, options);
        if (table.primary_key->columns.empty()) table.primary_key.reset();
    }
    if (dice.chance(25)) table.uniques.add(random_unique(dice, table, options));
    if (dice.chance(25)) table.checks.add(random_check(dice, table, options));
    if (dice.chance(30)) table.indexes.add(random_index(dice, schema, table, options));
    if (dice.chance(10)) table.options.comment = random_text(dice, options);
    if (table.primary_key && !table.columns.find(id.name)->identity && dice.chance(10)) table.options.without_rowid = true;
    if (!options.executable()) table.options.strict = dice.chance(10);
    return table;
}

std::optional<Reference> random_reference(Dice& dice, const Table& table, const Table& referred, const SchemaOptions& options) {
    std::vector<std::vector<std::string>> keys;
    if (referred.primary_key) keys.push_back(referred.primary_key->columns);
    for (const Unique& unique : referred.uniques) {
        if (unique.include.empty() && unique.deferrability == Deferrability::not_deferrable) keys.push_back(unique.columns);
    }
    if (keys.empty()) return std::nullopt;
    Reference reference;
    reference.key.referred_table = referred.name;
    reference.key.referred_columns = dice.pick(keys);
    Names names = column_names(table);
    for (const std::string& name : reference.key.referred_columns) {
        Column column;
        column.name = names.fresh(dice, options);
        column.type = referred.columns.find(name)->type;
        column.nullable = options.executable() || dice.chance(70);
        reference.key.columns.push_back(column.name);
        reference.columns.push_back(std::move(column));
    }
    reference.key.name = free_or(constraint_names(table), foreign_key_name(table.name, reference.key.columns), dice, options);
    const bool nullable =
        std::all_of(reference.columns.begin(), reference.columns.end(), [](const Column& column) { return column.nullable; });
    if (dice.chance(40)) reference.key.on_delete = nullable && dice.chance(50) ? Action::set_null : Action::cascade;
    if (dice.chance(10)) reference.key.deferrability = random_deferrability(dice);
    if (!options.executable()) {
        if (dice.chance(30)) reference.key.on_delete = random_action(dice, nullable);
        if (dice.chance(30)) reference.key.on_update = random_action(dice, nullable);
        reference.key.not_valid = dice.chance(10);
    }
    reference.key.comment = random_comment(dice, options);
    return reference;
}

}  // namespace aludel::testing

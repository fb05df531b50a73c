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

std::string free_or(const Names& names, std::string convention, Dice& dice, const SchemaOptions& options) {
    Names copy = names;
    return names.is_free(convention) && !dice.chance(25) ? convention : copy.fresh(dice, options);
}

Expression per_dialect(Dice& dice, std::string sql) {
    Expression expression{std::move(sql), {}};
    if (dice.chance(10)) expression.dialects["sqlite"] = expression.sql;
    if (dice.chance(10)) expression.dialects["postgresql"] = expression.sql + " ";
    return expression;
}

// A name as somebody may have written it: quoted, or bare where it can be.
std::string written(Dice& dice, const std::string& name, const SchemaOptions& options) {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (plain && name != "order" && name != "select" && name != "null") {
        if (!options.executable_on_sqlite && dice.chance(10))
            return std::string(1, static_cast<char>(name[0] - 'a' + 'A')) + name.substr(1);
        return name;
    }
    return quoted(name);
}

}  // namespace

std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
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

Type random_type(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    const bool other_engines = !options.executable_on_sqlite;
    switch (dice.below(18)) {
        case 0:
            return {Integer{64}};
        case 1:
            return {Integer{32}};
        case 2:
            return {Integer{16}};
        case 3:
            return {Boolean{}};
        case 4:
            return {Float{dice.chance(50) ? 32 : 64}};
        case 5:
            return {String{}};
        case 6:
            return {String{static_cast<int>(dice.between(8, 255))}};
        case 7:
            return {Bytes{}};
        case 8:
            return {Numeric{12, static_cast<int>(dice.between(0, 4))}};
        case 9:
            return {Numeric{}};
        case 10:
            return {Date{}};
        case 11:
            return {TimeOfDay{}};
        case 12:
            return {Timestamp{dice.chance(50)}};
        case 13:
            return {Uuid{}};
        case 14:
            return {Json{}};
        case 15:
            if (!schema.enums.empty())
                return {Enumeration{(schema.enums.begin() + static_cast<std::ptrdiff_t>(dice.below(schema.enums.size())))->name}};
            return {String{}};
        case 16:
            if (!options.executable() && dice.chance(50)) return {Custom{{random_text(dice, options), {{"postgresql", "citext"}}}}};
            return {Bytes{static_cast<int>(dice.between(8, 64))}};
        default:
            break;
    }
    if (other_engines && dice.chance(50)) return {Integer{32}, true};
    return {Interval{}};
}

namespace {

struct RandomValue {
    Dice& dice;
    const Schema& schema;
    const SchemaOptions& options;

    std::optional<Value> operator()(const Boolean&) const { return dice.chance(50); }
    std::optional<Value> operator()(const Integer&) const { return static_cast<std::int64_t>(dice.below(1000)); }
    std::optional<Value> operator()(const Float&) const { return static_cast<double>(dice.below(1000)) / 8; }
    std::optional<Value> operator()(const String& type) const {
        std::string text = random_text(dice, options);
        if (type.length && text.size() > static_cast<std::size_t>(*type.length)) text = "short";
        return text;
    }
    std::optional<Value> operator()(const Bytes&) const {
        return Blob{std::byte{0}, std::byte{0x27}, static_cast<std::byte>(dice.below(256))};
    }
    std::optional<Value> operator()(const Numeric&) const { return std::string("12.5"); }
    std::optional<Value> operator()(const Date&) const { return std::string("2020-02-29"); }
    std::optional<Value> operator()(const TimeOfDay&) const { return std::string("23:59:59"); }
    std::optional<Value> operator()(const Timestamp&) const { return std::string("2020-02-29 23:59:59"); }
    std::optional<Value> operator()(const Interval&) const { return std::string("P1D"); }
    std::optional<Value> operator()(const Uuid&) const { return std::string("00000000-0000-0000-0000-000000000001"); }
    std::optional<Value> operator()(const Json&) const {
        return std::string(options.executable_on_postgresql ? "{\"a\": [1, \"x\"]}" : "{\"a\": [1, 'x']}");
    }
    std::optional<Value> operator()(const Enumeration& type) const {
        const Enum& known = *schema.enums.find(type.name);
        const EnumValue& value = dice.pick(known.values);
        return known.storage == EnumStorage::integer ? Value{value.number} : Value{value.name};
    }
    std::optional<Value> operator()(const Custom&) const { return std::nullopt; }
};

}  // namespace

std::optional<Default> random_default(Dice& dice, const Schema& schema, const Column& column, const SchemaOptions& options) {
    if (!dice.chance(35)) return std::nullopt;
    if (column.nullable && dice.chance(10)) return Value{Null{}};
    if (column.type.array) return std::nullopt;
    if (std::holds_alternative<Timestamp>(column.type.kind) && dice.chance(50)) return Portable::now;
    if (std::holds_alternative<Integer>(column.type.kind) && dice.chance(20)) return per_dialect(dice, "(40 + 2)");
    if (std::holds_alternative<String>(column.type.kind) && dice.chance(20)) return per_dialect(dice, "('a' || 'b')");
    const std::optional<Value> value = std::visit(RandomValue{dice, schema, options}, column.type.kind);
    return value ? std::optional<Default>(*value) : std::nullopt;
}

namespace {

void add_words_of_dialects(Dice& dice, Type& type, const SchemaOptions& options) {
    if (!std::holds_alternative<String>(type.kind) || type.array || !dice.chance(10)) return;
    if (dice.chance(70)) type.on["postgresql"] = "character varying";
    if (dice.chance(30)) type.on["sqlite"] = options.executable() ? "TEXT" : "CLOB";
}

}  // namespace

Column random_column(Dice& dice, const Schema& schema, const Table& table, Names& names, const SchemaOptions& options) {
    Column column;
    column.name = names.fresh(dice, options);
    column.type = random_type(dice, schema, options);
    add_words_of_dialects(dice, column.type, options);
    column.nullable = dice.chance(40);
    column.default_value = random_default(dice, schema, column, options);
    if (dice.chance(10)) column.comment = random_text(dice, options);
    if (std::holds_alternative<String>(column.type.kind) && dice.chance(8)) column.collation = {"nocase", {}};
    if (dice.chance(8)) {
        for (const Column& other : table.columns) {
            const auto* integer = std::get_if<Integer>(&other.type.kind);
            if (integer == nullptr || other.computed || other.type.array) continue;
            column.type = Type{Integer{64}};
            column.nullable = true;
            column.default_value.reset();
            column.collation = {};
            column.computed = Computed{per_dialect(dice, written(dice, other.name, options) + " + 1"),
                                       dice.chance(50) || options.executable_on_postgresql};
            break;
        }
    }
    return column;
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
            sql += "length(" + name + ") < 1000";
        } else {
            sql += "(" + name + " is null or " + name + " is not null)";
        }
    }
    if (!options.executable() && dice.chance(15)) sql += " and " + random_text(dice, options);
    return per_dialect(dice, sql);
}

Unique random_unique(Dice& dice, const Table& table, const SchemaOptions& options) {
    Unique unique;
    unique.columns = some_columns(dice, table, 2);
    unique.name = free_or(constraint_names(table), unique_name(table.name, unique.columns), dice, options);
    if (!options.executable_on_sqlite) {
        unique.nulls_not_distinct = dice.chance(10);
        if (dice.chance(10)) unique.deferrability = Deferrability::initially_deferred;
    }
    return unique;
}

Check random_check(Dice& dice, const Table& table, const SchemaOptions& options) {
    Check check;
    check.name = free_or(constraint_names(table), check_name(table.name, table.columns[0].name), dice, options);
    check.expression = random_condition(dice, table, options);
    check.not_valid = !options.executable_on_sqlite && dice.chance(5);
    if (dice.chance(10)) check.only = {dice.chance(50) ? "sqlite" : "postgresql"};
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

}  // namespace

Index random_index(Dice& dice, const Schema& schema, const Table& table, const SchemaOptions& options) {
    Index index;
    std::vector<std::string> columns = some_columns(dice, table, 3);
    Names names = object_names(schema);
    names.take(table.name.name);
    for (const Index& other : table.indexes) names.take(other.name);
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
    return index;
}

PrimaryKey random_primary_key(Dice& dice, const Table& table, const SchemaOptions& options) {
    PrimaryKey key;
    for (const std::string& name : some_columns(dice, table, 2)) {
        const Column& column = *table.columns.find(name);
        if (!column.nullable && !column.computed) key.columns.push_back(name);
    }
    key.name = free_or(constraint_names(table), primary_key_name(table.name), dice, options);
    return key;
}

Table random_table(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    Table table;
    Names objects = object_names(schema);
    table.name.name = objects.fresh(dice, options);
    if (!options.executable_on_sqlite && dice.chance(10)) table.name.schema = "warehouse";
    Names names;
    Column id;
    id.name = names.fresh(dice, options);
    id.type = {Integer{64}};
    table.columns.add(id);
    const std::size_t more = dice.below(static_cast<std::size_t>(options.max_columns));
    for (std::size_t i = 0; i < more; ++i) table.columns.add(random_column(dice, schema, table, names, options));
    if (dice.chance(70)) {
        table.primary_key = PrimaryKey{primary_key_name(table.name), {id.name}};
        if (dice.chance(50)) table.columns.find(id.name)->identity = Identity{};
        if (options.executable_on_postgresql && table.columns.find(id.name)->identity && dice.chance(40))
            table.columns.find(id.name)->identity = Identity{false, 5 + static_cast<std::int64_t>(dice.below(9)), 3};
    } else if (dice.chance(70)) {
        table.primary_key = random_primary_key(dice, table, options);
        if (table.primary_key->columns.empty()) table.primary_key.reset();
    }
    if (dice.chance(25)) table.uniques.add(random_unique(dice, table, options));
    if (dice.chance(25)) table.checks.add(random_check(dice, table, options));
    if (dice.chance(30)) table.indexes.add(random_index(dice, schema, table, options));
    if (dice.chance(10)) table.options.comment = random_text(dice, options);
    if (table.primary_key && !table.columns.find(id.name)->identity && dice.chance(10)) table.options.without_rowid = true;
    return table;
}

Enum random_enum(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    Enum type;
    Names objects = object_names(schema);
    type.name.name = objects.fresh(dice, options);
    if (dice.chance(40)) type.storage = EnumStorage::integer;
    if (!options.executable_on_sqlite && dice.chance(options.executable_on_postgresql ? 60 : 20)) type.storage = EnumStorage::native;
    Names names;
    const std::size_t count = dice.between(1, 3);
    for (std::size_t i = 0; i < count; ++i) type.values.push_back({names.fresh(dice, options), static_cast<std::int64_t>(i)});
    return type;
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
    if (dice.chance(10)) reference.key.deferrability = Deferrability::initially_deferred;
    return reference;
}

}  // namespace aludel::testing

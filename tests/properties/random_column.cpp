#include <limits>
#include <utility>

#include "properties/random_table.h"

namespace aludel::testing {

using namespace aludel::schema;

namespace {

Type random_scalar(Dice& dice, const Schema& schema, const SchemaOptions& options) {
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
            if (!options.executable() && dice.chance(20)) return {Numeric{static_cast<int>(dice.between(1, 38)), {}}};
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
            if (!options.executable() && dice.chance(50)) {
                Custom custom{{random_text(dice, options), {{"postgresql", "citext"}}}};
                if (dice.chance(30)) custom.sql = {"", {{"postgresql", "tsvector"}, {"sqlite", random_text(dice, options)}}};
                return {std::move(custom)};
            }
            return {Bytes{static_cast<int>(dice.between(8, 64))}};
        default:
            return {Interval{}};
    }
}

void add_words_of_dialects(Dice& dice, Type& type, const SchemaOptions& options) {
    if (std::holds_alternative<Custom>(type.kind) || !dice.chance(10)) return;
    if (!options.executable()) {
        if (dice.chance(70)) type.on["postgresql"] = random_text(dice, options);
        if (dice.chance(50)) type.on["sqlite"] = "CLOB";
    } else if (std::holds_alternative<String>(type.kind) && !type.array) {
        if (dice.chance(70)) type.on["postgresql"] = "character varying";
        if (dice.chance(30)) type.on["sqlite"] = "TEXT";
    }
}

struct RandomValue {
    Dice& dice;
    const Schema& schema;
    const SchemaOptions& options;

    bool is_free() const { return !options.executable(); }

    std::optional<Value> operator()(const Boolean&) const { return dice.chance(50); }
    std::optional<Value> operator()(const Integer& type) const {
        const bool extreme = is_free() && dice.chance(10);
        if (extreme && type.bits == 64) return std::numeric_limits<std::int64_t>::min();
        if (extreme) return -(std::int64_t{1} << (type.bits - 1));
        return static_cast<std::int64_t>(dice.below(1000));
    }
    std::optional<Value> operator()(const Float&) const {
        if (is_free() && dice.chance(20)) return std::int64_t{7};
        if (is_free() && dice.chance(20)) return dice.chance(50) ? -1.0e300 : std::numeric_limits<double>::denorm_min();
        return static_cast<double>(dice.below(1000)) / 8;
    }
    std::optional<Value> operator()(const String& type) const {
        std::string text = random_text(dice, options);
        if (type.length && text.size() > static_cast<std::size_t>(*type.length)) text = "short";
        return text;
    }
    std::optional<Value> operator()(const Bytes&) const {
        if (is_free() && dice.chance(20)) return Blob{};
        return Blob{std::byte{0}, std::byte{0x27}, static_cast<std::byte>(dice.below(256))};
    }
    std::optional<Value> operator()(const Numeric&) const {
        if (is_free() && dice.chance(20)) return std::int64_t{-3};
        return std::string("12.5");
    }
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
    std::optional<Value> operator()(const Custom&) const {
        return is_free() && dice.chance(50) ? std::optional<Value>(random_text(dice, options)) : std::nullopt;
    }
};

bool may_number_rows(const Column& column) {
    return std::holds_alternative<Integer>(column.type.kind) && !column.type.array && column.type.on.empty() && !column.computed;
}

}  // namespace

Type random_type(Dice& dice, const Schema& schema, const SchemaOptions& options) {
    Type type = random_scalar(dice, schema, options);
    if (!options.executable()) type.array = dice.chance(8);
    if (options.executable_on_postgresql && dice.chance(3)) type = {Integer{32}, true};
    add_words_of_dialects(dice, type, options);
    return type;
}

std::optional<Default> random_default(Dice& dice, const Schema& schema, const Column& column, const SchemaOptions& options) {
    if (!dice.chance(35)) return std::nullopt;
    if (column.nullable && dice.chance(10)) return Value{Null{}};
    if (!options.executable() && dice.chance(5)) return per_dialect(dice, "some_function('" + std::to_string(dice.below(9)) + "')");
    if (column.type.array) return options.executable() ? std::nullopt : std::optional<Default>(Value{std::string("{}")});
    if (std::holds_alternative<Timestamp>(column.type.kind) && dice.chance(50)) return Portable::now;
    if (std::holds_alternative<Integer>(column.type.kind) && dice.chance(20)) return per_dialect(dice, "(40 + 2)");
    if (std::holds_alternative<String>(column.type.kind) && dice.chance(20)) return per_dialect(dice, "('a' || 'b')");
    const std::optional<Value> value = std::visit(RandomValue{dice, schema, options}, column.type.kind);
    return value ? std::optional<Default>(*value) : std::nullopt;
}

Identity random_identity(Dice& dice, const SchemaOptions& options) {
    if (options.executable_on_sqlite) return {};
    Identity identity;
    if (options.executable_on_postgresql) {
        if (dice.chance(40)) identity = {false, 5 + static_cast<std::int64_t>(dice.below(9)), 3};
        return identity;
    }
    identity.always = dice.chance(30);
    if (dice.chance(30)) identity.start = dice.chance(50) ? -5 : 1;
    if (dice.chance(30)) identity.increment = dice.chance(50) ? -1 : 10;
    return identity;
}

std::optional<Computed> random_computed(Dice& dice, const Table& table, const SchemaOptions& options) {
    for (const Column& other : table.columns) {
        const auto* integer = std::get_if<Integer>(&other.type.kind);
        if (integer == nullptr || other.computed || other.type.array || !other.type.on.empty()) continue;
        return Computed{per_dialect(dice, written(dice, other.name, options) + " + 1"),
                        dice.chance(50) || options.executable_on_postgresql};
    }
    return std::nullopt;
}

Expression random_collation(Dice& dice, const SchemaOptions& options) {
    if (!options.executable() && dice.chance(40)) return {"", {{"postgresql", "C"}}};
    return dice.chance(30) ? Expression{"nocase", {{"sqlite", "nocase"}}} : Expression{"nocase", {}};
}

Column random_column(Dice& dice, const Schema& schema, const Table& table, Names& names, const SchemaOptions& options) {
    Column column;
    column.name = names.fresh(dice, options);
    column.type = random_type(dice, schema, options);
    column.nullable = dice.chance(40);
    column.default_value = random_default(dice, schema, column, options);
    if (dice.chance(10)) column.comment = random_text(dice, options);
    if (std::holds_alternative<String>(column.type.kind) && dice.chance(8)) column.collation = random_collation(dice, options);
    if (dice.chance(8)) {
        if (std::optional<Computed> computed = random_computed(dice, table, options)) {
            column.type = Type{Integer{64}};
            column.nullable = true;
            column.default_value.reset();
            column.collation = {};
            column.computed = std::move(computed);
        }
    }
    if (!options.executable() && may_number_rows(column) && dice.chance(10)) {
        column.nullable = false;
        column.default_value.reset();
        column.identity = random_identity(dice, options);
    }
    return column;
}

}  // namespace aludel::testing

#include "sql/postgresql/convert.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include <aludel/schema/error.h>

#include "sql/postgresql/literal.h"
#include "sql/postgresql/lower.h"
#include "sql/postgresql/types.h"
#include "sql/quoting.h"

namespace aludel::migrations::postgresql {

using namespace schema;

namespace {

using Why = Stop::Why;

template <class T>
bool is(const Type& type) {
    return std::holds_alternative<T>(type.kind);
}

bool shorter(const std::optional<int>& from, const std::optional<int>& to) {
    return to && (!from || *from > *to);
}

Conversion as_it_is(const std::string& value) {
    return {.expression = value, .stops = {}};
}

Conversion cast(const std::string& value, const std::string& type, std::vector<Stop> stops = {}) {
    return {.expression = fmt::format("{}::{}", value, type), .stops = std::move(stops)};
}

Stop changes(std::string condition) {
    return {Why::changes, std::move(condition)};
}

Stop misfit(std::string condition) {
    return {Why::misfits, std::move(condition)};
}

Stop out_of_range(const std::string& number, int bits) {
    const auto [least, most] =
        bits <= 16
            ? std::pair(std::to_string(std::numeric_limits<std::int16_t>::min()), std::to_string(std::numeric_limits<std::int16_t>::max()))
        : bits <= 32
            ? std::pair(std::to_string(std::numeric_limits<std::int32_t>::min()), std::to_string(std::numeric_limits<std::int32_t>::max()))
            : std::pair(std::to_string(std::numeric_limits<std::int64_t>::min()), std::to_string(std::numeric_limits<std::int64_t>::max()));
    return misfit(fmt::format("{} NOT BETWEEN {} AND {}", number, least, most));
}

/// Digits before the point, then digits behind it, of a numeric expression.
std::vector<Stop> digits(const Numeric& type, const std::string& number) {
    if (!type.precision) return {};
    const int scale = type.scale.value_or(0);
    return {misfit(fmt::format("abs(round({}, {})) >= 1e{}", number, scale, *type.precision - scale)),
            changes(fmt::format("round({0}, {1}) <> {0}", number, scale))};
}

bool narrows(const Numeric& from, const Numeric& to) {
    if (!to.precision) return false;
    const auto whole = [](const Numeric& type) { return *type.precision - type.scale.value_or(0); };
    return !from.precision || whole(from) > whole(to) || from.scale.value_or(0) > to.scale.value_or(0);
}

// With its schema: PostgreSQL's takes text, and one for varchar in a schema that others may write to would be nearer.
std::vector<Stop> longer(const std::string& text, const String& type) {
    if (!type.length) return {};
    return {misfit(fmt::format("pg_catalog.char_length({}) > {}", text, *type.length))};
}

std::string declared(const TypeIn& in, const std::string& where) {
    return declared_type(in.schema, in.type, where);
}

// From text: PostgreSQL's own casts take more than one would think ('1e2', ' 5', 'yesterday'), and the text would not
// be the same again. So a text has to have the shape in which the type is written.
std::string unlike(const std::string& value, const char* shape) {
    return fmt::format("{} !~ '^{}$'", value, shape);
}

constexpr const char* date_shape = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
constexpr const char* time_shape = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?";

/// The shape is right, and the month has such a day.
std::string no_day(const std::string& value) {
    return fmt::format(
        "left({0}, 4) = '0000' OR substr({0}, 9, 2)::integer > "
        "extract(day FROM (left({0}, 4) || '-' || substr({0}, 6, 2) || '-01')::date + interval '1 month' - interval '1 day')",
        value);
}

// A fraction of a month becomes days, and one of a second is rounded to six digits.
constexpr const char* interval_shape =
    "P(?=.)(-?[0-9]+Y)?(-?[0-9]+M)?(-?[0-9]+W)?(-?[0-9]+D)?(T(?=.)(-?[0-9]+H)?(-?[0-9]+M)?(-?[0-9]+(\\.[0-9]{1,6})?S)?)?";

/// Of such keys jsonb has the last alone.
std::string has_key_twice(const std::string& value) {
    return fmt::format(
        "EXISTS (WITH RECURSIVE \"aludel_nodes\" (\"node\") AS (SELECT {}::json UNION ALL "
        "SELECT \"child\" FROM \"aludel_nodes\" CROSS JOIN LATERAL ("
        "SELECT value FROM json_each(CASE json_typeof(\"node\") WHEN 'object' THEN \"node\" END) UNION ALL "
        "SELECT value FROM json_array_elements(CASE json_typeof(\"node\") WHEN 'array' THEN \"node\" END)) AS \"children\" (\"child\")) "
        "SELECT 1 FROM \"aludel_nodes\" WHERE (SELECT count(*) > count(DISTINCT \"key\") FROM "
        "json_object_keys(CASE json_typeof(\"node\") WHEN 'object' THEN \"node\" END) AS \"keys\" (\"key\")))",
        value);
}

std::optional<Conversion> from_text(const Type& to, const std::string& value, const std::string& type) {
    constexpr const char* whole = "(0|-?[1-9][0-9]*)";
    constexpr const char* decimal = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?";
    if (const auto* integer = std::get_if<Integer>(&to.kind))
        return cast(value, type, {changes(unlike(value, whole)), out_of_range(value + "::numeric", integer->bits)});
    if (const auto* numeric = std::get_if<Numeric>(&to.kind)) {
        Conversion out = cast(value, type, {changes(unlike(value, decimal))});
        for (Stop& stop : digits(*numeric, value + "::numeric")) out.stops.push_back(std::move(stop));
        return out;
    }
    if (const auto* floating = std::get_if<Float>(&to.kind))
        return cast(value, type,
                    {changes(unlike(value, "[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?")),
                     misfit(fmt::format("abs({}::numeric) > {}", value, floating->bits <= 32 ? "3.4028234e38" : "1.797693134862315e308")),
                     changes(fmt::format("{0}::{1}::text::numeric <> {0}::numeric", value, type))});
    if (is<Date>(to)) return cast(value, type, {changes(unlike(value, date_shape)), changes(no_day(value))});
    if (const auto* timestamp = std::get_if<Timestamp>(&to.kind)) {
        const std::string shape = fmt::format("{}[ T]{}{}", date_shape, time_shape, timestamp->instant ? "Z?" : "");
        Conversion out = cast(value, "timestamp without time zone", {changes(unlike(value, shape.c_str())), changes(no_day(value))});
        if (timestamp->instant) out.expression += " AT TIME ZONE 'UTC'";
        return out;
    }
    if (is<TimeOfDay>(to)) return cast(value, type, {changes(unlike(value, time_shape))});
    if (is<Interval>(to)) return cast(value, type, {changes(unlike(value, interval_shape))});
    if (is<Uuid>(to)) return cast(value, type, {changes(unlike(value, "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))});
    // What is no JSON stops with PostgreSQL's own error.
    if (is<Json>(to)) return cast(value, type, {changes(has_key_twice(value))});
    if (const auto* bytes = std::get_if<Bytes>(&to.kind)) {
        Conversion out{.expression = fmt::format("convert_to({}, 'UTF8')", value), .stops = {}};
        if (bytes->length) out.stops.push_back(misfit(fmt::format("octet_length({}) > {}", out.expression, *bytes->length)));
        return out;
    }
    return std::nullopt;
}

// As text dates and times are written as SQLite keeps them: ISO 8601, points in time in UTC, whatever DateStyle and
// TimeZone are.
std::optional<Conversion> to_text(const TypeIn& from, const String& to, const std::string& value) {
    Conversion out = cast(value, "text");
    if (is<Boolean>(from.type) || is<Bytes>(from.type)) return std::nullopt;
    if (const auto* floating = std::get_if<Float>(&from.type.kind))  // extra_float_digits may be below what it takes
        out.stops = {changes(fmt::format("{0}::text::{1} <> {0}", value, floating->bits <= 32 ? "real" : "double precision"))};
    if (is<Date>(from.type)) {
        out.expression = fmt::format("to_char({}, 'YYYY-MM-DD')", value);
        out.stops = {changes(fmt::format("NOT isfinite({0}) OR {0} < '0001-01-01'", value))};
    }
    if (const auto* timestamp = std::get_if<Timestamp>(&from.type.kind)) {
        const std::string local = timestamp->instant ? fmt::format("({} AT TIME ZONE 'UTC')", value) : value;
        out.expression = fmt::format("rtrim(rtrim(to_char({}, 'YYYY-MM-DD HH24:MI:SS.US'), '0'), '.')", local);
        out.stops = {changes(fmt::format("NOT isfinite({}) OR {} < '0001-01-01'", value, local))};
    }
    for (Stop& stop : longer(out.expression, to)) out.stops.push_back(std::move(stop));
    if (to.length) out.expression += fmt::format("::character varying({})", *to.length);
    return out;
}

std::optional<Conversion> from_integer(const Integer& from, const Type& to, const std::string& value, const std::string& type) {
    if (is<Boolean>(to))
        return Conversion{.expression = fmt::format("({} <> 0)", value), .stops = {misfit(fmt::format("{} NOT IN (0, 1)", value))}};
    if (const auto* floating = std::get_if<Float>(&to.kind)) {
        const int exact = floating->bits <= 32 ? 24 : 53;
        if (from.bits <= exact) return cast(value, type);
        const std::int64_t limit = std::int64_t{1} << exact;
        return cast(value, type, {changes(fmt::format("{} NOT BETWEEN {} AND {}", value, -limit, limit))});
    }
    if (const auto* numeric = std::get_if<Numeric>(&to.kind)) {
        std::vector<Stop> stops;
        if (numeric->precision)
            stops.push_back(misfit(fmt::format("abs({}::numeric) >= 1e{}", value, *numeric->precision - numeric->scale.value_or(0))));
        return cast(value, type, std::move(stops));
    }
    return std::nullopt;
}

std::optional<Conversion> from_float(const Float& from, const Type& to, const std::string& value, const std::string& type) {
    if (const auto* integer = std::get_if<Integer>(&to.kind)) {
        // As a double the largest bigint is 2^63, which is none; NaN is above all.
        const std::string limit = integer->bits <= 16 ? "32768" : integer->bits <= 32 ? "2147483648" : "9223372036854775808";
        return cast(value, type,
                    {misfit(fmt::format("{0} < -{1} OR {0} >= {1}", value, limit)), changes(fmt::format("trunc({0}) <> {0}", value))});
    }
    if (const auto* numeric = std::get_if<Numeric>(&to.kind)) {
        // The cast to numeric keeps 15 digits; the text has as many as it takes.
        const std::string number = fmt::format("{}::text::numeric", value);
        Conversion out = cast(fmt::format("{}::text", value), type,
                              {misfit(fmt::format("{} IN ('NaN', 'Infinity', '-Infinity')", value)),
                               changes(fmt::format("{}::{} <> {}", number, from.bits <= 32 ? "real" : "double precision", value))});
        for (Stop& stop : digits(*numeric, number)) out.stops.push_back(std::move(stop));
        return out;
    }
    return std::nullopt;
}

std::optional<Conversion> from_numeric(const Type& to, const std::string& value, const std::string& type) {
    if (const auto* integer = std::get_if<Integer>(&to.kind))
        return cast(value, type, {out_of_range(value, integer->bits), changes(fmt::format("trunc({0}) <> {0}", value))});
    if (const auto* floating = std::get_if<Float>(&to.kind))
        return cast(value, type,
                    {misfit(fmt::format("abs({}) > {}", value, floating->bits <= 32 ? "3.4028234e38" : "1.797693134862315e308")),
                     changes(fmt::format("{0}::{1}::text::numeric <> {0}", value, type))});
    return std::nullopt;
}

/// The same kind of type, with other options.
std::optional<Conversion> within_kind(const Type& from, const Type& to, const std::string& value, const std::string& type) {
    if (const auto* string = std::get_if<String>(&to.kind))
        return cast(value, type,
                    shorter(std::get<String>(from.kind).length, string->length) ? longer(value, *string) : std::vector<Stop>{});
    if (const auto* bytes = std::get_if<Bytes>(&to.kind)) {
        Conversion out = as_it_is(value);
        if (shorter(std::get<Bytes>(from.kind).length, bytes->length))
            out.stops = {misfit(fmt::format("octet_length({}) > {}", value, *bytes->length))};
        return out;
    }
    if (const auto* integer = std::get_if<Integer>(&to.kind)) {
        const bool narrows = std::get<Integer>(from.kind).bits > integer->bits;
        return cast(value, type, narrows ? std::vector<Stop>{out_of_range(value, integer->bits)} : std::vector<Stop>{});
    }
    if (const auto* floating = std::get_if<Float>(&to.kind)) {
        if (std::get<Float>(from.kind).bits <= floating->bits) return cast(value, type);
        return cast(value, type,
                    {misfit(fmt::format("abs({0}) < 'Infinity' AND (abs({0}) > 3.4028234e38 OR ({0} <> 0 AND abs({0}) < 1.2e-38))", value)),
                     changes(fmt::format("{0}::real::double precision <> {0}", value))});
    }
    if (const auto* numeric = std::get_if<Numeric>(&to.kind))
        return cast(value, type, narrows(std::get<Numeric>(from.kind), *numeric) ? digits(*numeric, value) : std::vector<Stop>{});
    if (const auto* timestamp = std::get_if<Timestamp>(&to.kind)) {
        if (timestamp->instant == std::get<Timestamp>(from.kind).instant) return as_it_is(value);
        return Conversion{.expression = fmt::format("{} AT TIME ZONE 'UTC'", value), .stops = {}};
    }
    if (from.kind == to.kind) return as_it_is(value);
    return std::nullopt;
}

std::optional<Conversion> between(const TypeIn& from, const TypeIn& to, const std::string& value, const std::string& where) {
    const Type& a = from.type;
    const Type& b = to.type;
    const std::string type = declared(to, where);
    if (a.kind.index() == b.kind.index() && !is<Custom>(a)) return within_kind(a, b, value, type);
    if (const auto* string = std::get_if<String>(&b.kind); string != nullptr && !is<Custom>(a)) return to_text(from, *string, value);
    if (is<String>(a)) return from_text(b, value, type);
    if (is<Boolean>(a) && is<Integer>(b)) return std::get<Integer>(b.kind).bits == 32 ? cast(value, type) : cast(value + "::integer", type);
    if (const auto* integer = std::get_if<Integer>(&a.kind)) return from_integer(*integer, b, value, type);
    if (const auto* floating = std::get_if<Float>(&a.kind)) return from_float(*floating, b, value, type);
    if (is<Numeric>(a)) return from_numeric(b, value, type);
    if (is<Date>(a) && is<Timestamp>(b)) {
        Conversion out = cast(value, "timestamp without time zone");
        if (std::get<Timestamp>(b.kind).instant) out.expression += " AT TIME ZONE 'UTC'";
        return out;
    }
    if (is<Timestamp>(a) && is<Date>(b)) {
        const std::string local = std::get<Timestamp>(a.kind).instant ? fmt::format("({} AT TIME ZONE 'UTC')", value) : value;
        return cast(local, type, {changes(fmt::format("{0}::date <> {0}", local))});
    }
    return std::nullopt;
}

// Enums.

std::string by_case(const Enum& type, const std::string& value, bool to_numbers) {
    std::string out = "CASE " + value;
    for (const EnumValue& each : type.values) {
        const std::string name = literal(each.name);
        const std::string number = literal(each.number);
        out += fmt::format(" WHEN {} THEN {}", to_numbers ? name : number, to_numbers ? number : name);
    }
    return out + " END";
}

Stop none_of(const std::string& value, const Enum& type, bool by_number) {
    if (type.values.empty()) return {Why::not_a_value, value + " IS NOT NULL"};
    std::vector<std::string> values;
    for (const EnumValue& each : type.values) values.push_back(by_number ? literal(each.number) : literal(each.name));
    return {Why::not_a_value, fmt::format("{} NOT IN ({})", value, sql::join(values, ", "))};
}

bool is_numbered(const Enum& type) {
    return type.storage == EnumStorage::integer;
}

bool same_numbers(const Enum& a, const Enum& b) {
    for (const EnumValue& old : a.values)
        for (const EnumValue& now : b.values)
            if (old.name == now.name && old.number != now.number) return false;
    return true;
}

/// The values of `from` whose names `to` has.
Enum kept_values(const Enum& from, const Enum& to) {
    Enum out = from;
    std::erase_if(out.values, [&](const EnumValue& each) {
        return std::none_of(to.values.begin(), to.values.end(), [&](const EnumValue& value) { return value.name == each.name; });
    });
    return out;
}

// A number that meant another name before is rewritten, so that each row keeps its meaning. A CASE makes NULL of what
// it does not know, so a question stands before each.
Conversion between_enums(const Enum& from, const Enum& to, const std::string& value, const std::string& type) {
    const std::string name = from.storage == EnumStorage::native ? value + "::text" : value;
    const std::string cast_to = to.storage == EnumStorage::native ? "::" + type : "";
    const Enum kept = kept_values(from, to);
    const bool loses = kept.values.size() < from.values.size();
    const auto stops = [&](bool always) {
        if (!loses && !always) return std::vector<Stop>{};
        return std::vector<Stop>{none_of(is_numbered(from) ? value : name, kept, is_numbered(from))};
    };
    if (is_numbered(from) && is_numbered(to)) {
        if (same_numbers(from, to)) return {.expression = fmt::format("{}::{}", value, type), .stops = stops(false)};
        std::string moved = "CASE " + value;
        for (const EnumValue& old : kept.values)
            for (const EnumValue& now : to.values)
                if (old.name == now.name) moved += fmt::format(" WHEN {} THEN {}", old.number, now.number);
        return {.expression = moved + " END", .stops = stops(true)};
    }
    if (is_numbered(from))
        return {.expression = cast_to.empty() ? by_case(kept, value, false) : fmt::format("({}){}", by_case(kept, value, false), cast_to),
                .stops = stops(true)};
    if (is_numbered(to)) return {.expression = by_case(to, name, true), .stops = stops(true)};
    return {.expression = name + cast_to, .stops = stops(false)};
}

std::optional<Conversion> with_enums(const TypeIn& from, const TypeIn& to, const std::string& value, const std::string& where) {
    const std::string type = declared(to, where);
    if (is<Enumeration>(from.type)) {
        const Enum& of = enum_of(from.schema, from.type, where);
        if (is<Enumeration>(to.type)) return between_enums(of, enum_of(to.schema, to.type, where), value, type);
        if (const auto* integer = std::get_if<Integer>(&to.type.kind)) {
            if (is_numbered(of)) return cast(value, type, {out_of_range(value, integer->bits)});
            const std::string name = value + "::text";
            const std::string number = "(" + by_case(of, name, true) + ")";
            return cast(number, type, {none_of(name, of, false), out_of_range(number, integer->bits)});
        }
        if (const auto* string = std::get_if<String>(&to.type.kind)) {
            std::vector<Stop> stops;
            std::string name = value + "::text";
            if (is_numbered(of)) {
                stops.push_back(none_of(value, of, true));
                name = "(" + by_case(of, value, false) + ")";
            }
            for (Stop& stop : longer(name, *string)) stops.push_back(std::move(stop));
            return cast(name, type, std::move(stops));
        }
        return std::nullopt;
    }
    const Enum& of = enum_of(to.schema, to.type, where);
    if (is<Integer>(from.type)) {
        if (is_numbered(of)) return cast(value, type, {none_of(value, of, true)});
        const std::string name = by_case(of, value, false);
        return Conversion{.expression = of.storage == EnumStorage::native ? fmt::format("({})::{}", name, type) : name,
                          .stops = {none_of(value, of, true)}};
    }
    if (is<String>(from.type))
        return Conversion{.expression = is_numbered(of) ? by_case(of, value, true) : fmt::format("{}::{}", value, type),
                          .stops = {none_of(value, of, false)}};
    return std::nullopt;
}

// An array is cast as a whole, and its elements asked one by one; what is not a mere cast is not to be had without a
// subquery, which ALTER TABLE does not take.
std::optional<Conversion> between_arrays(const TypeIn& from, const TypeIn& to, const std::string& value, bool renewed,
                                         const std::string& where) {
    const std::string type = declared(to, where);
    const Type a{from.type.kind, false};
    const Type b{to.type.kind, false};
    const std::string element = "\"aludel_element\"";
    std::optional<Conversion> each;
    if (is<Enumeration>(a) && is<Enumeration>(b)) {
        const Enum& old = enum_of(from.schema, a, where);
        const Enum& now = enum_of(to.schema, b, where);
        if (is_numbered(old) != is_numbered(now) || (is_numbered(old) && !same_numbers(old, now))) return std::nullopt;
        each = between_enums(old, now, element, declared(TypeIn{to.schema, b}, where));
    } else if (a.kind.index() == b.kind.index() && !is<Timestamp>(a) && !is<Custom>(a) && !is<Enumeration>(a)) {
        each = within_kind(a, b, element, declared(TypeIn{to.schema, b}, where));
    }
    if (!each) return std::nullopt;
    Conversion out = cast(renewed ? value + "::text[]" : value, type);
    for (const Stop& stop : each->stops)
        out.stops.push_back({stop.why, fmt::format("EXISTS (SELECT 1 FROM unnest({}) AS \"aludel_elements\" ({}) WHERE {})", value, element,
                                                   stop.condition)});
    return out;
}

}  // namespace

std::vector<Stop> misfits(const TypeIn& to, const std::string& expression, const std::string& where) {
    if (to.type.array) return {};
    if (const auto* string = std::get_if<String>(&to.type.kind)) return longer(expression + "::text", *string);
    if (const auto* bytes = std::get_if<Bytes>(&to.type.kind); bytes != nullptr && bytes->length)
        return {misfit(fmt::format("octet_length({}) > {}", expression, *bytes->length))};
    if (const auto* integer = std::get_if<Integer>(&to.type.kind); integer != nullptr && integer->bits < 64)
        return {out_of_range(expression, integer->bits)};
    if (const auto* numeric = std::get_if<Numeric>(&to.type.kind)) return digits(*numeric, expression + "::numeric");
    if (is<Enumeration>(to.type)) {
        const Enum& of = enum_of(to.schema, to.type, where);
        return {none_of(is_numbered(of) ? expression : expression + "::text", of, is_numbered(of))};
    }
    return {};
}

Conversion convert(const TypeIn& from, const TypeIn& to, const std::string& value, bool renewed, const std::string& where) {
    std::optional<Conversion> out;
    if (from.type.array && to.type.array)
        out = between_arrays(from, to, value, renewed, where);
    else if (!from.type.array && !to.type.array)
        out = is<Enumeration>(from.type) || is<Enumeration>(to.type) ? with_enums(from, to, value, where) : between(from, to, value, where);
    // The same type in PostgreSQL's words: two custom ones, say.
    if (!out && !renewed && declared(from, where) == declared(to, where) && !is<Enumeration>(from.type) && !is<Enumeration>(to.type))
        out = as_it_is(value);
    if (!out)
        throw SchemaError(
            fmt::format("{}: nothing in PostgreSQL turns {} into {} and keeps every value; say how in the alteration (convert)", where,
                        to_string(from.type), to_string(to.type)));
    return *std::move(out);
}

}  // namespace aludel::migrations::postgresql

#include "sql/sqlite/convert.h"

#include <cstdint>
#include <limits>

#include <fmt/format.h>

#include <aludel/schema/error.h>

#include "sql/sqlite/literal.h"
#include "sql/sqlite/types.h"

namespace aludel::migrations::sqlite {

using namespace schema;

namespace {

template <class T>
bool is(const Type& type) {
    return std::holds_alternative<T>(type.kind);
}

/// Kept as a number of that enum's values, not as a name.
bool is_numbered(const TypeIn& in, const std::string& where) {
    return enum_of(in.schema, in.type, where).storage == EnumStorage::integer;
}

// SQLite's own functions say whether a text is what it claims to be. date() takes numbers as well (Julian days), and
// the 30th of February, which only a modifier turns into the day that it is.
std::vector<std::string> malformed(const Type& type, const std::string& value) {
    if (is<Date>(type)) return {fmt::format("date({0}, '+0 days') IS NOT {0}", value)};
    if (is<TimeOfDay>(type)) return {fmt::format("{0} NOT GLOB '[0-9][0-9]:[0-9][0-9]*' OR time({0}) IS NULL", value)};
    if (is<Timestamp>(type))
        return {fmt::format("date(substr({0}, 1, 10), '+0 days') IS NOT substr({0}, 1, 10) OR datetime({0}) IS NULL", value)};
    if (is<Interval>(type)) return {fmt::format("{0} NOT GLOB 'P?*' AND {0} NOT GLOB '-P?*'", value)};
    if (is<Json>(type)) return {fmt::format("NOT json_valid({})", value)};
    if (is<Uuid>(type)) {
        const auto digits = [](int count) {
            std::string out;
            for (int i = 0; i < count; ++i) out += "[0-9a-fA-F]";
            return out;
        };
        return {fmt::format("{} NOT GLOB '{}-{}-{}-{}-{}'", value, digits(8), digits(4), digits(4), digits(4), digits(12))};
    }
    if (is<Numeric>(type)) return {fmt::format("CAST({0} AS REAL) <> {0} OR {0} GLOB '*[^-+0-9.]*'", value)};
    return {};
}

bool narrows(const Type& from, const Type& to) {
    const auto shorter = [](const std::optional<int>& a, const std::optional<int>& b) { return b && (!a || *a > *b); };
    if (is<String>(from)) return shorter(std::get<String>(from.kind).length, std::get<String>(to.kind).length);
    if (is<Bytes>(from)) return shorter(std::get<Bytes>(from.kind).length, std::get<Bytes>(to.kind).length);
    if (is<Integer>(from)) return std::get<Integer>(from.kind).bits > std::get<Integer>(to.kind).bits;
    if (is<Numeric>(from)) return from.kind != to.kind;
    return false;
}

Conversion as_it_is(const std::string& value) {
    return {.expression = value, .exact = true};
}

// A number becomes another kind of number, or text, by a cast; where the cast back is not what it was, it has changed.
Conversion cast(const std::string& value, const char* to, const char* back) {
    return {.expression = fmt::format("CAST({} AS {})", value, to),
            .exact = false,
            .changes = {fmt::format("CAST(CAST({0} AS {1}) AS {2}) <> {0}", value, to, back)}};
}

Conversion mapped(const TypeIn& in, const std::string& value, bool to_numbers, const std::string& where) {
    std::string out = "CASE " + value;
    for (const EnumValue& each : enum_of(in.schema, in.type, where).values) {
        const std::string name = literal(each.name);
        const std::string number = literal(each.number);
        out += fmt::format(" WHEN {} THEN {}", to_numbers ? name : number, to_numbers ? number : name);
    }
    return {.expression = fmt::format("{} ELSE {} END", out, value), .exact = false};
}

// A number that meant another name before is rewritten, so that each row keeps its meaning. A name that is gone leaves
// its number as it is, for the check to judge: it may have got another name.
Conversion renumbered(const Enum& before, const Enum& after, const std::string& value) {
    std::string moved;
    for (const EnumValue& old : before.values)
        for (const EnumValue& now : after.values)
            if (old.name == now.name && old.number != now.number)
                moved += fmt::format(" WHEN {} THEN {}", literal(old.number), literal(now.number));
    if (moved.empty()) return as_it_is(value);
    return {.expression = fmt::format("CASE {0}{1} ELSE {0} END", value, moved), .exact = false};
}

Conversion between_enums(const TypeIn& from, const TypeIn& to, const std::string& value, const std::string& where) {
    const bool was_numbered = is_numbered(from, where);
    const bool is_numbered_now = is_numbered(to, where);
    if (was_numbered && is_numbered_now)
        return renumbered(enum_of(from.schema, from.type, where), enum_of(to.schema, to.type, where), value);
    if (was_numbered) return mapped(from, value, false, where);
    if (is_numbered_now) return mapped(to, value, true, where);
    return as_it_is(value);
}

std::optional<Conversion> known(const TypeIn& from, const TypeIn& to, const std::string& value, const std::string& where) {
    const Type& a = from.type;
    const Type& b = to.type;
    if (a.array || b.array) return std::nullopt;
    if (is<Enumeration>(a) && is<Enumeration>(b)) return between_enums(from, to, value, where);
    if (is<Enumeration>(a)) {
        if (is<Integer>(b)) return is_numbered(from, where) ? as_it_is(value) : mapped(from, value, true, where);
        if (is<String>(b)) return is_numbered(from, where) ? mapped(from, value, false, where) : as_it_is(value);
        return std::nullopt;
    }
    if (is<Enumeration>(b)) {
        if (is<Integer>(a)) return is_numbered(to, where) ? as_it_is(value) : mapped(to, value, false, where);
        if (is<String>(a)) return is_numbered(to, where) ? mapped(to, value, true, where) : as_it_is(value);
        return std::nullopt;
    }
    if (is<Custom>(a) || is<Custom>(b)) {
        // The driver compares checksums: a value that the new declaration changes stops the run.
        if (affinity(declared_type(from.schema, a, false, where)) == affinity(declared_type(to.schema, b, false, where)))
            return as_it_is(value);
        return std::nullopt;
    }
    if (a.kind.index() == b.kind.index()) return as_it_is(value);

    if (is<Boolean>(a)) return is<Integer>(b) ? std::optional(as_it_is(value)) : std::nullopt;
    if (is<Integer>(a)) {
        if (is<Boolean>(b)) return as_it_is(value);
        if (is<Float>(b)) return cast(value, "REAL", "INTEGER");
        if (is<String>(b) || is<Numeric>(b)) return cast(value, "TEXT", "INTEGER");
        return std::nullopt;
    }
    if (is<Float>(a)) {
        if (is<Integer>(b)) return cast(value, "INTEGER", "REAL");
        if (is<String>(b)) return cast(value, "TEXT", "REAL");
        if (is<Numeric>(b)) {
            Conversion out = cast(value, "TEXT", "REAL");
            out.changes.push_back(fmt::format("{} GLOB '*[^-0-9.]*'", out.expression));  // 1.0e+20, Inf
            return out;
        }
        return std::nullopt;
    }
    if (is<String>(a) || is<Numeric>(a)) {
        if (is<Integer>(b)) return cast(value, "INTEGER", "TEXT");
        // The comparison with a REAL turns a text into a number only when all of it is one.
        if (is<Float>(b))
            return Conversion{.expression = fmt::format("CAST({} AS REAL)", value),
                              .exact = false,
                              .changes = {fmt::format("CAST({0} AS REAL) <> {0}", value)}};
    }
    if (is<String>(a)) {
        if (is<Boolean>(b)) return std::nullopt;
        if (is<Bytes>(b)) return Conversion{.expression = fmt::format("CAST({} AS BLOB)", value), .exact = false};
        Conversion out = as_it_is(value);
        out.changes = malformed(b, value);
        return out;
    }
    if (is<String>(b) && !is<Bytes>(a)) return as_it_is(value);
    if (is<Date>(a) && is<Timestamp>(b)) return Conversion{.expression = fmt::format("{} || ' 00:00:00'", value), .exact = false};
    if (is<Timestamp>(a) && is<Date>(b))
        return Conversion{.expression = fmt::format("substr({}, 1, 10)", value),
                          .exact = false,
                          .changes = {fmt::format("substr({}, 11) NOT IN ('', ' 00:00:00')", value)}};
    return std::nullopt;
}

}  // namespace

std::vector<std::string> misfits(const Type& type, const std::string& value) {
    if (const auto* string = std::get_if<String>(&type.kind); string != nullptr && string->length)
        return {fmt::format("length({}) > {}", value, *string->length)};
    if (const auto* bytes = std::get_if<Bytes>(&type.kind); bytes != nullptr && bytes->length)
        return {fmt::format("length({}) > {}", value, *bytes->length)};
    if (const auto* integer = std::get_if<Integer>(&type.kind); integer != nullptr && integer->bits < 64) {
        const std::int64_t limit = std::int64_t{1} << (integer->bits - 1);
        return {fmt::format("{} NOT BETWEEN {} AND {}", value, -limit, limit - 1)};
    }
    if (const auto* numeric = std::get_if<Numeric>(&type.kind); numeric != nullptr && numeric->precision) {
        const int scale = numeric->scale.value_or(0);
        return {fmt::format("length(ltrim(CASE instr({0}, '.') WHEN 0 THEN {0} ELSE substr({0}, 1, instr({0}, '.') - 1) END, '+-0')) > {1}",
                            value, *numeric->precision - scale),
                fmt::format("CASE instr({0}, '.') WHEN 0 THEN 0 ELSE length(rtrim(substr({0}, instr({0}, '.') + 1), '0')) END > {1}", value,
                            scale)};
    }
    return {};
}

Conversion convert(const TypeIn& from, const TypeIn& to, const std::string& value, const std::string& where) {
    std::optional<Conversion> out = known(from, to, value, where);
    if (!out)
        throw SchemaError(fmt::format("{}: nothing in SQLite turns {} into {} and keeps every value; say how in the alteration (convert)",
                                      where, to_string(from.type), to_string(to.type)));
    const bool same_kind = from.type.kind.index() == to.type.kind.index();
    if (!same_kind || narrows(from.type, to.type)) out->misfits = misfits(to.type, out->expression);
    return *std::move(out);
}

}  // namespace aludel::migrations::sqlite

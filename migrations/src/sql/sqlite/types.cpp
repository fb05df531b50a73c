#include "sql/sqlite/types.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <aludel/schema/error.h>

namespace aludel::migrations::sqlite {

using namespace schema;

namespace {

std::string upper(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return out;
}

template <std::size_t N>
bool is_one_of(const std::string& word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Names that say what their affinity does, so that nobody is surprised: not POINT (INTEGER, through its INT).
bool keeps_values(const std::string& declared) {
    constexpr std::array<std::string_view, 8> integers = {"INT", "INTEGER", "TINYINT", "SMALLINT", "MEDIUMINT", "BIGINT", "INT2", "INT8"};
    switch (affinity(declared)) {
        case Affinity::integer:
            return is_one_of(upper(declared), integers);
        case Affinity::numeric:
            return upper(declared) == "ANY";
        case Affinity::text:
        case Affinity::blob:
        case Affinity::real:
            return true;
    }
    return true;
}

struct Declared {
    const Schema& schema;
    const Type& type;
    bool strict;
    const std::string& where;

    std::string operator()(const Boolean&) const { return "INTEGER"; }
    std::string operator()(const Integer&) const { return "INTEGER"; }
    std::string operator()(const Float&) const { return "REAL"; }
    std::string operator()(const String& string) const {
        return string.length && !strict ? fmt::format("VARCHAR({})", *string.length) : "TEXT";
    }
    std::string operator()(const Bytes&) const { return "BLOB"; }
    std::string operator()(const Numeric&) const { return "TEXT"; }
    std::string operator()(const Date&) const { return "TEXT"; }
    std::string operator()(const TimeOfDay&) const { return "TEXT"; }
    std::string operator()(const Timestamp&) const { return "TEXT"; }
    std::string operator()(const Interval&) const { return "TEXT"; }
    std::string operator()(const Uuid&) const { return "TEXT"; }
    std::string operator()(const Json&) const { return "TEXT"; }
    std::string operator()(const Enumeration&) const {
        return enum_of(schema, type, where).storage == EnumStorage::integer ? "INTEGER" : "TEXT";
    }
    std::string operator()(const Custom& custom) const {
        constexpr std::array<std::string_view, 6> strict_types = {"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"};
        const std::string& declared = custom.sql.for_dialect("sqlite");
        if (declared.empty())
            throw SchemaError(fmt::format("{}: the type {} has no text for SQLite; give it one, such as TEXT", where, to_string(type)));
        if (upper(declared) == "UNTYPED" && !strict) return "";  // the column's name alone: every value as it comes
        if (strict && !is_one_of(upper(declared), strict_types))
            throw SchemaError(fmt::format(
                "{}: a STRICT table knows INTEGER, REAL, TEXT, BLOB and ANY, not {}; choose one of them, or make the table not strict",
                where, declared));
        // A text that is SQLite's own was chosen by somebody who knows; one that is everybody's is another engine's word.
        if (custom.sql.dialects.count("sqlite") == 0 && !keeps_values(declared))
            throw SchemaError(
                fmt::format("{}: SQLite would turn text such as '007' into a number in a column declared {}; give the type a text for "
                            "SQLite, such as TEXT",
                            where, declared));
        return declared;
    }
};

}  // namespace

Affinity affinity(std::string_view declared) {
    const std::string name = upper(declared);
    const auto has = [&](std::string_view part) { return name.find(part) != name.npos; };
    if (has("INT")) return Affinity::integer;
    if (has("CHAR") || has("CLOB") || has("TEXT")) return Affinity::text;
    if (name.empty() || has("BLOB")) return Affinity::blob;
    if (has("REAL") || has("FLOA") || has("DOUB")) return Affinity::real;
    return Affinity::numeric;
}

std::string declared_type(const Schema& schema, const Type& type, bool strict, const std::string& where) {
    if (type.array)
        throw SchemaError(
            fmt::format("{}: SQLite has no arrays ({}); keep the values in a table of their own, or as json", where, to_string(type)));
    return std::visit(Declared{schema, type, strict, where}, type.kind);
}

const Enum& enum_of(const Schema& schema, const Type& type, const std::string& where) {
    const Name& name = std::get<Enumeration>(type.kind).name;
    const Enum* found = schema.enums.find(name);
    if (found == nullptr) throw SchemaError(fmt::format("{}: there is no enum {}", where, to_string(name)));
    return *found;
}

}  // namespace aludel::migrations::sqlite

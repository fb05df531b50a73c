#include "sql/postgresql/types.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include <aludel/schema/error.h>

#include "sql/postgresql/names.h"

namespace aludel::migrations::postgresql {

using namespace schema;

namespace {

struct Declared {
    const Schema& schema;
    const Type& type;
    const std::string& where;

    std::string operator()(const Boolean&) const { return "boolean"; }
    std::string operator()(const Integer& integer) const {
        return integer.bits <= 16 ? "smallint" : integer.bits <= 32 ? "integer" : "bigint";
    }
    std::string operator()(const Float& floating) const { return floating.bits <= 32 ? "real" : "double precision"; }
    std::string operator()(const String& string) const {
        return string.length ? fmt::format("character varying({})", *string.length) : "text";
    }
    std::string operator()(const Bytes&) const { return "bytea"; }
    std::string operator()(const Numeric& numeric) const {
        return numeric.precision ? fmt::format("numeric({},{})", *numeric.precision, numeric.scale.value_or(0)) : "numeric";
    }
    std::string operator()(const Date&) const { return "date"; }
    std::string operator()(const TimeOfDay&) const { return "time without time zone"; }
    std::string operator()(const Timestamp& timestamp) const {
        return timestamp.instant ? "timestamp with time zone" : "timestamp without time zone";
    }
    std::string operator()(const Interval&) const { return "interval"; }
    std::string operator()(const Uuid&) const { return "uuid"; }
    std::string operator()(const Json&) const { return "jsonb"; }
    std::string operator()(const Enumeration&) const {
        const Enum& of = enum_of(schema, type, where);
        switch (of.storage) {
            case EnumStorage::text:
                return "text";
            case EnumStorage::integer:
                return (*this)(number_type(of));
            case EnumStorage::native:
                return quoted_name(of.name);
        }
        return "text";
    }
    std::string operator()(const Custom& custom) const {
        const std::string& declared = custom.sql.for_dialect("postgresql");
        if (declared.empty())
            throw SchemaError(
                fmt::format("{}: the type {} has no text for PostgreSQL; give it one, such as citext", where, to_string(type)));
        return declared;
    }
};

}  // namespace

std::string declared_type(const Schema& schema, const Type& type, const std::string& where) {
    return std::visit(Declared{schema, type, where}, type.kind) + (type.array ? "[]" : "");
}

const Enum& enum_of(const Schema& schema, const Type& type, const std::string& where) {
    const Name& name = std::get<Enumeration>(type.kind).name;
    const Enum* found = schema.enums.find(name);
    if (found == nullptr) throw SchemaError(fmt::format("{}: there is no enum {}", where, to_string(name)));
    return *found;
}

bool is_native(const Schema& schema, const Type& type) {
    const auto* enumeration = std::get_if<Enumeration>(&type.kind);
    if (enumeration == nullptr) return false;
    const Enum* found = schema.enums.find(enumeration->name);
    return found != nullptr && found->storage == EnumStorage::native;
}

Integer number_type(const Enum& type) {
    const bool small = std::all_of(type.values.begin(), type.values.end(), [](const EnumValue& value) {
        return value.number >= std::numeric_limits<std::int32_t>::min() && value.number <= std::numeric_limits<std::int32_t>::max();
    });
    return Integer{small ? 32 : 64};
}

}  // namespace aludel::migrations::postgresql

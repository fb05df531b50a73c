#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "describe_parts.h"
#include "validate_parts.h"

namespace aludel::schema {

namespace {

bool fits(const Integer& type, std::int64_t value) {
    if (type.bits >= 64) return true;
    const std::int64_t limit = std::int64_t{1} << (type.bits - 1);
    return value >= -limit && value < limit;
}

struct Holds {
    const Schema& schema;
    const Value& value;

    template <class T>
    const T* get() const {
        return std::get_if<T>(&value);
    }
    bool is_text() const { return get<std::string>() != nullptr; }
    bool is_number() const { return get<std::int64_t>() != nullptr || get<double>() != nullptr; }

    bool operator()(const Boolean&) const { return get<bool>() != nullptr; }
    bool operator()(const Integer& type) const { return get<std::int64_t>() != nullptr && fits(type, *get<std::int64_t>()); }
    bool operator()(const Float&) const { return is_number() && !(get<double>() != nullptr && std::isnan(*get<double>())); }
    bool operator()(const String& type) const {
        if (!is_text()) return false;
        const std::optional<std::size_t> length = characters(*get<std::string>());
        return length && (!type.length || *length <= static_cast<std::size_t>(std::max(*type.length, 0)));
    }
    bool operator()(const Bytes& type) const {
        const Blob* blob = get<Blob>();
        return blob != nullptr && (!type.length || blob->size() <= static_cast<std::size_t>(std::max(*type.length, 0)));
    }
    bool operator()(const Numeric&) const { return is_number() || is_text(); }
    bool operator()(const Date&) const { return is_text(); }
    bool operator()(const TimeOfDay&) const { return is_text(); }
    bool operator()(const Timestamp&) const { return is_text(); }
    bool operator()(const Interval&) const { return is_text(); }
    bool operator()(const Uuid&) const { return is_text(); }
    bool operator()(const Json&) const { return is_text(); }
    bool operator()(const Enumeration& type) const {
        const Enum* known = schema.enums.find(type.name);
        if (known == nullptr) return true;  // told elsewhere
        return std::any_of(known->values.begin(), known->values.end(), [&](const EnumValue& candidate) {
            if (is_text()) return candidate.name == *get<std::string>();
            return known->storage == EnumStorage::integer && get<std::int64_t>() != nullptr && candidate.number == *get<std::int64_t>();
        });
    }
    bool operator()(const Custom&) const { return true; }
};

bool has_a_now(const Type& type) {
    return !type.array && (std::holds_alternative<Timestamp>(type.kind) || std::holds_alternative<Date>(type.kind) ||
                           std::holds_alternative<TimeOfDay>(type.kind) || std::holds_alternative<String>(type.kind) ||
                           std::holds_alternative<Custom>(type.kind));
}

}  // namespace

std::string misfit(const Schema& schema, const Column& column) {
    const Default& given = *column.default_value;
    if (const auto* value = std::get_if<Value>(&given)) {
        if (std::holds_alternative<Null>(*value)) return column.nullable ? "" : "the default is NULL, and the column is not null";
        const bool held =
            column.type.array ? std::holds_alternative<std::string>(*value) : std::visit(Holds{schema, *value}, column.type.kind);
        return held ? "" : fmt::format("the default {} is no {}", describe(given), to_string(column.type));
    }
    if (std::holds_alternative<Portable>(given) && !has_a_now(column.type)) {
        return fmt::format("the default now is a point in time, which {} does not hold", to_string(column.type));
    }
    return "";
}

}  // namespace aludel::schema

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <aludel/schema/name.h>
#include <aludel/schema/value.h>

namespace aludel::schema {

// The neutral SQL types. What stands for each on an engine is fixed in docs/storage.md.

struct Boolean {
    friend bool operator==(const Boolean&, const Boolean&) = default;
};
struct Integer {
    int bits = 32;  ///< 16 smallint, 32 integer, 64 bigint
    friend bool operator==(const Integer&, const Integer&) = default;
};
struct Float {
    int bits = 64;  ///< 32 real, 64 double_precision
    friend bool operator==(const Float&, const Float&) = default;
};
struct String {
    std::optional<int> length = {};  ///< characters; none is text
    friend bool operator==(const String&, const String&) = default;
};
struct Bytes {
    std::optional<int> length = {};  ///< octets; none is unlimited
    friend bool operator==(const Bytes&, const Bytes&) = default;
};
struct Numeric {
    std::optional<int> precision = {};  ///< decimal digits in all; none is unlimited
    std::optional<int> scale = {};      ///< of these, after the point
    friend bool operator==(const Numeric&, const Numeric&) = default;
};
struct Date {
    friend bool operator==(const Date&, const Date&) = default;
};
struct TimeOfDay {
    friend bool operator==(const TimeOfDay&, const TimeOfDay&) = default;
};
struct Timestamp {
    bool instant = true;  ///< a point in time, UTC; false: a local date and time without a zone
    friend bool operator==(const Timestamp&, const Timestamp&) = default;
};
struct Interval {
    friend bool operator==(const Interval&, const Interval&) = default;
};
struct Uuid {
    friend bool operator==(const Uuid&, const Uuid&) = default;
};
struct Json {
    friend bool operator==(const Json&, const Json&) = default;
};
/// One of the schema's enums.
struct Enumeration {
    Name name = {};
    friend bool operator==(const Enumeration&, const Enumeration&) = default;
};
/// A type in an engine's own words.
struct Custom {
    Expression sql = {};
    friend bool operator==(const Custom&, const Custom&) = default;
};

struct Type {
    std::variant<Boolean, Integer, Float, String, Bytes, Numeric, Date, TimeOfDay, Timestamp, Interval, Uuid, Json, Enumeration, Custom>
        kind;
    bool array = false;  ///< an array of it
    /// Dialect to the whole type in its words ("postgresql" to "citext"); these win there over all of the above.
    std::map<std::string, std::string> on = {};

    friend bool operator==(const Type&, const Type&) = default;
};

/// The type on that engine: a Custom one where it has words of its own, else without the words of others.
Type type_on(const Type& type, const std::string& dialect);

/// The type as the snapshot, the revision files and the messages write it: `bigint`, `varchar(255)`, `numeric(8, 2)`,
/// `enumeration("genre")`, `array_of(integer)`, `custom("citext")`, `text on("postgresql", "citext")`. Injective.
std::string to_string(const Type& type);

/// Reads what to_string(Type) writes; nullopt when the text is no type.
std::optional<Type> parse_type(std::string_view text);

}  // namespace aludel::schema

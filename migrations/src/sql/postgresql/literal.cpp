#include "sql/postgresql/literal.h"

#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include <aludel/schema/error.h>

#include "sql/postgresql/types.h"
#include "sql/quoting.h"

namespace aludel::migrations::postgresql {

using namespace schema;

namespace {

// The constant of a finite double is numeric, and becomes a double by its digits: the shortest that name it will do.
// Numeric has no negative zero, and neither NaN nor infinity is a word.
std::string real_literal(double value) {
    if (std::isnan(value)) return "'NaN'::double precision";
    if (std::isinf(value)) return value > 0 ? "'Infinity'::double precision" : "'-Infinity'::double precision";
    if (value == 0 && std::signbit(value)) return "'-0'::double precision";
    return fmt::format("{}", value);
}

// A backslash is an escape in '...' while standard_conforming_strings is off, and in E'...' always.
std::string text_literal(const std::string& text) {
    if (text.find('\0') != text.npos)
        throw SchemaError("a text has a NUL byte, which PostgreSQL cannot keep; keep the value as bytes, or leave the byte out");
    if (text.find('\\') == text.npos) return sql::quoted_text(text);
    std::string escaped;
    for (const char c : text) {
        escaped += c;
        if (c == '\\') escaped += c;
    }
    return "E" + sql::quoted_text(escaped);
}

const EnumValue* find_value(const Enum& type, const Value& value) {
    for (const EnumValue& each : type.values) {
        if (const auto* name = std::get_if<std::string>(&value); name != nullptr && each.name == *name) return &each;
        if (const auto* number = std::get_if<std::int64_t>(&value); number != nullptr && each.number == *number) return &each;
    }
    return nullptr;
}

std::string enum_literal(const Enum& type, const Value& value, const std::string& where) {
    const EnumValue* found = find_value(type, value);
    if (found == nullptr) {
        std::vector<std::string> names;
        for (const EnumValue& each : type.values) names.push_back(each.name);
        throw SchemaError(fmt::format("{}: {} is no value of the enum {}; it has {}", where, literal(value), to_string(type.name),
                                      sql::join(names, ", ")));
    }
    return type.storage == EnumStorage::integer ? literal(found->number) : literal(found->name);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// '0' in the shape is a digit; the rest stands for itself.
bool has_shape(std::string_view text, std::string_view shape) {
    if (text.size() < shape.size()) return false;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == '0' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
    return true;
}

// 2026-11-20 21:15:00 is UTC everywhere but on PostgreSQL, which reads it in the time zone of the session.
std::string instant(const std::string& text) {
    constexpr std::string_view date = "0000-00-00";
    if (!has_shape(text, date)) return text;
    if (text.size() == date.size()) return text + " 00:00:00+00";
    std::string_view time = std::string_view(text).substr(date.size());
    if (time.front() != ' ' && time.front() != 'T') return text;
    time.remove_prefix(1);
    if (!has_shape(time, "00:00")) return text;
    time.remove_prefix(5);
    if (has_shape(time, ":00")) time.remove_prefix(3);
    if (!time.empty() && time.front() == '.') time.remove_prefix(1);
    while (!time.empty() && is_digit(time.front())) time.remove_prefix(1);
    return time.empty() ? text + "+00" : text;
}

struct Stored {
    const Schema& schema;
    const Type& type;
    const Value& value;
    const std::string& where;

    const std::string* text() const { return std::get_if<std::string>(&value); }

    std::string operator()(const Boolean&) const {
        if (const auto* number = std::get_if<std::int64_t>(&value); number != nullptr && (*number == 0 || *number == 1))
            return literal(*number == 1);
        return literal(value);
    }
    std::string operator()(const Integer&) const { return literal(value); }
    std::string operator()(const Float&) const { return literal(value); }
    std::string operator()(const String&) const { return literal(value); }
    std::string operator()(const Bytes&) const {
        if (text() == nullptr) return literal(value);
        Blob octets;
        for (const char c : *text()) octets.push_back(static_cast<std::byte>(c));
        return literal(octets);
    }
    std::string operator()(const Numeric&) const { return literal(value); }
    std::string operator()(const Date&) const { return literal(value); }
    std::string operator()(const TimeOfDay&) const { return literal(value); }
    std::string operator()(const Timestamp& timestamp) const {
        return timestamp.instant && text() != nullptr ? literal(instant(*text())) : literal(value);
    }
    std::string operator()(const Interval&) const { return literal(value); }
    std::string operator()(const Uuid&) const { return literal(value); }
    std::string operator()(const Json&) const { return literal(value); }
    std::string operator()(const Enumeration&) const { return enum_literal(enum_of(schema, type, where), value, where); }
    std::string operator()(const Custom&) const { return literal(value); }
};

/// What follows a literal text: nothing, or ::double precision.
bool is_cast(std::string_view sql) {
    if (sql.empty()) return true;
    if (sql.substr(0, 2) != "::" || sql.size() == 2) return false;
    for (const char c : sql.substr(2))
        if (!((c >= 'a' && c <= 'z') || c == ' ')) return false;
    return true;
}

bool is_quoted(std::string_view sql) {
    const bool escapes = !sql.empty() && sql.front() == 'E';
    if (escapes) sql.remove_prefix(1);
    if (sql.empty() || sql.front() != '\'') return false;
    for (std::size_t at = 1; at < sql.size(); ++at) {
        if (escapes && sql[at] == '\\') {
            ++at;
        } else if (sql[at] == '\'') {
            if (at + 1 < sql.size() && sql[at + 1] == '\'')
                ++at;
            else
                return is_cast(sql.substr(at + 1));
        }
    }
    return false;
}

bool is_number(std::string_view sql) {
    if (!sql.empty() && (sql.front() == '-' || sql.front() == '+')) sql.remove_prefix(1);
    std::size_t digits = 0;
    const auto take_digits = [&] {
        for (; !sql.empty() && is_digit(sql.front()); sql.remove_prefix(1)) ++digits;
    };
    take_digits();
    if (!sql.empty() && sql.front() == '.') {
        sql.remove_prefix(1);
        take_digits();
    }
    if (digits == 0) return false;
    if (sql.empty() || (sql.front() != 'e' && sql.front() != 'E')) return sql.empty();
    sql.remove_prefix(1);
    if (!sql.empty() && (sql.front() == '-' || sql.front() == '+')) sql.remove_prefix(1);
    digits = 0;
    take_digits();
    return digits > 0 && sql.empty();
}

}  // namespace

std::string literal(const Value& value) {
    struct Writer {
        std::string operator()(const Null&) const { return "NULL"; }
        std::string operator()(bool truth) const { return truth ? "true" : "false"; }
        std::string operator()(std::int64_t number) const { return std::to_string(number); }
        std::string operator()(double number) const { return real_literal(number); }
        std::string operator()(const std::string& text) const { return text_literal(text); }
        std::string operator()(const Blob& octets) const { return "E'\\\\x" + sql::hexadecimal(octets) + "'::bytea"; }
    };
    return std::visit(Writer{}, value);
}

std::string stored_literal(const Schema& schema, const Type& type, const Value& value, const std::string& where) {
    if (std::holds_alternative<Null>(value) || type.array) return literal(value);
    return std::visit(Stored{schema, type, value, where}, type.kind);
}

bool is_literal(std::string_view sql) {
    for (const char* word : {"NULL", "TRUE", "FALSE", "true", "false", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"})
        if (sql == word) return true;
    return is_number(sql) || is_quoted(sql);
}

}  // namespace aludel::migrations::postgresql

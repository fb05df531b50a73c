#include "postgresql/values.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include <fmt/format.h>

#include <aludel/runtime/error.h>

namespace aludel::runtime::postgresql {
namespace {

using schema::Blob;
using schema::Value;

// The rows of pg_type that are the same in every database (src/include/catalog/pg_type.dat); user-defined ones begin at 16384.
enum TypeOid : unsigned {
    bool_oid = 16,
    bytea_oid = 17,
    int8_oid = 20,
    int2_oid = 21,
    int4_oid = 23,
    oid_oid = 26,
    float4_oid = 700,
    float8_oid = 701
};

int hexadecimal(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 0;
}

/// Both forms of bytea_output, https://www.postgresql.org/docs/current/datatype-binary.html.
Blob bytes(std::string_view text) {
    Blob result;
    if (text.substr(0, 2) == "\\x") {
        for (std::size_t i = 2; i + 1 < text.size(); i += 2)
            result.push_back(static_cast<std::byte>(hexadecimal(text[i]) * 16 + hexadecimal(text[i + 1])));
        return result;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            result.push_back(static_cast<std::byte>(text[i]));
        } else if (i + 1 < text.size() && text[i + 1] == '\\') {
            result.push_back(std::byte{'\\'});
            ++i;
        } else if (i + 3 < text.size()) {
            result.push_back(static_cast<std::byte>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0')));
            i += 3;
        }
    }
    return result;
}

template <class Number>
Value number(std::string_view text) {
    Number result{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result);
    if (error != std::errc() || end != text.data() + text.size()) return std::string(text);
    return result;
}

struct Parameter {
    std::optional<std::string> operator()(const schema::Null&) const { return std::nullopt; }
    std::optional<std::string> operator()(bool value) const { return value ? "true" : "false"; }
    std::optional<std::string> operator()(std::int64_t value) const { return fmt::format("{}", value); }
    std::optional<std::string> operator()(double value) const {
        if (std::isnan(value)) return "NaN";
        if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
        return fmt::format("{}", value);
    }
    std::optional<std::string> operator()(const std::string& value) const {
        // The protocol ends a text at its first NUL: the rest would be lost without a word.
        if (value.find('\0') != std::string::npos)
            throw Error(
                "a text with the character NUL in it was given, and PostgreSQL has no such texts: remove it, or give bytes (a Blob)");
        return value;
    }
    std::optional<std::string> operator()(const Blob& value) const {
        constexpr const char* digits = "0123456789abcdef";
        std::string result = "\\x";
        result.reserve(2 + 2 * value.size());
        for (const std::byte one : value) {
            result += digits[std::to_integer<unsigned>(one) / 16];
            result += digits[std::to_integer<unsigned>(one) % 16];
        }
        return result;
    }
};

}  // namespace

std::optional<std::string> parameter(const Value& value) {
    return std::visit(Parameter{}, value);
}

Value value_of(std::string_view text, unsigned type) {
    switch (type) {
        case bool_oid:
            return text == "t";
        case int2_oid:
        case int4_oid:
        case int8_oid:
        case oid_oid:
            return number<std::int64_t>(text);
        case float4_oid:
        case float8_oid:
            return number<double>(text);
        case bytea_oid:
            return bytes(text);
        default:
            return std::string(text);
    }
}

}  // namespace aludel::runtime::postgresql

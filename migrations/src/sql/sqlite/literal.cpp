#include "sql/sqlite/literal.h"

#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include <aludel/schema/error.h>

#include "sql/quoting.h"
#include "sql/sqlite/types.h"

namespace aludel::migrations::sqlite {

using namespace schema;

namespace {

// SQLite up to 3.42 reads "s * 10^-e" as s / 10^e in long double, rounded to double after that; elsewhere long double
// is double, and later versions compute in other ways. All agree with the correctly rounded value when s and 10^e are
// exact and the quotient's bits after the 53rd are not next to one half, where the double rounding goes wrong. So the
// quotient's first 64 bits are computed here, and a number that comes near is written in another form.
bool read_alike(std::uint64_t significand, int digits_after_point) {
    if (significand >= (std::uint64_t{1} << 53) || digits_after_point > 18) return false;
    std::uint64_t divisor = 1;
    for (int i = 0; i < digits_after_point; ++i) divisor *= 10;
    std::uint64_t quotient = significand / divisor;
    std::uint64_t rest = significand % divisor;
    while (quotient < (std::uint64_t{1} << 63)) {
        rest *= 2;
        quotient = quotient * 2 + (rest >= divisor ? 1 : 0);
        if (rest >= divisor) rest -= divisor;
    }
    const std::uint64_t tail = quotient & 0x7FF;
    return tail < 0x3FF || tail > 0x401;
}

// An odd integer times or divided by powers of two: each factor and each step is exact in binary arithmetic.
std::string exact_product(double value) {
    constexpr double block = 4503599627370496.0;  // 2^52
    int exponent = 0;
    double significand = std::frexp(value, &exponent);
    while (significand != std::floor(significand)) {
        significand *= 2;
        --exponent;
    }
    std::string out = fmt::format("({:.1f}", significand);
    const char operation = exponent < 0 ? '/' : '*';
    for (int left = exponent < 0 ? -exponent : exponent; left > 0; left -= 52)
        out += fmt::format(" {} {:.1f}", operation, left >= 52 ? block : std::ldexp(1.0, left));
    return out + ")";
}

const EnumValue* by_name(const Enum& type, const std::string& name) {
    for (const EnumValue& value : type.values)
        if (value.name == name) return &value;
    return nullptr;
}

const EnumValue* by_number(const Enum& type, std::int64_t number) {
    for (const EnumValue& value : type.values)
        if (value.number == number) return &value;
    return nullptr;
}

std::string enum_literal(const Enum& type, const Value& value, const std::string& where) {
    const EnumValue* found = nullptr;
    if (const auto* name = std::get_if<std::string>(&value)) found = by_name(type, *name);
    if (const auto* number = std::get_if<std::int64_t>(&value)) found = by_number(type, *number);
    if (found == nullptr) {
        std::vector<std::string> names;
        for (const EnumValue& each : type.values) names.push_back(each.name);
        throw SchemaError(fmt::format("{}: {} is no value of the enum {}; it has {}", where, literal(value), to_string(type.name),
                                      sql::join(names, ", ")));
    }
    return type.storage == EnumStorage::integer ? literal(found->number) : literal(found->name);
}

// The shortest digits that name the number, without an exponent.
std::string plain_digits(double value) {
    const std::string shortest = fmt::format("{}", value);
    const auto e = shortest.find('e');
    if (e == shortest.npos) return shortest;
    const std::string sign = value < 0 ? "-" : "";
    std::string digits = shortest.substr(sign.size(), e - sign.size());
    auto point = static_cast<int>(digits.find('.') == digits.npos ? digits.size() : digits.find('.'));
    if (point < static_cast<int>(digits.size())) digits.erase(static_cast<std::size_t>(point), 1);
    point += std::stoi(shortest.substr(e + 1));
    if (point <= 0) return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    if (const auto whole = static_cast<std::size_t>(point); whole > digits.size()) digits.append(whole - digits.size(), '0');
    return sign + digits;
}

// Exact decimals are text.
std::string decimal_literal(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return literal(std::to_string(*number));
    if (const auto* number = std::get_if<double>(&value)) return std::isfinite(*number) ? literal(plain_digits(*number)) : literal(value);
    return literal(value);
}

}  // namespace

std::string real_literal(double value) {
    if (!std::isfinite(value))
        throw SchemaError(fmt::format("{} has no literal in SQLite; give the value as an expression, or use NULL", value));
    if (value == std::floor(value) && std::fabs(value) <= 9007199254740992.0) return fmt::format("{:.1f}", value);

    const std::string shortest = fmt::format("{}", std::fabs(value));
    const auto point = shortest.find('.');
    if (point != shortest.npos && shortest.find('e') == shortest.npos && shortest.size() <= 18) {
        const std::uint64_t significand = std::stoull(shortest.substr(0, point) + shortest.substr(point + 1));
        if (read_alike(significand, static_cast<int>(shortest.size() - point - 1))) return (value < 0 ? "-" : "") + shortest;
    }
    return exact_product(value);
}

std::string literal(const Value& value) {
    struct Writer {
        std::string operator()(const Null&) const { return "NULL"; }
        std::string operator()(bool truth) const { return truth ? "1" : "0"; }
        std::string operator()(std::int64_t number) const { return std::to_string(number); }
        std::string operator()(double number) const { return real_literal(number); }
        std::string operator()(const std::string& text) const {
            if (text.find('\0') == text.npos) return sql::quoted_text(text);
            // Not CAST(x'..' AS TEXT): that reads the octets in the database's encoding, which may be UTF-16.
            std::vector<std::string> parts;
            std::size_t from = 0;
            for (std::size_t nul = text.find('\0'); nul != text.npos; nul = text.find('\0', from)) {
                parts.push_back(sql::quoted_text(std::string_view(text).substr(from, nul - from)));
                parts.emplace_back("char(0)");
                from = nul + 1;
            }
            parts.push_back(sql::quoted_text(std::string_view(text).substr(from)));
            return "(" + sql::join(parts, " || ") + ")";
        }
        std::string operator()(const Blob& octets) const { return "x'" + sql::hexadecimal(octets) + "'"; }
    };
    return std::visit(Writer{}, value);
}

std::string stored_literal(const Schema& schema, const Type& type, const Value& value, const std::string& where) {
    if (std::holds_alternative<Null>(value)) return literal(value);
    if (std::holds_alternative<Enumeration>(type.kind)) return enum_literal(enum_of(schema, type, where), value, where);
    if (std::holds_alternative<Numeric>(type.kind)) return decimal_literal(value);
    return literal(value);
}

bool is_literal(std::string_view sql) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (sql == "NULL" || sql == "TRUE" || sql == "FALSE") return true;
    const bool blob = !sql.empty() && (sql[0] == 'x' || sql[0] == 'X');
    std::string_view text = blob ? sql.substr(1) : sql;
    if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'') {
        text = text.substr(1, text.size() - 2);
        for (std::size_t at = 0; at < text.size(); ++at)
            if (text[at] == '\'' && (++at == text.size() || text[at] != '\'')) return false;
        return true;
    }
    std::size_t at = !sql.empty() && (sql[0] == '-' || sql[0] == '+') ? 1 : 0;
    std::size_t digits = 0;
    for (; at < sql.size() && is_digit(sql[at]); ++at) ++digits;
    if (at < sql.size() && sql[at] == '.')
        for (++at; at < sql.size() && is_digit(sql[at]); ++at) ++digits;
    return digits > 0 && at == sql.size();
}

}  // namespace aludel::migrations::sqlite

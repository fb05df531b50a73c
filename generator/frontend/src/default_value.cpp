#include "default_value.h"

#include <clang/AST/Decl.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <string_view>

namespace aludel::frontend {
namespace {

using Result = std::optional<schema::Value>;

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// The text has that form: `9` is a digit, `x` a hexadecimal one, anything else itself.
bool has_form(std::string_view text, std::string_view form) {
    if (text.size() != form.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (form[i] == '9' ? std::isdigit(c) == 0 : form[i] == 'x' ? std::isxdigit(c) == 0 : text[i] != form[i]) return false;
    }
    return true;
}

int number_at(std::string_view text, std::size_t at, std::size_t width) {
    return std::stoi(std::string(text.substr(at, width)));
}

bool is_date(std::string_view text) {
    if (!has_form(text, "9999-99-99")) return false;
    const int month = number_at(text, 5, 2);
    const int day = number_at(text, 8, 2);
    return number_at(text, 0, 4) >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool is_time(std::string_view text) {
    if (text.size() > 8 && (text[8] != '.' || !is_digits(text.substr(9)))) return false;
    return has_form(text.substr(0, 8), "99:99:99") && number_at(text, 0, 2) < 24 && number_at(text, 3, 2) < 60 &&
           number_at(text, 6, 2) < 60;
}

std::string shown(const Constant& constant) {
    if (const auto* number = std::get_if<std::int64_t>(&constant)) return std::to_string(*number);
    if (const auto* digits = std::get_if<Digits>(&constant)) return digits->text;
    if (const auto* text = std::get_if<std::string>(&constant)) {
        std::string result = "\"";
        for (const char c : *text) result += c == '\0' ? std::string("\\0") : std::string(1, c);
        return result + '"';
    }
    if (const auto* truth = std::get_if<bool>(&constant)) return *truth ? "true" : "false";
    if (const auto* enumerator = std::get_if<const clang::EnumConstantDecl*>(&constant)) return quoted((*enumerator)->getName());
    if (std::holds_alternative<List>(constant)) return "a list";
    return "this";
}

/// What a constant becomes in a column of that type; one overload for each type.
struct ValueOf {
    const Reading& reading;
    const Constant& constant;
    const clang::EnumDecl* enumeration;
    Misfit& why;

    bool is_empty() const { return std::holds_alternative<Empty>(constant); }
    const std::string* text() const { return std::get_if<std::string>(&constant); }

    Result refuse(std::string what, std::string hint = {}) const {
        why = {std::move(what), std::move(hint)};
        return std::nullopt;
    }

    Result operator()(const schema::Boolean&) const {
        if (is_empty()) return schema::Value(false);
        if (const auto* value = std::get_if<bool>(&constant)) return schema::Value(*value);
        const auto* number = std::get_if<std::int64_t>(&constant);  // `bool active = 1`
        return number != nullptr && (*number == 0 || *number == 1) ? Result(*number == 1) : Result();
    }
    Result operator()(const schema::Integer& type) const {
        if (is_empty()) return schema::Value(std::int64_t{0});
        if (const auto* enumerator = std::get_if<const clang::EnumConstantDecl*>(&constant)) {
            return schema::Value((*enumerator)->getInitVal().getExtValue());
        }
        const std::int64_t limit = type.bits == 64 ? std::numeric_limits<std::int64_t>::max() : (std::int64_t{1} << (type.bits - 1)) - 1;
        const std::string range = "it holds " + std::to_string(-limit - 1) + " to " + std::to_string(limit);
        if (std::holds_alternative<Digits>(constant)) return refuse(range);
        const auto* value = std::get_if<std::int64_t>(&constant);
        if (value == nullptr) return std::nullopt;
        if (*value > limit || *value < -limit - 1) return refuse(range);
        return schema::Value(*value);
    }
    Result operator()(const schema::Float& type) const {
        if (is_empty()) return schema::Value(0.0);
        double value = 0;
        if (const auto* integer = std::get_if<std::int64_t>(&constant)) {
            value = static_cast<double>(*integer);
        } else if (const auto* number = std::get_if<double>(&constant)) {
            value = *number;
        } else {
            return std::nullopt;
        }
        if (!std::isfinite(value)) return refuse("no database writes infinity, or what is no number, as others do");
        if (type.bits == 32 && std::abs(value) > static_cast<double>(std::numeric_limits<float>::max()))
            return refuse("it is too large for a float");
        return schema::Value(value);
    }
    Result operator()(const schema::String& type) const {
        if (is_empty()) return schema::Value(std::string());
        std::string characters;
        if (const auto* list = std::get_if<List>(&constant)) {  // std::array<char, 2>{'D', 'E'}
            const std::optional<schema::Blob> octets = octets_of(*list);
            if (!octets) return std::nullopt;
            for (const std::byte octet : *octets) characters += static_cast<char>(octet);
            characters.erase(characters.find_last_not_of('\0') + 1);
        } else if (text() != nullptr) {
            characters = *text();
        } else {
            return std::nullopt;
        }
        if (characters.find('\0') != std::string::npos) return refuse("no text in a database has a NUL byte");
        const auto count =
            std::count_if(characters.begin(), characters.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
        if (type.length && count > *type.length) return refuse("it has " + std::to_string(count) + " characters");
        return schema::Value(characters);
    }
    Result operator()(const schema::Bytes& type) const {
        schema::Blob octets;
        if (const auto* list = std::get_if<List>(&constant)) {
            const std::optional<schema::Blob> given = octets_of(*list);
            if (!given) return std::nullopt;
            octets = *given;
        } else if (text() != nullptr) {
            for (const char c : *text()) octets.push_back(static_cast<std::byte>(c));
        } else if (!is_empty()) {
            return std::nullopt;
        }
        if (type.length && octets.size() > static_cast<std::size_t>(*type.length)) {
            return refuse("it has " + std::to_string(octets.size()) + " bytes");
        }
        return schema::Value(std::move(octets));
    }
    Result operator()(const schema::Numeric& type) const {
        if (is_empty()) return schema::Value(std::int64_t{0});
        std::string digits;
        Result value;
        if (const auto* integer = std::get_if<std::int64_t>(&constant)) {
            digits = std::to_string(*integer);
            value = schema::Value(*integer);
        } else if (const auto* wide = std::get_if<Digits>(&constant)) {
            digits = wide->text;
            value = schema::Value(wide->text);
        } else if (text() != nullptr) {
            digits = *text();
            value = schema::Value(*text());
        } else if (const auto* number = std::get_if<double>(&constant)) {
            if (!std::isfinite(*number)) return refuse("an exact decimal is no infinity");
            if (type.precision && std::abs(*number) >= std::pow(10.0, *type.precision - type.scale.value_or(0)))
                return too_many_digits(type);
            return schema::Value(*number);
        } else {
            return std::nullopt;
        }
        std::string_view rest = digits;
        if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);
        const std::size_t point = rest.find('.');
        std::string_view whole = rest.substr(0, point);
        const std::string_view fraction = point == std::string_view::npos ? "" : rest.substr(point + 1);
        if (!is_digits(whole) || (point != std::string_view::npos && !is_digits(fraction))) {
            return refuse("it is no decimal number", "it is written \"12.50\"");
        }
        whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
        const auto places = static_cast<std::size_t>(type.scale.value_or(0));
        if (type.precision && (whole.size() + places > static_cast<std::size_t>(*type.precision) || fraction.size() > places)) {
            return too_many_digits(type);
        }
        return value;
    }
    Result operator()(const schema::Enumeration&) const {
        const auto* value = std::get_if<const clang::EnumConstantDecl*>(&constant);
        if (value == nullptr) return std::nullopt;
        if ((*value)->getDeclContext() != enumeration) return refuse("it is of another enum");
        return schema::Value(label_of(reading, **value));
    }
    Result operator()(const schema::Date&) const { return in_form(is_date, "1970-01-01", "2026-11-20"); }
    Result operator()(const schema::TimeOfDay&) const { return in_form(is_time, "00:00:00", "21:15:00"); }
    Result operator()(const schema::Timestamp&) const {
        const auto is_point = [](std::string_view given) {
            return given.size() > 11 && given[10] == ' ' && is_date(given.substr(0, 10)) && is_time(given.substr(11));
        };
        return in_form(is_point, "1970-01-01 00:00:00", "2026-11-20 21:15:00");
    }
    Result operator()(const schema::Interval&) const {
        return in_form([](std::string_view given) { return given.size() > 2 && given.front() == 'P'; }, "PT0S", "P1DT2H");
    }
    Result operator()(const schema::Uuid&) const {
        const auto is_uuid = [](std::string_view given) { return has_form(given, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"); };
        return in_form(is_uuid, "", "00000000-0000-0000-0000-000000000000");
    }
    Result operator()(const schema::Json&) const {
        if (text() == nullptr) return std::nullopt;
        return text()->empty() ? refuse("an empty text is no JSON", "an empty object is \"{}\"") : Result(*text());
    }
    Result operator()(const schema::Custom&) const {
        if (const auto* truth = std::get_if<bool>(&constant)) return schema::Value(*truth);
        if (const auto* integer = std::get_if<std::int64_t>(&constant)) return schema::Value(*integer);
        if (const auto* number = std::get_if<double>(&constant)) return std::isfinite(*number) ? Result(*number) : Result();
        return text() == nullptr ? Result() : Result(*text());
    }

    Result too_many_digits(const schema::Numeric& type) const {
        const int places = type.scale.value_or(0);
        return refuse("it holds " + std::to_string(*type.precision - places) + " digits before the point and " + std::to_string(places) +
                      " after it");
    }

    template <class Is>
    Result in_form(Is is, std::string_view empty, const std::string& example) const {
        if (is_empty() && !empty.empty()) return schema::Value(std::string(empty));
        if (text() == nullptr) return std::nullopt;
        return is(*text()) ? Result(*text()) : refuse("", "it is written \"" + example + "\"");
    }

    std::optional<schema::Blob> octets_of(const List& list) const {
        schema::Blob octets;
        for (const clang::Expr* item : list.items) {
            const Constant value = evaluate(*item, reading.context);
            const auto* number = std::get_if<std::int64_t>(&value);
            if (number == nullptr && !std::holds_alternative<Empty>(value)) return std::nullopt;
            octets.push_back(static_cast<std::byte>(number == nullptr ? 0 : *number & 0xff));
        }
        octets.resize(list.size);
        return octets;
    }
};

/// As PostgreSQL, the one database that has them, writes an array's element.
struct Element {
    std::string operator()(const schema::Null&) const { return "NULL"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const {
        std::string text(32, '\0');
        text.resize(static_cast<std::size_t>(std::snprintf(text.data(), text.size(), "%.17g", value)));
        return text;
    }
    std::string operator()(const std::string& value) const {
        std::string result = "\"";
        for (const char c : value) {
            if (c == '"' || c == '\\') result += '\\';
            result += c;
        }
        return result + '"';
    }
    std::string operator()(const schema::Blob& value) const {
        constexpr std::string_view hexadecimal = "0123456789abcdef";
        std::string result = "\"\\\\x";
        for (const std::byte octet : value) {
            result += hexadecimal[std::to_integer<std::size_t>(octet >> 4)];
            result += hexadecimal[std::to_integer<std::size_t>(octet & std::byte{15})];
        }
        return result + '"';
    }
};

Result array_of(const Reading& reading, const Constant& constant, const schema::Type& element, const clang::EnumDecl* enumeration,
                Misfit& why) {
    if (const auto* text = std::get_if<std::string>(&constant)) {
        if (text->size() > 1 && text->front() == '{' && text->back() == '}') return schema::Value(*text);
        why = {shown(constant) + " is no value of a column of type array_of(" + schema::to_string(element) + ")",
               "an array is written \"{1, 2}\""};
        return std::nullopt;
    }
    const auto* list = std::get_if<List>(&constant);
    if (list == nullptr && !std::holds_alternative<Empty>(constant)) return std::nullopt;
    std::string result = "{";
    for (std::size_t i = 0; list != nullptr && i < list->size; ++i) {
        const Constant item = i < list->items.size() ? evaluate(*list->items[i], reading.context) : Constant(Empty{});
        const Result value = value_of(reading, item, element, enumeration, why);
        if (!value) return std::nullopt;
        result += (i == 0 ? "" : ",") + std::visit(Element{}, *value);
    }
    return schema::Value(result + "}");
}

/// `Role role{}`: the enumerator of 0, where there is one.
Constant zero_of(const clang::EnumDecl& type) {
    for (const clang::EnumConstantDecl* enumerator : type.enumerators()) {
        if (enumerator->getInitVal() == 0) return enumerator;
    }
    return NoConstant{};
}

}  // namespace

std::optional<schema::Value> value_of(const Reading& reading, const Constant& constant, const schema::Type& type,
                                      const clang::EnumDecl* enumeration, Misfit& why) {
    if (type.array) return array_of(reading, constant, {.kind = type.kind}, enumeration, why);
    if (enumeration != nullptr && std::holds_alternative<Empty>(constant)) {
        return value_of(reading, zero_of(*enumeration), type, enumeration, why);
    }
    Result value = std::visit(ValueOf{reading, constant, enumeration, why}, type.kind);
    if (!value && !std::holds_alternative<NoConstant>(constant)) {
        if (why.what.empty() && why.hint.empty()) why.hint = "anything but a plain value is said in SQL: db::default_sql(\"...\")";
        why.what =
            shown(constant) + " is no value of a column of type " + schema::to_string(type) + (why.what.empty() ? "" : ": " + why.what);
    }
    return value;
}

}  // namespace aludel::frontend

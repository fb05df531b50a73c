#include "enum_default.h"

#include <utility>
#include <vector>

namespace aludel::schema {

namespace {

// https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO: elements between commas, in double quotes where they need
// them, a backslash before a character that is to stand for itself.
struct Element {
    std::string text;     // as it means
    std::string written;  // as it stands
};

std::optional<std::vector<Element>> elements_of(const std::string& array) {
    if (array.size() < 2 || array.front() != '{' || array.back() != '}') return std::nullopt;
    std::vector<Element> found(1);
    bool quoted = false;
    for (std::size_t i = 1; i + 1 < array.size(); ++i) {
        const char c = array[i];
        if (!quoted && (c == '{' || c == '}')) return std::nullopt;  // an array of arrays
        if (!quoted && c == ',') {
            found.emplace_back();
            continue;
        }
        Element& element = found.back();
        element.written += c;
        if (c == '"') {
            quoted = !quoted;
        } else if (c == '\\') {
            element.written += array[++i];
            element.text += array[i];
        } else {
            element.text += c;
        }
    }
    if (quoted) return std::nullopt;
    return found;
}

// Without quotes, in whatever case.
bool is_null(const std::string& written) {
    std::string folded = written;
    for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return folded == "null";
}

std::string in_quotes(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string with_element_renamed(const std::string& array, const std::string& from, const std::string& to) {
    const auto elements = elements_of(array);
    if (!elements) return array;
    std::string out = "{";
    for (const Element& element : *elements) {
        if (out.size() > 1) out += ',';
        const bool quoted = !element.written.empty() && element.written.front() == '"';
        const bool plain = !quoted && to.find_first_of("{},\"\\ \t\n\r\v\f") == std::string::npos && !to.empty() && !is_null(to);
        const bool is_value = quoted || !is_null(element.written);
        out += !is_value || element.text != from ? element.written : plain ? to : in_quotes(to);
    }
    return out + '}';
}

}  // namespace

std::optional<Default> with_value_renamed(std::optional<Default> given, const Type& type, const std::string& from, const std::string& to) {
    if (!given || !std::holds_alternative<Value>(*given)) return given;
    auto* text = std::get_if<std::string>(&std::get<Value>(*given));
    if (text == nullptr) return given;
    if (type.array) {
        *text = with_element_renamed(*text, from, to);
    } else if (*text == from) {
        *text = to;
    }
    return given;
}

}  // namespace aludel::schema

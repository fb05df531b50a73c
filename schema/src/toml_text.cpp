#include "toml_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace aludel::schema {

namespace {

std::string escaped(std::string_view value, bool line_feeds) {
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\\') {
            text += "\\\\";
        } else if (c == '"') {
            // In a text of several lines a quote stands alone but for where it would help to end the text.
            const bool alone = line_feeds && i + 1 < value.size() && !text.empty() && text.back() != '"' && value[i + 1] != '"';
            text += alone ? "\"" : "\\\"";
        } else if (c == '\n') {
            text += line_feeds ? "\n" : "\\n";
        } else if (c == '\t') {
            text += "\\t";
        } else if (c == '\r') {
            text += "\\r";
        } else if (byte < ' ' || byte == 0x7f) {
            text += fmt::format("\\u{:04X}", byte);
        } else {
            text += c;
        }
    }
    return text;
}

bool is_printable(std::string_view value) {
    return std::none_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
}

// Lines that the reader would take for what git leaves behind after a conflict.
bool looks_like_a_conflict(std::string_view value) {
    for (const char* marker : {"\n<<<<<<<", "\n|||||||", "\n=======", "\n>>>>>>>"}) {
        if (value.find(marker) != std::string_view::npos) return true;
    }
    return value.substr(0, 7) == "<<<<<<<" || value.substr(0, 7) == ">>>>>>>" || value.substr(0, 7) == "=======" ||
           value.substr(0, 7) == "|||||||";
}

// Lines that read as they are between ''', and would not between """.
bool is_raw(std::string_view value) {
    const bool has_escapes = value.find_first_of("\\\t") != std::string_view::npos || value.find("\"\"") != std::string_view::npos;
    const bool may_stand = std::all_of(
        value.begin(), value.end(), [](char c) { return c == '\n' || c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != 0x7f); });
    return has_escapes && may_stand && value.find("'''") == std::string_view::npos && value.back() != '\'';
}

}  // namespace

std::string toml_string(std::string_view value) {
    if (value.find('\n') != std::string_view::npos && !looks_like_a_conflict(value)) {
        if (is_raw(value)) return fmt::format("'''\n{}'''", value);
        return "\"\"\"\n" + escaped(value, true) + "\"\"\"";
    }
    const bool has_escapes = value.find('"') != std::string_view::npos || value.find('\\') != std::string_view::npos;
    if (has_escapes && value.find('\'') == std::string_view::npos && is_printable(value)) return fmt::format("'{}'", value);
    return '"' + escaped(value, false) + '"';
}

std::string toml_strings(const std::vector<std::string>& values) {
    std::string text = "[";
    for (const std::string& value : values) text += (text.size() > 1 ? ", " : "") + toml_string(value);
    return text + ']';
}

std::string toml_key(const std::string& key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    return bare ? key : '"' + escaped(key, false) + '"';
}

std::string toml_float(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    std::string text = fmt::format("{}", value);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

std::string toml_table(const Expression& expression) {
    std::vector<std::string> pairs;
    if (!expression.sql.empty()) pairs.push_back("sql = " + toml_string(expression.sql));
    for (const auto& [dialect, text] : expression.dialects) pairs.push_back(toml_key(dialect) + " = " + toml_string(text));
    if (pairs.empty()) return "{}";
    return fmt::format("{{ {} }}", fmt::join(pairs, ", "));
}

std::string toml_expression(const Expression& expression) {
    return expression.dialects.empty() && !expression.sql.empty() ? toml_string(expression.sql) : toml_table(expression);
}

}  // namespace aludel::schema

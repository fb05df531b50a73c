#include <aludel/generator/literal.h>

#include <algorithm>
#include <array>
#include <cctype>

#include <aludel/generator/utf8.h>

namespace aludel::generator {
namespace {

// Three digits always: an octal escape ends there, whatever follows; a hexadecimal one would swallow digits.
void append_octal(std::string& out, std::string_view bytes) {
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        out += '\\';
        out += static_cast<char>('0' + (value >> 6U));
        out += static_cast<char>('0' + ((value >> 3U) & 7U));
        out += static_cast<char>('0' + (value & 7U));
    }
}

void append_escaped(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const auto next = first_code_point(text);
        const std::string_view bytes = text.substr(0, next ? next->bytes : 1);
        if (bytes == "\"" || bytes == "\\") {
            out += '\\';
            out += bytes;
        } else if (bytes == "\n") {
            out += "\\n";
        } else if (bytes == "\t") {
            out += "\\t";
        } else if (bytes == "?" && !out.empty() && out.back() == '?') {
            out += "\\?";  // two of them begin a trigraph up to C++14
        } else if (!next || is_invisible(next->value)) {
            append_octal(out, bytes);
        } else {
            out += bytes;
        }
        text.remove_prefix(bytes.size());
    }
}

// clang-format off
constexpr std::array keywords = {
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char", "char16_t",
    "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "concept", "const", "const_cast", "consteval",
    "constexpr", "constinit", "continue", "decltype", "default", "delete", "do", "double", "dynamic_cast", "else", "enum",
    "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline", "int", "long", "mutable",
    "namespace", "new", "noexcept", "not", "not_eq", "nullptr", "operator", "or", "or_eq", "private", "protected", "public",
    "register", "reinterpret_cast", "requires", "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast",
    "struct", "switch", "template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "union",
    "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq"};
// clang-format on

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string string_literal(std::string_view text) {
    std::string out = "\"";
    append_escaped(out, text);
    return out + '"';
}

std::string raw_string_literal(std::string_view text) {
    if (text.find('\n') == std::string_view::npos || text.find(")sql\"") != std::string_view::npos) return {};
    for (std::string_view rest = text; !rest.empty();) {
        const auto next = first_code_point(rest);
        const bool stands = next && (next->value == '\n' || next->value == '\t' || !is_invisible(next->value));
        if (!stands) return {};
        rest.remove_prefix(next->bytes);
    }
    return "R\"sql(" + std::string(text) + ")sql\"";
}

std::vector<std::string> string_literal_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (true) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos || end + 1 == text.size()) break;
        lines.push_back(string_literal(text.substr(0, end + 1)));
        text.remove_prefix(end + 1);
    }
    lines.push_back(string_literal(text));
    return lines;
}

std::string identifier(std::string_view text) {
    // Two underscores in a row, and one before a capital, are reserved for the compiler.
    std::string out;
    for (const char c : text) {
        if (is_word(c)) {
            out += c;
        } else if (!out.empty() && out.back() != '_') {
            out += '_';
        }
    }
    while (!out.empty() && out.back() == '_') out.pop_back();
    if (out.empty()) return "unnamed";
    if (std::isdigit(static_cast<unsigned char>(out.front())) != 0) out.insert(0, "n");
    if (is_keyword(out)) out += '_';
    return out;
}

bool is_keyword(std::string_view word) {
    return std::binary_search(keywords.begin(), keywords.end(), word);
}

std::string comment_line(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto next = first_code_point(text);
        const std::string_view bytes = text.substr(0, next ? next->bytes : 1);
        if (next && !is_invisible(next->value)) {
            out += bytes;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
        text.remove_prefix(bytes.size());
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    if (!out.empty() && (out.back() == '\\' || out.ends_with("?\?/"))) out += '.';  // would join the next line to the comment
    return out;
}

}  // namespace aludel::generator

#include <aludel/generator/escape.h>

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include <aludel/generator/utf8.h>

namespace aludel::generator {
namespace {

std::string escape_of(char32_t code_point) {
    switch (code_point) {
        case '\n':
            return "\\n";
        case '\r':
            return "\\r";
        case '\t':
            return "\\t";
        default:
            return code_point < 0x100 ? fmt::format("\\x{:02X}", static_cast<unsigned>(code_point))
                                      : fmt::format("\\u{{{:X}}}", static_cast<unsigned>(code_point));
    }
}

std::size_t longest_run(std::string_view text, char wanted) {
    std::size_t longest = 0, run = 0;
    for (const char c : text) {
        run = c == wanted ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string line;
    while (!text.empty()) {
        const auto next = first_code_point(text);
        const std::size_t bytes = next ? next->bytes : 1;
        if (!next) {
            line += escape_of(static_cast<unsigned char>(text.front()));
        } else if (is_invisible(next->value)) {
            line += escape_of(next->value);
        } else {
            line += text.substr(0, bytes);
        }
        text.remove_prefix(bytes);
    }
    return line;
}

std::string markdown_code(std::string_view text) {
    const std::string line = one_line(text);
    if (line.empty()) return "` `";
    const std::string ticks(longest_run(line, '`') + 1, '`');
    // A space at both ends is taken away again; it keeps the text's own ticks and spaces from the fence.
    const bool padded = line.front() == '`' || line.back() == '`' || (line.front() == ' ' && line.back() == ' ');
    return padded ? ticks + ' ' + line + ' ' + ticks : ticks + line + ticks;
}

std::string markdown_fence(std::string_view text) {
    std::string fence(std::max<std::size_t>(3, longest_run(text, '`') + 1), '`');
    return fence;
}

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : one_line(text)) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string dot_string(std::string_view text) {
    // Graphviz reads a backslash as the beginning of an escape, and an ampersand as that of an entity, within quotes as well.
    std::string out = "\"";
    for (const char c : one_line(text)) {
        if (c == '&') {
            out += "&amp;";
            continue;
        }
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string mermaid_text(std::string_view text) {
    constexpr std::string_view plain = " _-.,:()/+*=!?";
    std::string out;
    for (const char c : one_line(text)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool itself = byte >= 0x80 || std::isalnum(byte) != 0 || plain.find(c) != std::string_view::npos;
        out += itself ? std::string(1, c) : fmt::format("#{};", static_cast<unsigned>(byte));
    }
    return out;
}

}  // namespace aludel::generator

#include "sql/quoting.h"

#include <fmt/format.h>

#include <aludel/schema/error.h>

namespace aludel::migrations::sql {

namespace {

std::string doubled(std::string_view text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        out += c;
        if (c == quote) out += c;
    }
    out += quote;
    return out;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool continues_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || c == '_' || c == '$' || (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

}  // namespace

std::string quoted(std::string_view identifier) {
    if (identifier.empty()) throw schema::SchemaError("a name is empty; every table, column, constraint and index needs one");
    if (const auto at = identifier.find('\0'); at != identifier.npos)
        throw schema::SchemaError(
            fmt::format("the name \"{}\" has a NUL byte at position {}; choose a name without it", identifier.substr(0, at), at + 1));
    return doubled(identifier, '"');
}

std::string quoted_list(const std::vector<std::string>& identifiers) {
    std::vector<std::string> parts;
    for (const std::string& identifier : identifiers) parts.push_back(quoted(identifier));
    return join(parts, ", ");
}

std::string quoted_text(std::string_view text) {
    if (text.find('\0') != text.npos) throw schema::SchemaError("a text has a NUL byte, which cannot stand in an SQL literal");
    return doubled(text, '\'');
}

std::string hexadecimal(const schema::Blob& octets) {
    std::string out;
    out.reserve(octets.size() * 2);
    for (const std::byte octet : octets) {
        constexpr std::string_view digits = "0123456789abcdef";
        out += digits[std::to_integer<std::size_t>(octet >> 4)];
        out += digits[std::to_integer<std::size_t>(octet & std::byte{15})];
    }
    return out;
}

std::string parenthesised(std::string_view sql) {
    const bool may_end_in_comment = sql.find("--") != sql.npos;
    return fmt::format("({}{})", sql, may_end_in_comment ? "\n" : "");
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const std::string& part : parts) {
        if (&part != &parts.front()) out += separator;
        out += part;
    }
    return out;
}

namespace {

bool occurs(std::string_view sql, std::string_view word) {
    for (std::size_t at = 0; at + word.size() <= sql.size(); ++at) {
        if (!same(sql.substr(at, word.size()), word)) continue;
        const bool starts = at == 0 || !continues_word(sql[at - 1]) || !continues_word(word.front());
        const std::size_t end = at + word.size();
        const bool ends = end == sql.size() || !continues_word(sql[end]) || !continues_word(word.back());
        if (starts && ends) return true;
    }
    return false;
}

}  // namespace

bool mentions(std::string_view sql, std::string_view word) {
    if (word.empty()) return false;
    return occurs(sql, word) || occurs(sql, doubled(word, '"')) || occurs(sql, doubled(word, '`'));
}

}  // namespace aludel::migrations::sql

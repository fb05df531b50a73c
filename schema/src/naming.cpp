#include <aludel/schema/naming.h>

#include <cstdint>
#include <string_view>

#include <fmt/format.h>

namespace aludel::schema {

namespace {

constexpr std::size_t longest = 63;  // PostgreSQL's NAMEDATALEN - 1, in bytes

// FNV-1a of 64 bits, the upper half folded onto the lower: names on disk depend on it, so it never changes.
std::uint32_t hash(std::string_view text) {
    std::uint64_t value = 0xcbf29ce484222325U;
    for (const char c : text) {
        value ^= static_cast<unsigned char>(c);
        value *= 0x100000001b3U;
    }
    return static_cast<std::uint32_t>(value ^ (value >> 32U));
}

std::string cut(std::string name) {
    if (name.size() <= longest) return name;
    const std::string end = fmt::format("_{:08x}", hash(name));
    std::size_t kept = longest - end.size();
    while (kept > 0 && (static_cast<unsigned char>(name[kept]) & 0xc0U) == 0x80U) --kept;  // never within a character
    name.resize(kept);
    return name + end;
}

std::string with_columns(const char* prefix, const Name& table, const std::vector<std::string>& columns) {
    std::string name = prefix + table.name;
    for (const std::string& column : columns) name += '_' + column;
    return cut(std::move(name));
}

}  // namespace

std::string primary_key_name(const Name& table) {
    return with_columns("pk_", table, {});
}
std::string foreign_key_name(const Name& table, const std::vector<std::string>& columns) {
    return with_columns("fk_", table, columns);
}
std::string unique_name(const Name& table, const std::vector<std::string>& columns) {
    return with_columns("uq_", table, columns);
}
std::string index_name(const Name& table, const std::vector<std::string>& columns) {
    return with_columns("ix_", table, columns);
}
std::string unique_index_name(const Name& table, const std::vector<std::string>& columns) {
    return with_columns("ux_", table, columns);
}
std::string check_name(const Name& table, const std::string& what) {
    return with_columns("ck_", table, {what});
}

std::string expression_words(const std::string& sql) {
    std::string words;
    bool between = false;
    for (char c : sql) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
        if (in_word && between && !words.empty()) words += '_';
        if (in_word) words += c;
        between = !in_word;
    }
    return words.empty() ? "expression" : words;
}

}  // namespace aludel::schema

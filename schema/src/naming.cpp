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
std::string check_name(const Name& table, const std::string& what) {
    return with_columns("ck_", table, {what});
}

}  // namespace aludel::schema

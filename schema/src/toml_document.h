#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace aludel::schema {

/// A TOML document as plain values, each with its line. (toml++ takes seconds to compile: one source file has it.)
struct TomlNode {
    using Array = std::vector<TomlNode>;
    using Table = std::vector<struct TomlEntry>;

    // Defaulted where TomlEntry is complete.
    TomlNode();
    TomlNode(const TomlNode&);
    TomlNode(TomlNode&&) noexcept;
    TomlNode& operator=(const TomlNode&);
    TomlNode& operator=(TomlNode&&) noexcept;
    ~TomlNode();

    std::variant<bool, std::int64_t, double, std::string, Array, Table> value;
    int line = 0;
};

struct TomlEntry {
    std::string key;
    TomlNode node;
};

/// @throws SnapshotError when the text is not TOML, holds a conflict marker or ends in the middle of a line.
TomlNode parse_toml(const std::string& file, const std::string& text);

}  // namespace aludel::schema

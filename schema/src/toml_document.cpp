#include "toml_document.h"

#include <algorithm>

#include <aludel/schema/snapshot.h>

#include <toml++/toml.h>

namespace aludel::schema {

TomlNode::TomlNode() = default;
TomlNode::TomlNode(const TomlNode&) = default;
TomlNode::TomlNode(TomlNode&&) noexcept = default;
TomlNode& TomlNode::operator=(const TomlNode&) = default;
TomlNode& TomlNode::operator=(TomlNode&&) noexcept = default;
TomlNode::~TomlNode() = default;

namespace {

TomlNode converted(const std::string& file, const toml::node& node) {
    TomlNode result;
    result.line = static_cast<int>(node.source().begin.line);
    if (const auto* table = node.as_table()) {
        TomlNode::Table entries;
        for (const auto& [key, value] : *table) {
            TomlNode entry = converted(file, value);
            entry.line = static_cast<int>(key.source().begin.line);
            entries.push_back({std::string(key.str()), std::move(entry)});
        }
        result.value = std::move(entries);
    } else if (const auto* array = node.as_array()) {
        TomlNode::Array items;
        for (const toml::node& item : *array) items.push_back(converted(file, item));
        result.value = std::move(items);
    } else if (const auto* boolean = node.as_boolean()) {
        result.value = boolean->get();
    } else if (const auto* integer = node.as_integer()) {
        result.value = integer->get();
    } else if (const auto* real = node.as_floating_point()) {
        result.value = real->get();
    } else if (const auto* string = node.as_string()) {
        result.value = string->get();
    } else {
        throw SnapshotError(file, result.line, "a date or a time stands where no field of a snapshot has one");
    }
    return result;
}

void refuse_conflict_markers(const std::string& file, const std::string& text) {
    int line = 1;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
        for (const char* marker : {"<<<<<<<", "|||||||", "=======", ">>>>>>>"}) {
            if (text.compare(begin, 7, marker) == 0) {
                throw SnapshotError(file, line, "a conflict of a merge stands here; resolve it, then run the command again");
            }
        }
        const std::size_t end = text.find('\n', begin);
        begin = end == std::string::npos ? text.size() : end + 1;
    }
}

// toml++ nests a table for each part of a key, and takes a nested table apart by recursion: a hundred thousand are more than the
// stack holds. A snapshot has no dotted keys at all.
void refuse_deep_keys(const std::string& file, const std::string& text) {
    constexpr int most = 100;
    int line = 1;
    int dots = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n') {
            ++line;
            dots = 0;
        } else if (c == '#') {
            at = std::min(text.find('\n', at), text.size()) - 1;
        } else if (c == '"' || c == '\'') {
            const bool several_lines = text.compare(at, 3, std::string(3, c)) == 0;
            const std::string end = several_lines ? std::string(3, c) : std::string(1, c);
            for (at += end.size(); at < text.size() && text.compare(at, end.size(), end) != 0; ++at) {
                if (c == '"' && text[at] == '\\') ++at;
                if (at < text.size() && text[at] == '\n') {
                    if (!several_lines) {  // no TOML: told by its parser
                        --at;
                        break;
                    }
                    ++line;
                }
            }
            at += several_lines ? 2 : 0;
        } else if (c == '.' && ++dots > most) {
            throw SnapshotError(file, line, "a key has more than a hundred parts, and a snapshot has none with a dot");
        }
    }
}

}  // namespace

TomlNode parse_toml(const std::string& file, const std::string& text) {
    refuse_conflict_markers(file, text);
    refuse_deep_keys(file, text);
    if (text.empty() || text.back() != '\n') {
        const auto lines = static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1;
        throw SnapshotError(file, lines,
                            "the file ends in the middle of a line, as if it had been cut off; restore it from version control");
    }
    try {
        return converted(file, toml::parse(text, file));
    } catch (const toml::parse_error& error) {
        throw SnapshotError(file, static_cast<int>(error.source().begin.line), std::string(error.description()));
    }
}

}  // namespace aludel::schema

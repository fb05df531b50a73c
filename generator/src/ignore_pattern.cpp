#include <aludel/generator/ignore.h>

#include <algorithm>

#include <fnmatch.h>

namespace aludel::generator {
namespace {

/// A glob that means the text itself.
std::string literal_glob(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("*?[]\\").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

/// Takes a part in double quotes, in which a quote stands doubled, from the beginning of `text`.
std::optional<std::string> take_quoted(std::string_view& text) {
    std::string name;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != '"') {
            name += text[i];
        } else if (i + 1 < text.size() && text[i + 1] == '"') {
            name += text[i++];
        } else {
            text.remove_prefix(i + 1);
            return name;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::vector<std::string>> ignore_pattern(std::string_view text) {
    constexpr std::size_t most_parts = 3;  // a schema, a table, a column
    std::vector<std::string> parts;
    while (true) {
        if (text.starts_with('"')) {
            const std::optional<std::string> name = take_quoted(text);
            if (!name || name->empty()) return std::nullopt;
            parts.push_back(literal_glob(*name));
        } else {
            const std::string_view part = text.substr(0, text.find('.'));
            if (part.empty() || part.find('"') != std::string_view::npos) return std::nullopt;
            parts.emplace_back(part);
            text.remove_prefix(part.size());
        }
        if (text.empty()) break;
        if (text.front() != '.') return std::nullopt;
        text.remove_prefix(1);
    }
    return parts.size() > most_parts ? std::nullopt : std::optional(std::move(parts));
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& name) {
    return pattern.size() == name.size() &&
           std::equal(pattern.begin(), pattern.end(), name.begin(),
                      [](const std::string& glob, const std::string& part) { return ::fnmatch(glob.c_str(), part.c_str(), 0) == 0; });
}

std::vector<std::string> parts_of(const schema::Name& name) {
    if (name.schema.empty()) return {name.name};
    return {name.schema, name.name};
}

}  // namespace aludel::generator

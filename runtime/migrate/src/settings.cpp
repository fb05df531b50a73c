#include "settings.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <cstdlib>

#include <aludel/runtime/error.h>

namespace aludel::runtime {
namespace {

std::optional<std::string> text_at(const toml::table& document, const std::filesystem::path& file, const char* section, const char* key) {
    const toml::node* node = document.at_path(fmt::format("{}.{}", section, key)).node();
    if (node == nullptr) return std::nullopt;
    if (const auto text = node->value<std::string>(); node->is_string() && text) return *text;
    throw Error(fmt::format("{}:{}: [{}] {} must be a string", file.string(), node->source().begin.line, section, key));
}

}  // namespace

std::optional<std::filesystem::path> find_configuration(const std::filesystem::path& from) {
    for (std::filesystem::path folder = std::filesystem::absolute(from);; folder = folder.parent_path()) {
        if (std::filesystem::exists(folder / "aludel.toml")) return folder / "aludel.toml";
        if (folder == folder.parent_path()) return std::nullopt;
    }
}

Settings read_settings(const std::filesystem::path& file) {
    try {
        const toml::table document = toml::parse_file(file.string());
        const std::filesystem::path root = std::filesystem::absolute(file).parent_path();
        return {.url = text_at(document, file, "database", "url"),
                .schema_directory = root / text_at(document, file, "schema", "directory").value_or("schema")};
    } catch (const toml::parse_error& error) {
        throw Error(fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
    }
}

std::string expand_environment(const std::string& text) {
    std::string expanded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '$' || at + 1 == text.size()) {
            expanded += text[at];
        } else if (text[at + 1] == '$') {
            expanded += text[++at];
        } else if (text[at + 1] == '{') {
            const std::size_t end = text.find('}', at);
            if (end == std::string::npos)
                throw Error(fmt::format("the database URL of aludel.toml has a ${{ without its }}: {}", text.substr(0, at + 2)));
            const std::string name = text.substr(at + 2, end - at - 2);
            const char* value = std::getenv(name.c_str());
            if (value == nullptr)
                throw Error(fmt::format(
                    "the database URL of aludel.toml needs the environment variable {}, which is not set; set it or give --url", name));
            expanded += value;
            at = end;
        } else {
            expanded += text[at];
        }
    }
    return expanded;
}

}  // namespace aludel::runtime

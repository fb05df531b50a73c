#include <aludel/generator/template.h>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>

#include "embedded_templates.h"

namespace aludel::generator {
namespace {

namespace mustache = kainjow::mustache;

struct Source {
    std::string file;
    std::string text;
};

Source find_template(const std::string& name, const std::optional<path>& directory) {
    if (directory) {
        const path file = *directory / (name + ".mustache");
        if (auto text = find_file(file)) return {shown(file), std::move(*text)};
    }
    for (const EmbeddedTemplate& embedded : embedded_templates()) {
        if (embedded.name == name) return {name + ".mustache", {reinterpret_cast<const char*>(embedded.data), embedded.size}};
    }
    throw Failure("template", fmt::format("there is no template {}", name));
}

bool is_lone_tag(std::string_view line, std::string_view open, std::string_view close) {
    const auto first = line.find_first_not_of(" \t"), last = line.find_last_not_of(" \t\r");
    if (first == std::string_view::npos) return false;
    const std::string_view tag = line.substr(first, last - first + 1);
    return tag.size() > open.size() + close.size() && tag.starts_with(open) && tag.ends_with(close) &&
           std::string_view("#/^!=").find(tag[open.size()]) != std::string_view::npos && tag.find(close) == tag.size() - close.size();
}

/// A line that holds one section, comment or delimiter tag and nothing else is no line of the output, as the Mustache
/// specification has it; version 4.1 of the library keeps its line break where the section is left out.
std::string join_lone_tags(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        out += line;
        if (end != std::string_view::npos && !is_lone_tag(line, "<%", "%>") && !is_lone_tag(line, "{{", "}}")) out += '\n';
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

mustache::data data_of(const Variables& variables) {
    mustache::data data;
    for (const auto& [name, text] : variables.texts) data.set(name, text);
    for (const auto& [name, condition] : variables.conditions) data.set(name, condition);
    for (const auto& [name, items] : variables.lists) {
        mustache::data list(mustache::data::type::list);
        for (const Variables& item : items) list.push_back(data_of(item));
        data.set(name, list);
    }
    return data;
}

}  // namespace

std::string render_template(const std::string& name, const Variables& variables, const std::optional<std::filesystem::path>& directory) {
    const Source source = find_template(name, directory);
    mustache::mustache parsed(join_lone_tags(source.text));
    if (!parsed.is_valid()) throw Failure("template", parsed.error_message(), {source.file, 0, 0, 0, 0});
    parsed.set_custom_escape([](const std::string& text) { return text; });  // C++, not HTML
    std::string text = parsed.render(data_of(variables));
    if (!parsed.is_valid()) throw Failure("template", parsed.error_message(), {source.file, 0, 0, 0, 0});
    return text;
}

}  // namespace aludel::generator

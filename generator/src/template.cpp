#include <aludel/generator/template.h>

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/nearest.h>

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

struct Delimiters {
    std::string open = "{{";
    std::string close = "}}";
};

bool is_lone_tag(std::string_view line, std::string_view open, std::string_view close) {
    const auto first = line.find_first_not_of(" \t"), last = line.find_last_not_of(" \t\r");
    if (first == std::string_view::npos) return false;
    const std::string_view tag = line.substr(first, last - first + 1);
    return tag.size() > open.size() + close.size() && tag.starts_with(open) && tag.ends_with(close) &&
           std::string_view("#/^!=").find(tag[open.size()]) != std::string_view::npos && tag.find(close) == tag.size() - close.size();
}

/// The text that the library gets, and where in it each line of the file begins.
struct Joined {
    std::string text;
    std::vector<std::size_t> lines;

    int line_at(std::size_t offset) const { return static_cast<int>(std::upper_bound(lines.begin(), lines.end(), offset) - lines.begin()); }
};

/// A line that holds one section, comment or delimiter tag and nothing else is no line of the output, as the Mustache
/// specification has it; version 4.1 of the library keeps its line break where the section is left out.
Joined join_lone_tags(std::string_view text) {
    Joined out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        out.lines.push_back(out.text.size());
        out.text += line;
        if (end != std::string_view::npos && !is_lone_tag(line, "<%", "%>") && !is_lone_tag(line, "{{", "}}")) out.text += '\n';
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

Location location_of(const std::string& file, const Joined& joined, std::size_t offset) {
    const int line = joined.line_at(offset);
    return {file, line, 0, line, 0};
}

/// "Unclosed section \"title\" at 11": the library counts bytes.
Failure malformed(const std::string& file, const Joined& joined, const std::string& message) {
    const auto at = message.rfind(" at ");
    std::size_t offset = 0;
    if (at == std::string::npos) return {"template", message, {file, 0, 0, 0, 0}};
    const auto [end, error] = std::from_chars(message.data() + at + 4, message.data() + message.size(), offset);
    if (error != std::errc() || end != message.data() + message.size()) return {"template", message, {file, 0, 0, 0, 0}};
    return {"template", message.substr(0, at), location_of(file, joined, offset)};
}

void add_names(const Variables& variables, std::vector<std::string>& names) {
    for (const auto& text : variables.texts) names.push_back(text.first);
    for (const auto& condition : variables.conditions) names.push_back(condition.first);
    for (const auto& list : variables.lists) names.push_back(list.first);
}

// The library takes a name that nobody gives for nothing at all, and the file lacks something that nobody notices.
class NameCheck {
public:
    NameCheck(const std::string& file, const Joined& joined, const Variables& variables) : file_(file), joined_(joined) {
        scopes_.push_back(&variables);
    }

    void run() {
        const std::string_view text = joined_.text;
        for (std::size_t at = 0; (at = text.find(delimiters_.open, at)) != std::string_view::npos;) {
            const std::size_t begin = at + delimiters_.open.size();
            const std::size_t end = text.find(delimiters_.close, begin);
            if (end == std::string_view::npos) return;
            const std::size_t behind = end + delimiters_.close.size();
            see(text.substr(begin, end - begin), at);
            at = behind;
        }
    }

private:
    static std::string trimmed(std::string_view text) {
        const auto first = text.find_first_not_of(" \t{&"), last = text.find_last_not_of(" \t}");
        return first == std::string_view::npos || last < first ? "" : std::string(text.substr(first, last - first + 1));
    }

    void see(std::string_view tag, std::size_t at) {
        if (tag.empty() || tag.front() == '!' || tag.front() == '>') return;
        if (tag.front() == '=') {
            const auto blank = tag.find(' ');
            if (blank != std::string_view::npos && tag.size() > blank + 2)
                delimiters_ = {std::string(tag.substr(1, blank - 1)), std::string(tag.substr(blank + 1, tag.size() - blank - 2))};
            return;
        }
        const bool section = tag.front() == '#' || tag.front() == '^';
        const std::string name = trimmed(tag.substr(section || tag.front() == '/' ? 1 : 0));
        if (tag.front() == '/') {
            if (scopes_.size() > 1) scopes_.pop_back();
            return;
        }
        check(name, at);
        if (section) scopes_.push_back(items_of(name, tag.front() == '^'));
    }

    void check(const std::string& name, std::size_t at) const {
        std::vector<std::string> known;
        for (const Variables* scope : scopes_) {
            if (scope == nullptr) return;
            add_names(*scope, known);
        }
        if (std::find(known.begin(), known.end(), name) != known.end()) return;
        throw Failure("template", fmt::format("there is no variable {} here{}", name, did_you_mean(name, known)),
                      location_of(file_, joined_, at));
    }

    /// What is said within the section: of a condition, what is said around it.
    const Variables* items_of(const std::string& name, bool without) const {
        for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
            if (*scope == nullptr) return nullptr;
            const auto list = (*scope)->lists.find(name);
            if (list == (*scope)->lists.end()) continue;
            if (without) return scopes_.back();
            return list->second.empty() ? nullptr : &list->second.front();
        }
        return scopes_.back();
    }

    const std::string& file_;
    const Joined& joined_;
    Delimiters delimiters_;
    std::vector<const Variables*> scopes_;  ///< null: a list without items; what one of them holds is not known
};

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
    const Joined joined = join_lone_tags(source.text);
    mustache::mustache parsed(joined.text);
    if (!parsed.is_valid()) throw malformed(source.file, joined, parsed.error_message());
    NameCheck(source.file, joined, variables).run();
    parsed.set_custom_escape([](const std::string& text) { return text; });  // C++, not HTML
    std::string text = parsed.render(data_of(variables));
    if (!parsed.is_valid()) throw malformed(source.file, joined, parsed.error_message());
    return text;
}

}  // namespace aludel::generator

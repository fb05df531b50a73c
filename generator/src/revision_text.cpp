#include <aludel/generator/revision_text.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <random>
#include <string_view>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <aludel/generator/emit.h>
#include <aludel/generator/failure.h>
#include <aludel/generator/literal.h>
#include <aludel/generator/template.h>
#include <aludel/migrations/record.h>

#include "emit_comments.h"

namespace aludel::generator {
namespace {

using migrations::Operation;

std::tm utc(std::time_t time) {
    std::tm fields{};
    ::gmtime_r(&time, &fields);
    return fields;
}

Variables line(const std::string& text) {
    return {.texts = {{"line", text}}};
}

std::vector<Variables> title_lines(std::string_view message) {
    std::vector<Variables> lines;
    while (true) {
        const auto end = message.find('\n');
        lines.push_back(line(comment_line(message.substr(0, end))));
        if (end == std::string_view::npos || end + 1 == message.size()) return lines;
        message.remove_prefix(end + 1);
    }
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
    return fmt::format("{}", fmt::join(words, separator));
}

std::string literals(const std::vector<std::string>& texts) {
    std::vector<std::string> items;
    for (const std::string& text : texts) items.push_back(string_literal(text));
    return joined(items, ", ");
}

/// A sentence as lines of a comment; the template writes the slashes.
void add_sentence(std::vector<Variables>& lines, const std::string& sentence) {
    constexpr std::string_view slashes = "// ";
    std::string text = comment_above(sentence, 0, 120);
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.push_back(line(text.substr(slashes.size(), end - slashes.size())));
        text.erase(0, end + 1);
    }
}

template <class Kind>
std::size_t count(const std::vector<Operation>& operations) {
    return static_cast<std::size_t>(std::count_if(operations.begin(), operations.end(), [](const Operation& operation) {
        const auto* change = std::get_if<schema::Change>(&operation);
        return change != nullptr && std::holds_alternative<Kind>(*change);
    }));
}

/// What the operations destroy: each of a few; of many, the sum of the tables and the first of the rest. Each is marked
/// where it stands, too.
std::string destroyed(const std::vector<Operation>& operations, const std::vector<Operation>& undone) {
    constexpr std::size_t few = 12;
    std::vector<std::string> found, without_tables;
    for (const Operation& operation : operations) {
        const auto* change = std::get_if<schema::Change>(&operation);
        if (change == nullptr || !schema::destroys_data(*change)) continue;
        found.push_back(schema::describe(*change));
        if (!std::holds_alternative<schema::DropTable>(*change)) without_tables.push_back(found.back());
    }
    const std::size_t tables = found.size() - without_tables.size();
    if (tables > few) {
        const bool all = tables == count<schema::CreateTable>(undone);
        found = std::move(without_tables);
        found.insert(found.begin(),
                     all ? fmt::format("drop all {} tables that the upgrade creates", tables) : fmt::format("drop {} tables", tables));
    }
    if (found.size() <= few) return joined(found, "; ");
    const std::size_t more = found.size() - few;
    found.resize(few);
    return fmt::format("{}; and {} more, each marked below", joined(found, "; "), more);
}

void add_destroying(std::vector<Variables>& lines, std::string_view title, const std::string& destroyed) {
    if (!destroyed.empty()) add_sentence(lines, fmt::format("The {} destroys data: {}.", title, destroyed));
}

std::string revises(const std::vector<std::string>& parents) {
    return parents.empty() ? "the first one" : "revises " + joined(parents, " and ");
}

}  // namespace

std::string revision_text(const NewRevision& revision, const std::string& migrations_namespace,
                          const std::optional<std::filesystem::path>& templates_directory) {
    Variables variables;
    variables.lists["title"] = title_lines(revision.message);
    add_destroying(variables.lists["destroys"], "upgrade", destroyed(revision.upgrade, {}));
    add_destroying(variables.lists["destroys"], "downgrade", destroyed(revision.downgrade, revision.upgrade));
    std::vector<Variables>& accepted = variables.lists["accepted"];
    for (const std::string& sentence : revision.accepted) add_sentence(accepted, sentence);
    variables.texts = {
        {"id", revision.id},
        {"revises", revises(revision.parents)},
        {"created", fmt::format("{:%Y-%m-%d %H:%M} UTC", utc(revision.created))},
        {"namespace", migrations_namespace},
        {"upgrade", emit(revision.upgrade, revision.reasons)},
        {"downgrade", emit(revision.downgrade)},
        {"parents", literals(revision.parents)},
        {"message", string_literal(revision.message)},
        {"labels", literals(revision.labels)},
        {"depends_on", literals(revision.depends_on)},
        {"api", fmt::format("{}", migrations::newest_api)},
    };
    variables.conditions = {
        {"has_upgrade", !revision.upgrade.empty()},
        {"has_downgrade", !revision.downgrade.empty()},
        {"has_labels", !revision.labels.empty()},
        {"has_depends_on", !revision.depends_on.empty()},
    };
    return render_template("revision.cpp", variables, templates_directory);
}

std::string slug(const std::string& message) {
    constexpr std::size_t longest = 40;
    std::string out;
    for (const char c : message) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (!out.empty() && out.back() != '_') {
            out += '_';
        }
    }
    if (out.size() > longest) {
        const auto cut = out.rfind('_', longest);
        out.resize(cut == std::string::npos || cut == 0 ? longest : cut);
    }
    while (!out.empty() && out.back() == '_') out.pop_back();
    return out;
}

std::string revision_file_name(const NewRevision& revision, const std::string& file_template) {
    const std::tm time = utc(revision.created);
    const std::pair<std::string_view, std::string> fields[] = {
        {"{id}", revision.id},
        {"{slug}", slug(revision.message)},
        {"{year}", fmt::format("{:%Y}", time)},
        {"{month}", fmt::format("{:%m}", time)},
        {"{day}", fmt::format("{:%d}", time)},
        {"{hour}", fmt::format("{:%H}", time)},
        {"{minute}", fmt::format("{:%M}", time)},
        {"{second}", fmt::format("{:%S}", time)},
    };
    std::string name = file_template;
    for (const auto& [field, value] : fields) {
        for (auto at = name.find(field); at != std::string::npos; at = name.find(field, at + value.size()))
            name.replace(at, field.size(), value);
    }
    while (!name.empty() && name.back() == '_') name.pop_back();  // a message without a letter leaves no slug
    return name + ".cpp";
}

std::string random_revision_id() {
    std::random_device random;
    std::string id;
    while (id.size() < 12) id += fmt::format("{:04x}", random() & 0xFFFFU);
    return id;
}

std::time_t creation_time() {
    const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
    if (epoch == nullptr || *epoch == '\0') return std::time(nullptr);
    const std::string_view text = epoch;
    long long seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size())
        throw Failure("source-date-epoch", fmt::format("SOURCE_DATE_EPOCH is \"{}\", not a number of seconds", text));
    return static_cast<std::time_t>(seconds);
}

}  // namespace aludel::generator

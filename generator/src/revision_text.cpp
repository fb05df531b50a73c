#include <aludel/generator/revision_text.h>

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

void add_destroying(std::vector<Variables>& lines, std::string_view title, const std::vector<Operation>& operations) {
    std::vector<std::string> found;
    for (const Operation& operation : operations) {
        const auto* change = std::get_if<schema::Change>(&operation);
        if (change != nullptr && schema::destroys_data(*change)) found.push_back(comment_line(schema::describe(*change)));
    }
    if (found.empty()) return;
    lines.push_back(line(fmt::format("The {} destroys data: {}.", title, joined(found, "; "))));
}

std::string revises(const std::vector<std::string>& parents) {
    return parents.empty() ? "the first one" : "revises " + joined(parents, " and ");
}

}  // namespace

std::string revision_text(const NewRevision& revision, const std::string& migrations_namespace,
                          const std::optional<std::filesystem::path>& templates_directory) {
    Variables variables;
    variables.lists["title"] = title_lines(revision.message);
    add_destroying(variables.lists["destroys"], "upgrade", revision.upgrade);
    add_destroying(variables.lists["destroys"], "downgrade", revision.downgrade);
    variables.texts = {
        {"id", revision.id},
        {"revises", revises(revision.parents)},
        {"created", fmt::format("{:%Y-%m-%d %H:%M} UTC", utc(revision.created))},
        {"namespace", migrations_namespace},
        {"upgrade", emit(revision.upgrade)},
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

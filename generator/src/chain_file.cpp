#include <aludel/generator/chain_file.h>

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <aludel/generator/literal.h>
#include <aludel/generator/template.h>

namespace aludel::generator {
namespace {

constexpr std::size_t longest_comment = 80;

std::string short_message(const std::string& message) {
    std::string line = comment_line(std::string_view(message).substr(0, message.find('\n')));
    if (line.size() <= longest_comment) return line;
    std::size_t end = longest_comment;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;  // not inside a code point
    return line.substr(0, end) + "...";
}

std::string parent_rows(const RevisionFile& revision) {
    if (revision.parents.empty()) return "";
    std::vector<std::string> rows;
    for (const std::string& parent : revision.parents) rows.push_back("r" + parent);
    return fmt::format(", {{{}}}", fmt::join(rows, ", "));
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.emplace_back(line);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

/// Revision ids to their rows.
std::map<std::string, std::string> rows_of(const std::vector<std::string>& lines) {
    constexpr std::string_view word = "chain.add(revision_";
    std::map<std::string, std::string> rows;
    for (const std::string& line : lines) {
        const auto at = line.find(word);
        if (at == std::string::npos) continue;
        const auto begin = at + word.size();
        rows[line.substr(begin, line.find_first_of(",)", begin) - begin)] = line;
    }
    return rows;
}

}  // namespace

std::string chain_header(const Config& config) {
    return render_template("chain.h", {.texts = {{"namespace", config.migrations_namespace}}}, config.templates_directory);
}

std::string chain_source(const Config& config, const std::vector<RevisionFile>& revisions) {
    Variables variables;
    variables.texts = {{"namespace", config.migrations_namespace}, {"name", string_literal(config.name)}};
    std::vector<Variables>& rows = variables.lists["rows"];
    for (const RevisionFile& revision : revisions)
        rows.push_back({.texts = {{"id", revision.id}, {"parents", parent_rows(revision)}, {"message", short_message(revision.message)}}});
    return render_template("chain.cpp", variables, config.templates_directory);
}

std::vector<std::string> chain_differences(std::string_view found, const std::string& expected) {
    const std::vector<std::string> found_lines = lines_of(found), expected_lines = lines_of(expected);
    if (found_lines == expected_lines) return {};
    const auto found_rows = rows_of(found_lines), expected_rows = rows_of(expected_lines);
    std::vector<std::string> differences;
    for (const auto& [id, row] : expected_rows) {
        const auto other = found_rows.find(id);
        if (other == found_rows.end()) {
            differences.push_back(fmt::format("revision {} is missing from the chain", id));
        } else if (other->second != row) {
            differences.push_back(fmt::format("the row of {} differs from its file", id));
        }
    }
    for (const auto& [id, row] : found_rows)
        if (!expected_rows.contains(id)) differences.push_back(fmt::format("the chain has a row for {} but there is no such file", id));
    if (differences.empty()) {
        const auto lines = std::mismatch(found_lines.begin(), found_lines.end(), expected_lines.begin(), expected_lines.end());
        differences.push_back(fmt::format("line {} is not what `aludel chain` writes", lines.first - found_lines.begin() + 1));
    }
    return differences;
}

}  // namespace aludel::generator

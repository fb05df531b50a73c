#include <aludel/generator/chain_file.h>

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
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

struct Row {
    std::string text;
    int line = 0;
    friend bool operator==(const Row& a, const Row& b) { return a.text == b.text; }
};

/// Revision ids to their rows.
std::map<std::string, Row> rows_of(const std::vector<std::string>& lines) {
    constexpr std::string_view word = "chain.add(revision_";
    std::map<std::string, Row> rows;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string& line = lines[i];
        const auto at = line.find(word);
        if (at == std::string::npos) continue;
        const auto begin = at + word.size();
        rows[line.substr(begin, line.find_first_of(",)", begin) - begin)] = {line, static_cast<int>(i) + 1};
    }
    return rows;
}

Diagnostic problem(std::string message, Location location, std::vector<std::string> ways_out) {
    Diagnostic diagnostic{"chain", Severity::error, std::move(message), std::move(location), {}, {}};
    for (std::string& way_out : ways_out) diagnostic.notes.push_back({"chain", Severity::note, std::move(way_out), {}, {}, {}});
    return diagnostic;
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

std::vector<Diagnostic> chain_problems(const Config& config, const std::vector<RevisionFile>& revisions) {
    const path chain = config.migrations_directory / "chain.cpp";
    const auto text = find_file(chain);
    if (!text && revisions.empty()) return {};
    if (!text)
        return {problem("there is no such file, and there are revisions", {shown(chain), 0, 0, 0, 0},
                        {"`aludel chain` writes it from the revision files"})};
    auto rows = rows_of(lines_of(*text));
    std::vector<Diagnostic> problems;
    for (const RevisionFile& revision : revisions) {
        if (rows.erase(revision.id) > 0) continue;
        problems.push_back(
            problem(fmt::format("revision {} lies here, and {} has no row for it", revision.id, shown(chain)), revision.location,
                    {"if it belongs here: `aludel chain`. The snapshot must hold what it does; take that from where the file "
                     "comes from",
                     fmt::format("if not: delete {}", revision.path)}));
    }
    for (const auto& [id, row] : rows)
        problems.push_back(problem(fmt::format("the chain has a row for {}, and no file here has that revision", id),
                                   {shown(chain), row.line, 0, row.line, 0},
                                   {"if it belongs here: bring its file back, as from `git status`",
                                    "if not: `aludel chain`. The snapshot must hold nothing of what it did"}));
    return problems;
}

void refuse_torn_chain(const Config& config, const std::vector<RevisionFile>& revisions) {
    auto problems = chain_problems(config, revisions);
    if (!problems.empty()) throw Failure(std::move(problems));
}

}  // namespace aludel::generator

#include <aludel/generator/describe_revision.h>

#include <algorithm>

#include <fmt/format.h>

namespace aludel::generator {
namespace {

bool is_head(const Revisions& revisions, const std::string& id) {
    const auto heads = revisions.graph.heads();
    return std::find(heads.begin(), heads.end(), id) != heads.end();
}

std::size_t children(const Revisions& revisions, const std::string& id) {
    return static_cast<std::size_t>(std::count_if(revisions.files.begin(), revisions.files.end(), [&](const RevisionFile& file) {
        return std::find(file.parents.begin(), file.parents.end(), id) != file.parents.end();
    }));
}

std::string indented(const std::string& text) {
    std::string out = "    ";
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "    ";
    }
    return out;
}

}  // namespace

std::string revision_marks(const Revisions& revisions, const RevisionFile& revision) {
    std::string out;
    if (!revision.labels.empty()) out += fmt::format(" ({})", fmt::join(revision.labels, ", "));
    if (is_head(revisions, revision.id)) out += " (head)";
    if (children(revisions, revision.id) > 1) out += " (branchpoint)";
    if (revision.parents.size() > 1) out += " (mergepoint)";
    return out;
}

std::string first_line(const std::string& message) {
    return message.substr(0, message.find('\n'));
}

std::string history_line(const Revisions& revisions, const RevisionFile& revision) {
    const std::string parents = revision.parents.empty() ? "<base>" : fmt::format("{}", fmt::join(revision.parents, ", "));
    std::string depends;
    if (!revision.depends_on.empty()) depends = fmt::format(" ({})", fmt::join(revision.depends_on, ", "));
    return fmt::format("{}{} -> {}{}, {}\n", parents, depends, revision.id, revision_marks(revisions, revision),
                       first_line(revision.message));
}

std::string short_line(const Revisions& revisions, const RevisionFile& revision) {
    return fmt::format("{}{}\n", revision.id, revision_marks(revisions, revision));
}

std::string full_text(const Revisions& revisions, const RevisionFile& revision) {
    std::string out = fmt::format("Rev: {}{}\n", revision.id, revision_marks(revisions, revision));
    if (revision.parents.size() > 1) {
        out += fmt::format("Merges: {}\n", fmt::join(revision.parents, ", "));
    } else {
        out += fmt::format("Parent: {}\n", revision.parents.empty() ? "<base>" : revision.parents.front());
    }
    if (!revision.depends_on.empty()) out += fmt::format("Also depends on: {}\n", fmt::join(revision.depends_on, ", "));
    if (!revision.labels.empty()) out += fmt::format("Branch names: {}\n", fmt::join(revision.labels, ", "));
    out += fmt::format("Path: {}\n", revision.path);
    if (!revision.created.empty()) out += fmt::format("Created: {}\n", revision.created);
    return out + '\n' + indented(revision.message) + "\n";
}

}  // namespace aludel::generator

#include <aludel/generator/revision_graph.h>

#include <algorithm>

#include <fmt/format.h>

#include <aludel/generator/describe_revision.h>
#include <aludel/generator/escape.h>
#include <aludel/generator/utf8.h>

namespace aludel::generator {
namespace {

std::string id_of(const Revisions& revisions, const std::string& id_or_label) {
    for (const RevisionFile& file : revisions.files)
        if (std::find(file.labels.begin(), file.labels.end(), id_or_label) != file.labels.end()) return file.id;
    return id_or_label;
}

/// The message in lines of a width that reads well in a box.
std::vector<std::string> wrapped(const std::string& message) {
    constexpr std::size_t width = 36;
    std::vector<std::string> lines(1);
    std::string rest = one_line(first_line(message));
    while (!rest.empty()) {
        const std::string word = rest.substr(0, rest.find(' '));
        rest.erase(0, word.size() + 1);
        if (!lines.back().empty() && columns(lines.back()) + 1 + columns(word) > width) lines.emplace_back();
        if (!lines.back().empty()) lines.back() += ' ';
        lines.back() += word;
    }
    return lines;
}

/// What stands in a revision's box: its id, its labels, its message.
std::vector<std::string> box(const RevisionFile& revision) {
    std::vector<std::string> lines = {revision.id};
    if (!revision.labels.empty()) lines.push_back(fmt::format("({})", fmt::join(revision.labels, ", ")));
    for (std::string& line : wrapped(revision.message)) lines.push_back(std::move(line));
    return lines;
}

bool is_head(const Revisions& revisions, const std::string& id) {
    const auto heads = revisions.graph.heads();
    return std::find(heads.begin(), heads.end(), id) != heads.end();
}

}  // namespace

std::vector<RevisionEdge> revision_edges(const Revisions& revisions, const RevisionFile& revision) {
    std::vector<RevisionEdge> edges;
    const auto add = [&](std::string to, bool depends) {
        if (std::any_of(edges.begin(), edges.end(), [&](const RevisionEdge& edge) { return edge.to == to; })) return;
        edges.push_back({std::move(to), depends});
    };
    for (const std::string& parent : revision.parents) add(parent, false);
    for (const std::string& dependency : revision.depends_on) add(id_of(revisions, dependency), true);
    return edges;
}

std::string revision_graph_mermaid(const Revisions& revisions) {
    std::string out = "flowchart TB\n", edges;
    for (const RevisionFile& file : revisions.files) {
        std::string label;
        for (const std::string& line : box(file)) label += (label.empty() ? "" : "<br/>") + mermaid_text(line);
        out += fmt::format("    r{}[\"{}\"]\n", file.id, label);
        for (const RevisionEdge& edge : revision_edges(revisions, file))
            edges += fmt::format("    r{} {} r{}\n", edge.to, edge.depends ? "-.->" : "-->", file.id);
    }
    out += edges;
    for (const std::string& head : revisions.graph.heads()) out += fmt::format("    style r{} stroke-width:3px\n", head);
    return out;
}

std::string revision_graph_dot(const Revisions& revisions) {
    std::string out =
        "digraph revisions {\n"
        "    graph [rankdir=TB, nodesep=0.4, ranksep=0.45, pad=0.2, bgcolor=\"white\"]\n"
        "    node [shape=box, style=\"rounded,filled\", fillcolor=\"#f5f7fa\", color=\"#8a99a8\", fontname=\"Helvetica,Arial,sans-serif\", "
        "fontsize=11, "
        "margin=\"0.16,0.09\"]\n"
        "    edge [color=\"#5b6b7b\", arrowsize=0.7]\n";
    for (const RevisionFile& file : revisions.files) {
        std::string label;
        bool first = true;
        for (const std::string& line : box(file)) {
            label += first ? fmt::format("<b>{}</b>", html_text(line)) : "<br/>" + html_text(line);
            first = false;
        }
        out += fmt::format("    {} [label=<{}>{}]\n", dot_string(file.id), label,
                           is_head(revisions, file.id) ? ", fillcolor=\"#dbe9f6\", color=\"#2f5d8a\", penwidth=2" : "");
    }
    for (const RevisionFile& file : revisions.files)
        for (const RevisionEdge& edge : revision_edges(revisions, file))
            out += fmt::format("    {} -> {}{}\n", dot_string(edge.to), dot_string(file.id),
                               edge.depends ? " [style=dashed, constraint=false]" : "");
    return out + "}\n";
}

}  // namespace aludel::generator

#pragma once

#include <string>

#include <aludel/generator/revisions.h>

namespace aludel::generator {

// The revisions and what they build on, for people to look at.

/// As `git log --graph` draws it: a line a revision, children before parents; a dependency is a dotted line.
std::string revision_graph_text(const Revisions& revisions, bool colour = false);

/// A flowchart of Mermaid, from the first revision to the heads.
std::string revision_graph_mermaid(const Revisions& revisions);

/// In the language DOT of Graphviz, likewise.
std::string revision_graph_dot(const Revisions& revisions);

/// A revision that another builds on or runs after.
struct RevisionEdge {
    std::string to = {};
    bool depends = false;  ///< .depends_on; else a parent
    friend bool operator==(const RevisionEdge&, const RevisionEdge&) = default;
};
/// Parents in their order, then what it depends on, each once; a label stands for the revision that has it.
std::vector<RevisionEdge> revision_edges(const Revisions& revisions, const RevisionFile& revision);

}  // namespace aludel::generator

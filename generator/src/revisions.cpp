#include <aludel/generator/revisions.h>

#include <algorithm>

#include <fmt/format.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/repair.h>

namespace aludel::generator {
namespace {

// What the graph says, once, and beside it where each of the revisions that it means is written.
[[noreturn]] void fail(const migrations::GraphError& error, const std::vector<RevisionFile>& files) {
    Diagnostic diagnostic{"revision-graph", Severity::error, error.what(), {}, {}, {}};
    for (const RevisionFile& file : files) {
        const auto& meant = error.revisions();
        if (std::find(meant.begin(), meant.end(), file.id) == meant.end()) continue;
        if (diagnostic.location.file.empty()) {
            diagnostic.location = file.location;
        } else {
            diagnostic.notes.push_back(
                {"revision-graph", Severity::note, fmt::format("revision {} is here", file.id), file.location, {}, {}});
        }
    }
    throw Failure({std::move(diagnostic)});
}

migrations::Graph make_graph(const std::vector<RevisionFile>& files) {
    std::vector<migrations::Node> nodes;
    for (const RevisionFile& file : files) nodes.push_back(node_of(file));
    try {
        return migrations::Graph(std::move(nodes));
    } catch (const migrations::GraphError& error) {
        fail(error, files);
    }
}

}  // namespace

const RevisionFile& Revisions::file(const std::string& id) const {
    return *std::find_if(files.begin(), files.end(), [&](const RevisionFile& file) { return file.id == id; });
}

Revisions read_revisions(const Config& config) {
    refuse_unfinished(config);
    std::vector<RevisionFile> files;
    std::vector<Diagnostic> diagnostics;
    for (const path& file : files_in(config.migrations_directory, ".cpp")) {
        if (file.filename() == "chain.cpp") continue;
        if (auto revision = read_revision_file(shown(file), read_file(file), diagnostics)) files.push_back(std::move(*revision));
    }
    if (!diagnostics.empty()) throw Failure(std::move(diagnostics));
    return make_revisions(std::move(files));
}

Revisions make_revisions(std::vector<RevisionFile> files) {
    Revisions revisions{{}, make_graph(files)};
    for (const migrations::Node& node : revisions.graph.nodes()) {
        const auto file = std::find_if(files.begin(), files.end(), [&](const RevisionFile& candidate) { return candidate.id == node.id; });
        revisions.files.push_back(*file);
    }
    return revisions;
}

}  // namespace aludel::generator

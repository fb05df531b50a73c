#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <aludel/generator/config.h>
#include <aludel/generator/revision_file.h>
#include <aludel/migrations/graph.h>

namespace aludel::generator {

/// The revision files of an application and the graph they make.
struct Revisions {
    std::vector<RevisionFile> files = {};  ///< parents first
    migrations::Graph graph;

    const RevisionFile& file(const std::string& id) const;  ///< @pre the graph has it
};

/// Reads every .cpp of the migrations directory but chain.cpp.
/// @throws Failure where a revision was not written whole; with all diagnostics of files that are not in the plain form, or with what is
/// wrong with the graph, at
///         the files that are meant.
Revisions read_revisions(const Config& config);

/// The same with another file that is not on disk, or not yet.
Revisions make_revisions(std::vector<RevisionFile> files);

}  // namespace aludel::generator

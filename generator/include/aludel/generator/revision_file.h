#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/generator/diagnostic.h>
#include <aludel/migrations/graph.h>

namespace aludel::generator {

/// What a file in the migrations directory says about its revision: the truth about the graph.
struct RevisionFile {
    std::string path = {};
    std::string id = {};
    std::vector<std::string> parents = {};
    std::string message = {};
    std::vector<std::string> labels = {};
    std::vector<std::string> depends_on = {};
    int api = 0;
    Location location = {};    ///< of `revision_<id>`
    std::string created = {};  ///< "2026-11-20 21:15 UTC", from the comment at the top; empty where it is gone

    friend bool operator==(const RevisionFile&, const RevisionFile&) = default;
};

/// Reads the one revision object of a file, in the plain form that `aludel revision` writes:
///
///     extern constinit const aludel::revision revision_<id> = {.id = "<id>", .parents = {"..."}, .message = "...", ...};
///
/// Anything else is reported at its line and gives nullopt: another spelling, a macro or a raw string for a value, an
/// object within #if, no object or two of them.
std::optional<RevisionFile> read_revision_file(const std::string& path, std::string_view source, std::vector<Diagnostic>& diagnostics);

/// Letters, digits and single underscores, beginning and ending with a letter or a digit: revision_<id> is an identifier.
bool is_revision_id(std::string_view id);

migrations::Node node_of(const RevisionFile& file);

}  // namespace aludel::generator

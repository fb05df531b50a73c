#include "progress.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>

namespace aludel::runtime {

Progress::Progress(const std::vector<migrations::Revision>& revisions, bool verbose) : verbose_(verbose) {
    for (const auto& revision : revisions) parents_[revision.id] = fmt::format("{}", fmt::join(revision.parents, ", "));
}

void Progress::revision_started(const Revision& revision) {
    const std::string& parents = parents_[revision.id];
    if (revision.up)
        fmt::print("Running upgrade {} -> {}, {}\n", parents, revision.id, revision.message);
    else
        fmt::print("Running downgrade {} -> {}, {}\n", revision.id, parents, revision.message);
    std::fflush(stdout);
}

void Progress::step_started(const Revision&, std::string_view description) {
    if (!verbose_) return;
    fmt::print("  {}\n", description);
    std::fflush(stdout);
}

void Progress::waiting(std::string_view holder) {
    fmt::print(stderr, "Waiting: {}\n", holder);
}

void Progress::warning(std::string_view message) {
    fmt::print(stderr, "warning: {}\n", message);
}

}  // namespace aludel::runtime

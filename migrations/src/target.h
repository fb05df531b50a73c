#pragma once

#include <optional>
#include <string_view>

#include "lines.h"

namespace aludel::migrations {

/// A branch: the revision that names it, and what belongs to it.
struct Branch {
    std::string name;
    Position from = 0;
    Marks members;  ///< its descendants, and what lies below it as far as nothing else stands on it
    Marks lineage;  ///< the members and all ancestors of `from`
};

/// What an identifier means.
struct Target {
    Positions revisions = {};             ///< none: base
    std::optional<Branch> branch = {};    ///< of X@...
    int direction = 0;                    ///< of a step from the rows, +N or -N: 1 or -1; else 0
    std::optional<Position> passed = {};  ///< of a step down from the rows, or to base: the last revision to be left
    bool is_base() const { return revisions.empty(); }
};

/// @param rows the positions of the version rows, which +N, -N and current start from.
/// @throws GraphError unknown_revision, ambiguous_revision, multiple_heads, no_such_branch, not_in_branch,
///         ambiguous_step, too_few
Target find_target(const Lines& lines, std::string_view identifier, const Positions& rows);

}  // namespace aludel::migrations

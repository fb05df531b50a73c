#pragma once

#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace aludel::migrations {

/// A revision as the graph sees it.
struct Node {
    std::string id = {};
    std::vector<std::string> parents = {};
    std::vector<std::string> depends_on = {};  ///< ids or labels
    std::vector<std::string> labels = {};
    std::string message = {};
};

/// Something about revisions that cannot be, or cannot be decided. The message says what, with the ids, and what to
/// type next; `revisions()` lists the candidates, heads, choices or the cycle.
class GraphError : public std::runtime_error {
public:
    enum class Kind {
        // of the revisions themselves
        duplicate_id,
        bad_identifier,
        duplicate_label,
        label_is_id,
        missing_parent,
        unknown_dependency,
        own_parent,
        cycle,
        own_dependency,
        dependency_cycle,
        row_differs,
        unknown_api,
        // of what was asked for
        unknown_revision,
        ambiguous_revision,
        multiple_heads,
        no_such_branch,
        not_in_branch,
        ambiguous_step,
        too_few,
        not_below,
        unknown_row,
    };
    GraphError(Kind kind, const std::string& message, std::vector<std::string> revisions = {})
        : std::runtime_error(message), kind_(kind), revisions_(std::move(revisions)) {}
    Kind kind() const { return kind_; }
    const std::vector<std::string>& revisions() const { return revisions_; }

private:
    Kind kind_;
    std::vector<std::string> revisions_;
};

/// The version rows of a database: a row for each real tip of what is applied. Sorted.
using Rows = std::set<std::string>;

struct Move {
    std::string id = {};
    Rows rows = {};  ///< after it
    friend bool operator==(const Move&, const Move&) = default;
};

/// Revisions to upgrade through, or to downgrade, in order.
struct Plan {
    enum class Direction { up, down };
    Direction direction = Direction::up;
    std::vector<Move> moves = {};
    Rows rows = {};  ///< at the end
};

struct Lines;

/// The revisions of a chain and their order. A value; copies share what never changes. Rules and cases: docs/revision-graph.md.
class Graph {
public:
    /// @throws GraphError for duplicates, missing parents, cycles and bad identifiers.
    explicit Graph(std::vector<Node> nodes);

    const std::vector<Node>& nodes() const;       ///< parents and dependencies first, deterministic
    const Node* find(std::string_view id) const;  ///< by full id; nullptr when there is none
    std::vector<std::string> heads() const;       ///< nobody's parent
    std::vector<std::string> real_heads() const;  ///< nobody's parent or dependency
    std::vector<std::string> bases() const;       ///< without parents

    /// What `identifier` names: full id, unique prefix of at least 4 characters, label, head, heads, base, current,
    /// X@head, X@base, X@rev, +N, -N, rev+N, rev-N, X@+N, head-N, base+N. An empty result is base.
    /// @throws GraphError unknown_revision, ambiguous_revision, multiple_heads, ...
    std::vector<std::string> resolve(std::string_view identifier, const Rows& rows = {}) const;

    /// No moves: what is asked for is applied already.
    /// @throws GraphError; unknown_row when `rows` names a revision that the graph does not have.
    Plan upgrade(const Rows& rows, std::string_view target) const;
    Plan downgrade(const Rows& rows, std::string_view target) const;
    /// The rows after stamping: those that upgrading or downgrading to the target would leave.
    Rows stamp(const Rows& rows, std::string_view target) const;

    /// All revisions that the rows imply.
    std::set<std::string> applied(const Rows& rows) const;

    /// "a:b", "a:", ":b", or empty for all: newest first, both ends included.
    std::vector<std::string> history(std::string_view range, const Rows& rows = {}) const;

private:
    std::shared_ptr<const Lines> lines_;
};

}  // namespace aludel::migrations

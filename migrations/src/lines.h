#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/migrations/graph.h>

namespace aludel::migrations {

using Position = std::uint32_t;
using Positions = std::vector<Position>;
/// A set of revisions: by position, whether it is one of them.
using Marks = std::vector<char>;

/// What a Graph knows, in positions: those of `nodes`, where parents and dependencies stand before what needs them.
struct Lines {
    std::vector<Node> nodes;
    std::map<std::string, Position, std::less<>> by_id;
    std::map<std::string, Position, std::less<>> by_label;
    std::vector<Positions> parents;   ///< in the order of ids
    std::vector<Positions> children;  ///< in the order of ids
    std::vector<Positions> below;     ///< parents and dependencies
    std::vector<Positions> above;     ///< children and dependents
    Positions heads;                  ///< nobody's parent; in the order of ids
    Positions bases;                  ///< without parents; in the order of ids
    Positions down_order;             ///< the order of a downgrade: what needs another first, one branch after the other

    /// @throws GraphError
    explicit Lines(std::vector<Node> nodes);

    const std::string& id(Position of) const { return nodes[of].id; }
    std::vector<std::string> ids(const Positions& of) const;
    Marks none() const { return Marks(nodes.size(), 0); }
};

/// Those and all that the edges lead to.
Marks closure(const std::vector<Positions>& edges, const Positions& from);
/// The marked ones that no edge leads to from another marked one, in the order of positions, when `up` are the edges
/// to what stands above.
Positions tips(const std::vector<Positions>& up, const Marks& of);

/// The positions of the rows. @throws GraphError unknown_row
Positions positions(const Lines& lines, const Rows& rows);

/// "a, b and c".
std::string enumerate(const std::vector<std::string>& ids);

}  // namespace aludel::migrations

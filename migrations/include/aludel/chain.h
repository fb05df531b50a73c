#pragma once

// The compiled graph of an application's revisions. `aludel chain` writes chain.h and chain.cpp; see docs/decisions.md.

#include <aludel/revision.h>

namespace aludel::runtime {
struct Drivers;  // <aludel/runtime/driver.h>
}

namespace aludel {

/// A revision and where its parents' rows stand.
struct link {
    const aludel::revision* revision = nullptr;
    unsigned first_parent = 0;
    unsigned parent_count = 0;
};

/// An application's revisions, parents first.
struct chain {
    str name = {};
    const link* links = nullptr;
    unsigned size = 0;
    const unsigned* parents = nullptr;          ///< positions in `links`
    const runtime::Drivers* drivers = nullptr;  ///< the engines a URL may name; an explicit table, made by the build
};

/// A row of the chain while it is listed; names its position.
struct [[maybe_unused]] row {
    unsigned position = 0;
};

/// Counts the rows, so that chain_rows knows its size.
struct chain_count {
    unsigned rows = 0;
    unsigned parents = 0;

    constexpr row add(const revision&, std::initializer_list<row> from = {}) {
        parents += static_cast<unsigned>(from.size());
        return {rows++};
    }
};

template <chain_count Count>
struct chain_rows {
    link links[Count.rows + 1]{};
    unsigned parents[Count.parents + 1]{};
    bool has_child[Count.rows + 1]{};
    unsigned rows = 0;
    unsigned parents_used = 0;

    constexpr row add(const revision& added, std::initializer_list<row> from = {}) {
        links[rows] = {&added, parents_used, static_cast<unsigned>(from.size())};
        for (const row& parent : from) {
            parents[parents_used++] = parent.position;
            has_child[parent.position] = true;
        }
        return {rows++};
    }

    /// How many revisions are nobody's parent.
    constexpr unsigned heads() const {
        unsigned count = 0;
        for (unsigned i = 0; i < rows; ++i) count += has_child[i] ? 0U : 1U;
        return count;
    }
};

}  // namespace aludel

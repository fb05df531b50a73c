// Written by `aludel chain` from the revision files: one line a revision, parents first. In a merge conflict keep both
// sides' lines, then run `aludel chain`.
#include "chain.h"

#include <aludel/chain.h>

namespace notes::migrations {

using aludel::revision;
using aludel::row;

// clang-format off
template <class Rows>
consteval Rows list(Rows chain) {
    extern const revision revision_31624eb5a30f; const row r31624eb5a30f = chain.add(revision_31624eb5a30f);  // create notes
    extern const revision revision_5363e5c3affd; const row r5363e5c3affd = chain.add(revision_5363e5c3affd, {r31624eb5a30f});  // add written_at to notes
    return chain;
}
// clang-format on

namespace {

constexpr auto counted = list(aludel::chain_count{});
constexpr auto rows = list(aludel::chain_rows<counted>{});
static_assert(rows.heads() <= 1, "more than one head: run `aludel merge`, or `aludel heads` to see them");

}  // namespace

extern const aludel::runtime::Drivers drivers;  // by aludel_add_migrations(... DRIVERS ...)

constinit const aludel::chain chain = {"notes", rows.links, rows.rows, rows.parents, &drivers};

}  // namespace notes::migrations

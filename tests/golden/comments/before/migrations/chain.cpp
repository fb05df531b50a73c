// Written by `aludel chain` from the revision files: one line a revision, parents first. In a merge conflict keep both
// sides' lines, then run `aludel chain`.
#include "chain.h"

#include <aludel/chain.h>

namespace shelf::migrations {

using aludel::revision;
using aludel::row;

// clang-format off
template <class Rows>
consteval Rows list(Rows chain) {
    extern const revision revision_a00000000001; const row ra00000000001 = chain.add(revision_a00000000001);  // create the first tables
    return chain;
}
// clang-format on

namespace {

constexpr auto counted = list(aludel::chain_count{});
constexpr auto rows = list(aludel::chain_rows<counted>{});
static_assert(rows.heads() <= 1, "more than one head: run `aludel merge`, or `aludel heads` to see them");

}  // namespace

extern const aludel::runtime::Drivers drivers;  // by aludel_add_migrations(... DRIVERS ...)

constinit const aludel::chain chain = {"shelf", rows.links, rows.rows, rows.parents, &drivers};

}  // namespace shelf::migrations

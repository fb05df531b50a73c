// Written by `aludel chain` from the revision files: one line a revision, parents first. In a merge conflict keep both
// sides' lines, then run `aludel chain`.
#include "chain.h"

#include <aludel/chain.h>

namespace bookshelf::migrations {

using aludel::revision;
using aludel::row;

// clang-format off
template <class Rows>
consteval Rows list(Rows chain) {
    extern const revision revision_2f6c0b8e51d4; const row r2f6c0b8e51d4 = chain.add(revision_2f6c0b8e51d4);  // create users, authors and books
    extern const revision revision_8a41d7c390be; const row r8a41d7c390be = chain.add(revision_8a41d7c390be, {r2f6c0b8e51d4});  // add reviews
    extern const revision revision_c5903e72af18; const row rc5903e72af18 = chain.add(revision_c5903e72af18, {r8a41d7c390be});  // add refresh tokens
    extern const revision revision_7c1e0a94b2d3; const row r7c1e0a94b2d3 = chain.add(revision_7c1e0a94b2d3, {rc5903e72af18});  // rename users.about to bio, add books.published_on
    extern const revision revision_4b7f92d6e015; const row r4b7f92d6e015 = chain.add(revision_4b7f92d6e015, {r7c1e0a94b2d3});  // keep isbn as text, its leading zeros with it
    extern const revision revision_e0a3c81f5b29; const row re0a3c81f5b29 = chain.add(revision_e0a3c81f5b29, {r4b7f92d6e015});  // drop the index on refresh_tokens.expires_at
    extern const revision revision_91d84e6ba7c2; const row r91d84e6ba7c2 = chain.add(revision_91d84e6ba7c2, {re0a3c81f5b29});  // add what a shop needs to know of a book, and whether a user is active
    extern const revision revision_d6527af0c8b3; const row rd6527af0c8b3 = chain.add(revision_d6527af0c8b3, {r91d84e6ba7c2});  // fill books.sort_title
    return chain;
}
// clang-format on

namespace {

constexpr auto counted = list(aludel::chain_count{});
constexpr auto rows = list(aludel::chain_rows<counted>{});
static_assert(rows.heads() <= 1, "more than one head: run `aludel merge`, or `aludel heads` to see them");

}  // namespace

extern const aludel::runtime::Drivers drivers;  // by aludel_add_migrations(... DRIVERS ...)

constinit const aludel::chain chain = {"bookshelf", rows.links, rows.rows, rows.parents, &drivers};

}  // namespace bookshelf::migrations

// rename users.about to bio
//
// Revision a00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000002 {

using namespace aludel::types;

void upgrade([[maybe_unused]] aludel::operations& op) {
}

void downgrade([[maybe_unused]] aludel::operations& op) {
}

}  // namespace ra00000000002

extern constinit const aludel::revision revision_a00000000002 = {
    .id = "a00000000002",
    .parents = {"a00000000001"},
    .message = "rename users.about to bio",
    .api = 1,
    .upgrade = ra00000000002::upgrade,
    .downgrade = ra00000000002::downgrade,
};

}  // namespace shelf::migrations

// join both
//
// Revision a00000000004, revises a00000000002 and a00000000003, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000004 {

using namespace aludel::types;

void upgrade([[maybe_unused]] aludel::operations& op) {
}

void downgrade([[maybe_unused]] aludel::operations& op) {
}

}  // namespace ra00000000004

extern constinit const aludel::revision revision_a00000000004 = {
    .id = "a00000000004",
    .parents = {"a00000000002", "a00000000003"},
    .message = "join both",
    .api = 1,
    .upgrade = ra00000000004::upgrade,
    .downgrade = ra00000000004::downgrade,
};

}  // namespace shelf::migrations

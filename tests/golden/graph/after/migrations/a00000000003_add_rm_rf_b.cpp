// add "; rm -rf <b>
//
// Revision a00000000003, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000003 {

using namespace aludel::types;

void upgrade([[maybe_unused]] aludel::operations& op) {
}

void downgrade([[maybe_unused]] aludel::operations& op) {
}

}  // namespace ra00000000003

extern constinit const aludel::revision revision_a00000000003 = {
    .id = "a00000000003",
    .parents = {"a00000000001"},
    .message = "add \"; rm -rf <b>",
    .api = 1,
    .upgrade = ra00000000003::upgrade,
    .downgrade = ra00000000003::downgrade,
};

}  // namespace shelf::migrations

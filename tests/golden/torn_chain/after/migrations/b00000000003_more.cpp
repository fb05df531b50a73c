// more
//
// Revision b00000000003, the first one, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000003 {

using namespace aludel::types;

void upgrade([[maybe_unused]] aludel::operations& op) {
}

void downgrade([[maybe_unused]] aludel::operations& op) {
}

}  // namespace rb00000000003

extern constinit const aludel::revision revision_b00000000003 = {
    .id = "b00000000003",
    .parents = {},
    .message = "more",
    .api = 1,
    .upgrade = rb00000000003::upgrade,
    .downgrade = rb00000000003::downgrade,
};

}  // namespace shelf::migrations

// a list of its own
//
// Revision a00000000005, the first one, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000005 {

using namespace aludel::types;

void upgrade([[maybe_unused]] aludel::operations& op) {
}

void downgrade([[maybe_unused]] aludel::operations& op) {
}

}  // namespace ra00000000005

extern constinit const aludel::revision revision_a00000000005 = {
    .id = "a00000000005",
    .parents = {},
    .message = "a list of its own",
    .depends_on = {"a00000000002"},
    .api = 1,
    .upgrade = ra00000000005::upgrade,
    .downgrade = ra00000000005::downgrade,
};

}  // namespace shelf::migrations

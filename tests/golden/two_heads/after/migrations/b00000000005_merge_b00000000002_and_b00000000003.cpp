// merge b00000000002 and b00000000003
//
// Revision b00000000005, revises b00000000002 and b00000000003, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000005 {

using namespace aludel::types;

void upgrade([[maybe_unused]] aludel::operations& op) {
}

void downgrade([[maybe_unused]] aludel::operations& op) {
}

}  // namespace rb00000000005

extern constinit const aludel::revision revision_b00000000005 = {
    .id = "b00000000005",
    .parents = {"b00000000002", "b00000000003"},
    .message = "merge b00000000002 and b00000000003",
    .api = 1,
    .upgrade = rb00000000005::upgrade,
    .downgrade = rb00000000005::downgrade,
};

}  // namespace shelf::migrations

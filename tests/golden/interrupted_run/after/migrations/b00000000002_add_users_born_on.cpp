// add users.born_on
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop users.born_on.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.add_column("users", {.name = "born_on", .type = date, .nullable = true});
}

void downgrade(aludel::operations& op) {
    op.drop_column("users", "born_on");  // destroys data
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "add users.born_on",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

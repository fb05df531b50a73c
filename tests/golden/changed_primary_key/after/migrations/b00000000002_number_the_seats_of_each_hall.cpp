// number the seats of each hall
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
// Accepted (downgrade:unique:seats.pk_seats): rows may hold the same (hall) twice, which seats.pk_seats forbids. Right
// where none do.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_constraint("seats", "pk_seats");  // what it says cannot be altered: it is dropped, and made anew
    op.create_primary_key("seats", {.name = "pk_seats", .columns = {"hall", "number"}});  // in place of the one of that name
}

void downgrade(aludel::operations& op) {
    op.drop_constraint("seats", "pk_seats");
    op.create_primary_key("seats", {.name = "pk_seats", .columns = {"hall"}});
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "number the seats of each hall",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

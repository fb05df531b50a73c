// shorter
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
// The upgrade destroys data: alter users.email: type varchar(255) to varchar(100).
// Accepted (narrow:users.email): the column users.email changes from varchar(255) to varchar(100), which cannot hold
// every value of the rows that exist. Right where every value fits: it stops at a row that does not.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.alter_column("users", "email", {.type = varchar(100)});  // destroys data
}

void downgrade(aludel::operations& op) {
    op.alter_column("users", "email", {.type = varchar(255)});
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "shorter",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

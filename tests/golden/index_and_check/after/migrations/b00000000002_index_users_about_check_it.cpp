// index users.about, check it
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.create_check_constraint("users", {.name = "ck_users_about", .condition = {"length(about) > 0"}});
    op.create_index("users", {.name = "ix_users_about", .columns = {"about"}});
}

void downgrade(aludel::operations& op) {
    op.drop_index("users", "ix_users_about");
    op.drop_constraint("users", "ck_users_about");
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "index users.about, check it",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

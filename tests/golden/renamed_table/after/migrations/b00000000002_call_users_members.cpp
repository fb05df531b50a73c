// call users members
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.rename_table("users", "members");
    op.rename_constraint("members", "pk_users", "pk_members");              // it differs in its name alone
    op.rename_constraint("members", "uq_users_email", "uq_members_email");  // it differs in its name alone
    op.rename_index("members", "ix_users_city", "ix_members_city");         // it differs in its name alone
}

void downgrade(aludel::operations& op) {
    op.rename_index("members", "ix_members_city", "ix_users_city");
    op.rename_constraint("members", "uq_members_email", "uq_users_email");
    op.rename_constraint("members", "pk_members", "pk_users");
    op.rename_table("members", "users");
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "call users members",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

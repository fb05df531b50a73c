// write the snapshot
//
// Revision a00000000004, revises a00000000003, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table users.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000004 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table users_table = {
        .name = "users",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "email", .type = varchar(255)},
            {.name = "bio", .type = text, .nullable = true},
        },
        .primary_key = {.name = "pk_users", .columns = {"id"}},
        .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
    };
    op.create_table(users_table);
}

void downgrade(aludel::operations& op) {
    op.drop_table("users");  // destroys data
}

}  // namespace ra00000000004

extern constinit const aludel::revision revision_a00000000004 = {
    .id = "a00000000004",
    .parents = {"a00000000003"},
    .message = "write the snapshot",
    .api = 1,
    .upgrade = ra00000000004::upgrade,
    .downgrade = ra00000000004::downgrade,
};

}  // namespace shelf::migrations

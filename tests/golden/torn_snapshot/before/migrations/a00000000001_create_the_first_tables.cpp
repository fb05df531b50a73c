// create the first tables
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table users.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table users_table = {
        .name = "users",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "email", .type = varchar(255)},
            {.name = "about", .type = text, .nullable = true},
        },
        .primary_key = {.name = "pk_users", .columns = {"id"}},
        .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
    };
    op.create_table(users_table);
}

void downgrade(aludel::operations& op) {
    op.drop_table("users");  // destroys data
}

}  // namespace ra00000000001

extern constinit const aludel::revision revision_a00000000001 = {
    .id = "a00000000001",
    .parents = {},
    .message = "create the first tables",
    .api = 1,
    .upgrade = ra00000000001::upgrade,
    .downgrade = ra00000000001::downgrade,
};

}  // namespace shelf::migrations

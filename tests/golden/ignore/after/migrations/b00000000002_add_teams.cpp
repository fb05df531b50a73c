// add teams
//
// Revision b00000000002, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop users.bio; drop table teams.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table teams_table = {
        .name = "teams",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "name", .type = text},
        },
        .primary_key = {.name = "pk_teams", .columns = {"id"}},
    };
    op.create_table(teams_table);

    op.create_index("teams", {.name = "ix_teams_name", .columns = {"name"}});

    op.add_column("users", {.name = "bio", .type = text, .nullable = true});
}

void downgrade(aludel::operations& op) {
    op.drop_column("users", "bio");  // destroys data

    op.drop_index("teams", "ix_teams_name");
    op.drop_table("teams");  // destroys data
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {},
    .message = "add teams",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

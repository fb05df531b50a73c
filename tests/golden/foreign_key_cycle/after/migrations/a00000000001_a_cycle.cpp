// a cycle
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table left_ones; drop table right_ones.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table right_ones_table = {
        .name = "right_ones",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "left_id", .type = bigint, .nullable = true},
        },
        .primary_key = {.name = "pk_right_ones", .columns = {"id"}},
    };
    op.create_table(right_ones_table);

    static constexpr aludel::table left_ones_table = {
        .name = "left_ones",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "right_id", .type = bigint, .nullable = true},
        },
        .primary_key = {.name = "pk_left_ones", .columns = {"id"}},
        .foreign_keys = {
            {.name = "fk_left_ones_right_id", .columns = {"right_id"}, .references = "right_ones", .referred_columns = {"id"}},
        },
    };
    op.create_table(left_ones_table);

    // right_ones and left_ones refer to each other: the key that closes the cycle is added last
    op.create_foreign_key("right_ones", {
        .name = "fk_right_ones_left_id",
        .columns = {"left_id"},
        .references = "left_ones",
        .referred_columns = {"id"},
    });
}

void downgrade(aludel::operations& op) {
    op.drop_constraint("right_ones", "fk_right_ones_left_id");
    op.drop_table("left_ones");   // destroys data
    op.drop_table("right_ones");  // destroys data
}

}  // namespace ra00000000001

extern constinit const aludel::revision revision_a00000000001 = {
    .id = "a00000000001",
    .parents = {},
    .message = "a cycle",
    .api = 1,
    .upgrade = ra00000000001::upgrade,
    .downgrade = ra00000000001::downgrade,
};

}  // namespace shelf::migrations

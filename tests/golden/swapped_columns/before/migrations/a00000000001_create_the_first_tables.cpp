// create the first tables
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table points.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table points_table = {
        .name = "points",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "x", .type = double_precision},
            {.name = "y", .type = double_precision},
        },
        .primary_key = {.name = "pk_points", .columns = {"id"}},
    };
    op.create_table(points_table);
}

void downgrade(aludel::operations& op) {
    op.drop_table("points");  // destroys data
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

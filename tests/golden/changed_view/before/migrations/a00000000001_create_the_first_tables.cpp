// create the first tables
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table orders.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table orders_table = {
        .name = "orders",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "total", .type = bigint},
            {.name = "paid", .type = boolean},
        },
        .primary_key = {.name = "pk_orders", .columns = {"id"}},
    };
    op.create_table(orders_table);

    op.create_view({.name = "open_orders", .query = {"select id, total from orders where not paid"}});
}

void downgrade(aludel::operations& op) {
    op.drop_view("open_orders");
    op.drop_table("orders");  // destroys data
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

// cancel orders
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop orders.cancelled.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_view("open_orders");  // its text changes: it is dropped, and made anew
    op.add_column("orders", {.name = "cancelled", .type = boolean, .default_value = false});

    // in place of the one of that name
    op.create_view({.name = "open_orders", .query = {"select id, total from orders where not paid and not cancelled"}});
}

void downgrade(aludel::operations& op) {
    op.drop_view("open_orders");
    op.drop_column("orders", "cancelled");  // destroys data
    op.create_view({.name = "open_orders", .query = {"select id, total from orders where not paid"}});
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "cancel orders",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

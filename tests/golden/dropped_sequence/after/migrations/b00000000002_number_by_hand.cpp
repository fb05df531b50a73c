// number by hand
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
// The upgrade destroys data: drop sequence invoice_numbers.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_sequence("invoice_numbers");  // destroys data
}

void downgrade(aludel::operations& op) {
    op.create_sequence({.name = "invoice_numbers", .start = 1000});
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "number by hand",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

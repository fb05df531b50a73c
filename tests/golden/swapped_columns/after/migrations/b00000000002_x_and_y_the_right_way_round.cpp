// x and y the right way round
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.rename_column("points", "x", "x_renamed");  // the renames go in a circle, which a temporary name opens
    op.rename_column("points", "y", "x");
    op.rename_column("points", "x_renamed", "y");  // the second half of a rename in a circle
}

void downgrade(aludel::operations& op) {
    op.rename_column("points", "y", "x_renamed");
    op.rename_column("points", "x", "y");
    op.rename_column("points", "x_renamed", "x");
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "x and y the right way round",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

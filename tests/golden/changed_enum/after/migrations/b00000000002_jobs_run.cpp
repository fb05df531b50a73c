// jobs run
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
// Accepted (downgrade:enum:state.running): rows may hold running in jobs.state. Right where none do.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.alter_enum({.name = "state", .storage = native, .values = {{"queued", 0}, {"running", 1}, {"done", 2}}});
}

void downgrade(aludel::operations& op) {
    op.alter_enum({.name = "state", .storage = native, .values = {{"queued", 0}, {"done", 1}}});
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "jobs run",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

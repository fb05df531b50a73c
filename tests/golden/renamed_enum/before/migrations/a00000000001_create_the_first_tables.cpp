// create the first tables
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table jobs.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.create_enum({.name = "state", .values = {{"queued", 0}, {"done", 1}}});

    static constexpr aludel::table jobs_table = {
        .name = "jobs",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "state", .type = enumeration("state")},
        },
        .primary_key = {.name = "pk_jobs", .columns = {"id"}},
    };
    op.create_table(jobs_table);
}

void downgrade(aludel::operations& op) {
    op.drop_table("jobs");  // destroys data
    op.drop_enum("state");
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

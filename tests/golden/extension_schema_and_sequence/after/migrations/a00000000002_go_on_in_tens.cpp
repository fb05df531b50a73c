// go on in tens
//
// Revision a00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shop::migrations {
namespace ra00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.alter_sequence({.name = {"reports", "invoice_numbers"}, .increment = 10});
    op.drop_opaque("pg_trgm");
    op.drop_opaque("reports");
}

void downgrade(aludel::operations& op) {
    op.create_opaque({.name = "reports", .kind = "schema", .only = {"postgresql"}});
    op.create_opaque({.name = "pg_trgm", .kind = "extension", .only = {"postgresql"}});
    op.alter_sequence({.name = {"reports", "invoice_numbers"}, .start = 1000});
}

}  // namespace ra00000000002

extern constinit const aludel::revision revision_a00000000002 = {
    .id = "a00000000002",
    .parents = {"a00000000001"},
    .message = "go on in tens",
    .api = 1,
    .upgrade = ra00000000002::upgrade,
    .downgrade = ra00000000002::downgrade,
};

}  // namespace shop::migrations

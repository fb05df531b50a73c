// number invoices
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table invoices; drop sequence reports.invoice_numbers.
#include <aludel/revision.h>

namespace shop::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.create_sequence({.name = {"reports", "invoice_numbers"}, .start = 1000});
    op.create_opaque({.name = "reports", .kind = "schema", .only = {"postgresql"}});
    op.create_opaque({.name = "citext", .kind = "extension", .only = {"postgresql"}});
    op.create_opaque({.name = "pg_trgm", .kind = "extension", .only = {"postgresql"}});

    static constexpr aludel::table invoices_table = {
        .name = "invoices",
        .columns = {
            {.name = "number", .type = bigint, .default_value = sql("nextval('reports.invoice_numbers')")},
            {.name = "email", .type = text},
        },
        .primary_key = {.name = "pk_invoices", .columns = {"number"}},
    };
    op.create_table(invoices_table);
}

void downgrade(aludel::operations& op) {
    op.drop_table("invoices");  // destroys data
    op.drop_opaque("pg_trgm");
    op.drop_opaque("citext");
    op.drop_opaque("reports");
    op.drop_sequence({"reports", "invoice_numbers"});  // destroys data
}

}  // namespace ra00000000001

extern constinit const aludel::revision revision_a00000000001 = {
    .id = "a00000000001",
    .parents = {},
    .message = "number invoices",
    .api = 1,
    .upgrade = ra00000000001::upgrade,
    .downgrade = ra00000000001::downgrade,
};

}  // namespace shop::migrations

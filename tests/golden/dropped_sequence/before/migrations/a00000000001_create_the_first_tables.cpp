// create the first tables
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table invoices; drop sequence invoice_numbers.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.create_sequence({.name = "invoice_numbers", .start = 1000});

    static constexpr aludel::table invoices_table = {
        .name = "invoices",
        .columns = {
            {.name = "number", .type = bigint},
        },
        .primary_key = {.name = "pk_invoices", .columns = {"number"}},
    };
    op.create_table(invoices_table);
}

void downgrade(aludel::operations& op) {
    op.drop_table("invoices");            // destroys data
    op.drop_sequence("invoice_numbers");  // destroys data
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

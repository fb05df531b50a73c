// create the first tables
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table settings.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table settings_table = {
        .name = "settings",
        .columns = {
            {.name = "name", .type = text},
            {.name = "value", .type = text},
        },
        .primary_key = {.name = "pk_settings", .columns = {"name"}},
    };
    op.create_table(settings_table);
}

void downgrade(aludel::operations& op) {
    op.drop_table("settings");  // destroys data
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

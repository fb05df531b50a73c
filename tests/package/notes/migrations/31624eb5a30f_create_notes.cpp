// create notes
//
// Revision 31624eb5a30f, the first one, created 2026-11-21 00:08 UTC.
// The downgrade destroys data: drop table notes.
#include <aludel/revision.h>

namespace notes::migrations {
namespace r31624eb5a30f {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table notes_table = {
        .name = "notes",
        .columns =
            {
                {.name = "id", .type = bigint, .identity = by_default},
                {.name = "text", .type = text},
            },
        .primary_key = {.name = "pk_notes", .columns = {"id"}},
    };
    op.create_table(notes_table);
}

void downgrade(aludel::operations& op) {
    op.drop_table("notes");  // destroys data
}

}  // namespace r31624eb5a30f

extern constinit const aludel::revision revision_31624eb5a30f = {
    .id = "31624eb5a30f",
    .parents = {},
    .message = "create notes",
    .api = 1,
    .upgrade = r31624eb5a30f::upgrade,
    .downgrade = r31624eb5a30f::downgrade,
};

}  // namespace notes::migrations

// add written_at to notes
//
// Revision 5363e5c3affd, revises 31624eb5a30f, created 2026-11-21 00:08 UTC.
// The downgrade destroys data: drop notes.written_at.
#include <aludel/revision.h>

namespace notes::migrations {
namespace r5363e5c3affd {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.add_column("notes", {.name = "written_at", .type = timestamp, .nullable = true});
}

void downgrade(aludel::operations& op) {
    op.drop_column("notes", "written_at");  // destroys data
}

}  // namespace r5363e5c3affd

extern constinit const aludel::revision revision_5363e5c3affd = {
    .id = "5363e5c3affd",
    .parents = {"31624eb5a30f"},
    .message = "add written_at to notes",
    .api = 1,
    .upgrade = r5363e5c3affd::upgrade,
    .downgrade = r5363e5c3affd::downgrade,
};

}  // namespace notes::migrations

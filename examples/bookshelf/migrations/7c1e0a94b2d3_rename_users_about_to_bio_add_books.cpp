// rename users.about to bio, add books.published_on
//
// Revision 7c1e0a94b2d3, revises c5903e72af18, created 2026-11-21 00:04 UTC.
// The downgrade destroys data: drop books.published_on.
#include <aludel/revision.h>

namespace bookshelf::migrations {
namespace r7c1e0a94b2d3 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.rename_column("users", "about", "bio");
    op.add_column("books", {.name = "published_on", .type = date, .nullable = true});
}

void downgrade(aludel::operations& op) {
    op.drop_column("books", "published_on");  // destroys data
    op.rename_column("users", "bio", "about");
}

}  // namespace r7c1e0a94b2d3

extern constinit const aludel::revision revision_7c1e0a94b2d3 = {
    .id = "7c1e0a94b2d3",
    .parents = {"c5903e72af18"},
    .message = "rename users.about to bio, add books.published_on",
    .api = 1,
    .upgrade = r7c1e0a94b2d3::upgrade,
    .downgrade = r7c1e0a94b2d3::downgrade,
};

}  // namespace bookshelf::migrations

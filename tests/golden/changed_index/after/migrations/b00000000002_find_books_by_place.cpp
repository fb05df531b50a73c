// find books by place
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_index("books", "ix_books_shelf");                         // what it says cannot be altered: it is dropped, and made anew
    op.rename_index("books", "ix_books_title", "ix_books_by_title");  // it differs in its name alone
    op.create_index("books", {.name = "ix_books_shelf", .columns = {"place", "row"}});  // in place of the one of that name
}

void downgrade(aludel::operations& op) {
    op.drop_index("books", "ix_books_shelf");
    op.rename_index("books", "ix_books_by_title", "ix_books_title");
    op.create_index("books", {.name = "ix_books_shelf", .columns = {"row", "place"}});
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "find books by place",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

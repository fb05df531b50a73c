// say what things are for
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.alter_enum({.name = "state", .storage = native, .values = {{"lent", 0}, {"kept", 1}}, .comment = "Where a book is."});

    op.rename_index("books", "ix_books_shelf", "ix_books_by_place");  // it differs in its name alone
    op.comment_on_constraint("books", "pk_books", "Printed on the back.");
    op.comment_on_constraint("books", "uq_books_title", "A second copy is a book of its own.");
    op.comment_on_constraint("books", "ck_books_place", "0 is the floor.");
    op.comment_on_index("books", "ix_books_by_place", "The librarian's way through the shelves.");

    op.comment_on_view("lent_books", "For the reminders.");
}

void downgrade(aludel::operations& op) {
    op.comment_on_view("lent_books", "");

    op.comment_on_index("books", "ix_books_by_place", "");
    op.comment_on_constraint("books", "ck_books_place", "");
    op.comment_on_constraint("books", "uq_books_title", "");
    op.comment_on_constraint("books", "pk_books", "");
    op.rename_index("books", "ix_books_by_place", "ix_books_shelf");

    op.alter_enum({.name = "state", .storage = native, .values = {{"lent", 0}, {"kept", 1}}});
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "say what things are for",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

// codes are text
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_constraint("books", "fk_books_author");  // authors.code changes its type, and the foreign key stands in the way; it comes back
    op.alter_column("authors", "code", {.type = text});

    op.alter_column("books", "author", {.type = text});
    // it stood in the way of another change, and comes back
    op.create_foreign_key("books", {
        .name = "fk_books_author",
        .columns = {"author"},
        .references = "authors",
        .referred_columns = {"code"},
    });
}

void downgrade(aludel::operations& op) {
    op.irreversible(
        "values of books.author are text and do not go back to integer by themselves; "
        "values of authors.code are text and do not go back to integer by themselves; "
        "rows of books may refer to rows of authors that are not there");
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "codes are text",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

// books go with their author
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_constraint("books", "fk_books_author_id");  // what it says cannot be altered: it is dropped, and made anew
    // in place of the one of that name
    op.create_foreign_key("books", {
        .name = "fk_books_author_id",
        .columns = {"author_id"},
        .references = "authors",
        .referred_columns = {"id"},
        .on_delete = cascade,
    });
}

void downgrade(aludel::operations& op) {
    op.drop_constraint("books", "fk_books_author_id");
    op.create_foreign_key("books", {
        .name = "fk_books_author_id",
        .columns = {"author_id"},
        .references = "authors",
        .referred_columns = {"id"},
    });
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "books go with their author",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

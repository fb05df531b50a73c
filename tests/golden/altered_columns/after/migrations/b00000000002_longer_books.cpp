// longer books
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: alter books.pages: type bigint to integer; alter books.isbn: type text to varchar(40),
// values become substr(isbn, 1, 40).
// Accepted (downgrade:narrow:books.pages): rows may hold values in books.pages that integer cannot hold. Right where
// every value fits: it stops at a row that does not.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.alter_column("books", "isbn", {.type = text});
    op.alter_column("books", "pages", {.type = bigint});
    op.alter_column("books", "title", {.nullable = false, .fill = {"'untitled'"}});
    op.alter_column("books", "copies", {.default_value = 2});
}

void downgrade(aludel::operations& op) {
    op.alter_column("books", "copies", {.default_value = 1});
    op.alter_column("books", "title", {.nullable = true});
    op.alter_column("books", "pages", {.type = integer});                                         // destroys data
    op.alter_column("books", "isbn", {.type = varchar(40), .convert = {"substr(isbn, 1, 40)"}});  // destroys data
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "longer books",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

// keep isbn as text, its leading zeros with it
//
// Revision 4b7f92d6e015, revises 7c1e0a94b2d3, created 2026-11-21 00:04 UTC.
// The upgrade destroys data: alter books.isbn: type bigint to varchar(13), values become printf('%010d', isbn).
// A number has lost the leading zeros of a ten-digit ISBN: they are put back. The downgrade loses them again.
#include <aludel/revision.h>

namespace bookshelf::migrations {
namespace r4b7f92d6e015 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.alter_column("books", "isbn", {.type = varchar(13), .convert = {"lpad(cast(isbn as text), 10, '0')", {{"sqlite", "printf('%010d', isbn)"}}}});
}

void downgrade(aludel::operations& op) {
    op.alter_column("books", "isbn", {.type = bigint, .convert = {"cast(isbn as bigint)", {{"sqlite", "cast(isbn as integer)"}}}});  // destroys data: the leading zeros
}

}  // namespace r4b7f92d6e015

extern constinit const aludel::revision revision_4b7f92d6e015 = {
    .id = "4b7f92d6e015",
    .parents = {"7c1e0a94b2d3"},
    .message = "keep isbn as text, its leading zeros with it",
    .api = 1,
    .upgrade = r4b7f92d6e015::upgrade,
    .downgrade = r4b7f92d6e015::downgrade,
};

}  // namespace bookshelf::migrations

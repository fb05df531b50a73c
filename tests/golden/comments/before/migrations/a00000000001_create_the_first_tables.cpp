// create the first tables
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table books.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.create_enum({.name = "state", .storage = native, .values = {{"lent", 0}, {"kept", 1}}});

    static constexpr aludel::table books_table = {
        .name = "books",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "row", .type = integer},
            {.name = "place", .type = integer},
            {.name = "title", .type = text},
            {.name = "state", .type = enumeration("state")},
        },
        .primary_key = {.name = "pk_books", .columns = {"id"}},
        .uniques = {{.name = "uq_books_title", .columns = {"title"}}},
        .checks = {{.name = "ck_books_place", .condition = {"place > 0"}}},
    };
    op.create_table(books_table);

    op.create_index("books", {.name = "ix_books_shelf", .columns = {"place", "row"}});

    op.create_view({.name = "lent_books", .query = {"select id, title from books where state = 'lent'"}});
}

void downgrade(aludel::operations& op) {
    op.drop_view("lent_books");

    op.drop_index("books", "ix_books_shelf");
    op.drop_table("books");  // destroys data

    op.drop_enum("state");
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

// create the first tables
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table books; drop table authors.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table authors_table = {
        .name = "authors",
        .columns = {
            {.name = "id", .type = bigint},
        },
        .primary_key = {.name = "pk_authors", .columns = {"id"}},
    };
    op.create_table(authors_table);

    static constexpr aludel::table books_table = {
        .name = "books",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "author_id", .type = bigint},
        },
        .primary_key = {.name = "pk_books", .columns = {"id"}},
        .foreign_keys = {{.name = "fk_books_author_id", .columns = {"author_id"}, .references = "authors", .referred_columns = {"id"}}},
    };
    op.create_table(books_table);
}

void downgrade(aludel::operations& op) {
    op.drop_table("books");    // destroys data
    op.drop_table("authors");  // destroys data
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

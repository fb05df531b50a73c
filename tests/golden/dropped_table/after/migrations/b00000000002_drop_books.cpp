// drop books
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
// The upgrade destroys data: drop table books.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_index("books", "ix_books_title");  // it goes with its table
    op.drop_table("books");                    // destroys data

    op.drop_enum("genre");
}

void downgrade(aludel::operations& op) {
    op.create_enum({.name = "genre", .values = {{"novel", 0}, {"essay", 1}}});

    static constexpr aludel::table books_table = {
        .name = "books",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "title", .type = varchar(200)},
            {.name = "genre", .type = enumeration("genre")},
            {.name = "in_print", .type = boolean, .default_value = true},
            {.name = "published_on", .type = date, .nullable = true},
            {.name = "owner_id", .type = bigint},
        },
        .primary_key = {.name = "pk_books", .columns = {"id"}},
        .foreign_keys = {
            {.name = "fk_books_owner_id", .columns = {"owner_id"}, .references = "users", .referred_columns = {"id"}, .on_delete = cascade},
        },
    };
    op.create_table(books_table);

    op.create_index("books", {.name = "ix_books_title", .columns = {"title"}});
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "drop books",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

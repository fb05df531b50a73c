// create users and books
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table books; drop table users.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.create_enum({.name = "genre", .values = {{"novel", 0}, {"essay", 1}}});

    static constexpr aludel::table users_table = {
        .name = "users",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "email", .type = varchar(255)},
            {.name = "about", .type = text, .nullable = true},
        },
        .primary_key = {.name = "pk_users", .columns = {"id"}},
        .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
    };
    op.create_table(users_table);

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

void downgrade(aludel::operations& op) {
    op.drop_index("books", "ix_books_title");
    op.drop_table("books");  // destroys data

    op.drop_table("users");  // destroys data
    op.drop_enum("genre");
}

}  // namespace ra00000000001

extern constinit const aludel::revision revision_a00000000001 = {
    .id = "a00000000001",
    .parents = {},
    .message = "create users and books",
    .api = 1,
    .upgrade = ra00000000001::upgrade,
    .downgrade = ra00000000001::downgrade,
};

}  // namespace shelf::migrations

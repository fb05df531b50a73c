// create users, authors and books
//
// Revision 2f6c0b8e51d4, the first one, created 2026-11-21 00:04 UTC.
// The downgrade destroys data: drop table users; drop table book_authors; drop table books; drop table authors.
#include <aludel/revision.h>

namespace bookshelf::migrations {
namespace r2f6c0b8e51d4 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table authors_table = {
        .name = "authors",
        .columns = {
            {.name = "id", .type = bigint, .identity = by_default},
            {.name = "name", .type = varchar(200)},
        },
        .primary_key = {.name = "pk_authors", .columns = {"id"}},
    };
    op.create_table(authors_table);

    op.create_index("authors", {.name = "ix_authors_name", .columns = {"name"}});

    static constexpr aludel::table books_table = {
        .name = "books",
        .columns = {
            {.name = "id", .type = bigint, .identity = by_default},
            {.name = "title", .type = varchar(300)},
            {.name = "isbn", .type = bigint},
            {.name = "pages", .type = integer, .nullable = true},
        },
        .primary_key = {.name = "pk_books", .columns = {"id"}},
        .uniques = {{.name = "uq_books_isbn", .columns = {"isbn"}}},
        .checks = {{.name = "ck_books_pages", .condition = {"pages > 0"}}},
    };
    op.create_table(books_table);

    static constexpr aludel::table book_authors_table = {
        .name = "book_authors",
        .columns = {
            {.name = "book_id", .type = bigint},
            {.name = "author_id", .type = bigint},
            {.name = "position", .type = smallint, .default_value = 1},
        },
        .primary_key = {.name = "pk_book_authors", .columns = {"book_id", "author_id"}},
        .foreign_keys = {
            {
                .name = "fk_book_authors_author_id",
                .columns = {"author_id"},
                .references = "authors",
                .referred_columns = {"id"},
                .on_delete = restrict,
            },
            {
                .name = "fk_book_authors_book_id",
                .columns = {"book_id"},
                .references = "books",
                .referred_columns = {"id"},
                .on_delete = cascade,
            },
        },
    };
    op.create_table(book_authors_table);

    op.create_index("book_authors", {.name = "ix_book_authors_author_id", .columns = {"author_id"}});

    static constexpr aludel::table users_table = {
        .name = "users",
        .columns = {
            {.name = "id", .type = bigint, .identity = by_default},
            {.name = "email", .type = varchar(255)},
            {.name = "name", .type = varchar(100)},
            {.name = "about", .type = text, .nullable = true},
            {.name = "created_at", .type = timestamp, .default_value = now},
        },
        .primary_key = {.name = "pk_users", .columns = {"id"}},
        .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
    };
    op.create_table(users_table);
}

void downgrade(aludel::operations& op) {
    op.drop_table("users");  // destroys data

    op.drop_index("book_authors", "ix_book_authors_author_id");
    op.drop_table("book_authors");  // destroys data

    op.drop_table("books");  // destroys data

    op.drop_index("authors", "ix_authors_name");
    op.drop_table("authors");  // destroys data
}

}  // namespace r2f6c0b8e51d4

extern constinit const aludel::revision revision_2f6c0b8e51d4 = {
    .id = "2f6c0b8e51d4",
    .parents = {},
    .message = "create users, authors and books",
    .api = 1,
    .upgrade = r2f6c0b8e51d4::upgrade,
    .downgrade = r2f6c0b8e51d4::downgrade,
};

}  // namespace bookshelf::migrations

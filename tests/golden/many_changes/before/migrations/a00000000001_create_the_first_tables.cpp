// create the first tables
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table fines; drop table loans; drop table books; drop table publishers.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.create_enum({.name = "genre", .values = {{"novel", 0}, {"essay", 1}}});

    static constexpr aludel::table publishers_table = {
        .name = "publishers",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "code", .type = integer},
            {.name = "name", .type = text},
        },
        .primary_key = {.name = "pk_publishers", .columns = {"id"}},
        .uniques = {{.name = "uq_publishers_code", .columns = {"code"}}},
    };
    op.create_table(publishers_table);

    static constexpr aludel::table books_table = {
        .name = "books",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "title", .type = text},
            {.name = "pages", .type = integer},
            {.name = "genre", .type = enumeration("genre")},
            {.name = "note", .type = text, .nullable = true},
            {.name = "publisher", .type = integer},
        },
        .primary_key = {.name = "pk_books", .columns = {"id"}},
        .foreign_keys = {
            {.name = "fk_books_publisher", .columns = {"publisher"}, .references = "publishers", .referred_columns = {"code"}},
        },
        .checks = {{.name = "ck_books_pages", .condition = {"pages > 0"}}},
    };
    op.create_table(books_table);

    op.create_index("books", {.name = "ix_books_title", .columns = {"title"}});

    static constexpr aludel::table loans_table = {
        .name = "loans",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "book_id", .type = bigint},
            {.name = "borrower", .type = text},
        },
        .primary_key = {.name = "pk_loans", .columns = {"id"}},
        .foreign_keys = {{.name = "fk_loans_book_id", .columns = {"book_id"}, .references = "books", .referred_columns = {"id"}}},
    };
    op.create_table(loans_table);

    op.create_index("loans", {.name = "ix_loans_borrower", .columns = {"borrower"}});

    static constexpr aludel::table fines_table = {
        .name = "fines",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "loan_id", .type = bigint},
            {.name = "cents", .type = bigint},
        },
        .primary_key = {.name = "pk_fines", .columns = {"id"}},
        .foreign_keys = {{.name = "fk_fines_loan_id", .columns = {"loan_id"}, .references = "loans", .referred_columns = {"id"}}},
    };
    op.create_table(fines_table);

    op.create_view({.name = "novels", .query = {"select id, title from books where genre = 'novel'"}});
}

void downgrade(aludel::operations& op) {
    op.drop_view("novels");
    op.drop_table("fines");  // destroys data

    op.drop_index("loans", "ix_loans_borrower");
    op.drop_table("loans");  // destroys data

    op.drop_index("books", "ix_books_title");
    op.drop_table("books");  // destroys data

    op.drop_table("publishers");  // destroys data
    op.drop_enum("genre");
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

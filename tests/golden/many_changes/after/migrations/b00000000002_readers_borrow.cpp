// readers borrow
//
// Revision b00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
// The upgrade destroys data: drop books.note; drop lendings.borrower; drop table fines.
// Accepted (unique:publishers.uq_publishers_name): publishers.uq_publishers_name makes (name) unique, and rows that
// exist may hold the same twice. Right where none do.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_view("novels");  // its text changes: it is dropped, and made anew
    op.rename_table("loans", "lendings");
    op.rename_column("books", "pages", "page_count");
    op.alter_enum({.name = "genre", .values = {{"novel", 0}, {"essay", 1}, {"comic", 2}}});

    // publishers.code changes its type, and the foreign key stands in the way; it comes back
    op.drop_constraint("books", "fk_books_publisher");

    static constexpr aludel::table readers_table = {
        .name = "readers",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "name", .type = text},
        },
        .primary_key = {.name = "pk_readers", .columns = {"id"}},
        .uniques = {{.name = "uq_readers_name", .columns = {"name"}}},
    };
    op.create_table(readers_table);

    op.rename_constraint("books", "ck_books_pages", "ck_books_page_count");  // it differs in its name alone
    op.add_column("books", {.name = "lent_out", .type = boolean, .default_value = false});
    op.alter_column("books", "publisher", {.type = text});
    op.drop_column("books", "note");  // destroys data

    op.drop_index("lendings", "ix_loans_borrower");  // a column that it names is dropped
    op.drop_constraint("lendings", "fk_loans_book_id");
    op.rename_constraint("lendings", "pk_loans", "pk_lendings");  // it differs in its name alone
    op.add_column("lendings", {.name = "reader_id", .type = bigint, .nullable = true});
    op.drop_column("lendings", "borrower");  // destroys data
    op.create_foreign_key("lendings", {
        .name = "fk_lendings_book_id",
        .columns = {"book_id"},
        .references = "books",
        .referred_columns = {"id"},
        .on_delete = cascade,
    });
    op.create_foreign_key("lendings", {
        .name = "fk_lendings_reader_id",
        .columns = {"reader_id"},
        .references = "readers",
        .referred_columns = {"id"},
    });

    op.add_column("publishers", {.name = "city", .type = text, .nullable = true});
    op.alter_column("publishers", "code", {.type = text});
    op.create_unique_constraint("publishers", {.name = "uq_publishers_name", .columns = {"name"}});

    // in place of the one of that name
    op.create_foreign_key("books", {
        .name = "fk_books_publisher",
        .columns = {"publisher"},
        .references = "publishers",
        .referred_columns = {"code"},
        .on_delete = cascade,
    });

    op.drop_table("fines");  // destroys data

    // in place of the one of that name
    op.create_view({.name = "novels", .query = {"select id, title from books where genre = 'novel' and not lent_out"}});
}

void downgrade(aludel::operations& op) {
    op.irreversible(
        "values of publishers.code are text and do not go back to integer by themselves; "
        "lendings.borrower is not null and has no default, and its values are gone with the drop; "
        "values of books.publisher are text and do not go back to integer by themselves; "
        "rows of books may refer to rows of publishers that are not there; "
        "rows may hold comic in books.genre");
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {"a00000000001"},
    .message = "readers borrow",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

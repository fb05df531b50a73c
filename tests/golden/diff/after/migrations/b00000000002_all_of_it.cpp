// all of it
//
// Revision b00000000002, the first one, created 2026-11-20 21:15 UTC.
// The upgrade destroys data: drop users.name; drop table sessions.
#include <aludel/revision.h>

namespace shelf::migrations {
namespace rb00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_view("readers");  // its text changes: it is dropped, and made anew
    op.rename_column("users", "about", "bio");
    op.alter_enum({.name = "genre", .values = {{"fiction", 0}, {"poetry", 1}, {"essay", 2}}});

    static constexpr aludel::table reviews_table = {
        .name = "reviews",
        .columns = {
            {.name = "id", .type = bigint, .identity = by_default},
            {.name = "user_id", .type = bigint},
            {.name = "book_id", .type = bigint},
            {.name = "rating", .type = smallint},
        },
        .primary_key = {.name = "pk_reviews", .columns = {"id"}},
        .uniques = {{.name = "uq_reviews_user_id_book_id", .columns = {"user_id", "book_id"}}},
        .foreign_keys = {
            {.name = "fk_reviews_book_id", .columns = {"book_id"}, .references = "books", .referred_columns = {"id"}, .on_delete = cascade},
            {.name = "fk_reviews_user_id", .columns = {"user_id"}, .references = "users", .referred_columns = {"id"}, .on_delete = cascade},
        },
        .checks = {{.name = "ck_reviews_rating", .condition = {"rating between 1 and 5"}}},
    };
    op.create_table(reviews_table);

    op.create_index("reviews", {.name = "ix_reviews_book_id", .columns = {"book_id"}});

    op.drop_index("books", "ix_books_title");
    op.add_column("books", {.name = "price", .type = numeric(8, 2), .nullable = true});
    op.alter_column("books", "title", {.type = text});
    op.create_index("books", {.name = "ix_books_title_genre", .columns = {"title", "genre"}});

    op.add_column("users", {.name = "is_active", .type = boolean, .default_value = true});
    op.drop_column("users", "name");  // destroys data

    op.drop_index("sessions", "ix_sessions_user_id");  // it goes with its table
    op.drop_table("sessions");                         // destroys data

    op.create_view({.name = "readers", .query = {"select id, bio from users"}});  // in place of the one of that name
}

void downgrade(aludel::operations& op) {
    op.irreversible(
        "users.name is not null and has no default, and its values are gone with the drop; "
        "rows may hold books.title longer than 300 characters; "
        "rows may hold essay in books.genre");
}

}  // namespace rb00000000002

extern constinit const aludel::revision revision_b00000000002 = {
    .id = "b00000000002",
    .parents = {},
    .message = "all of it",
    .api = 1,
    .upgrade = rb00000000002::upgrade,
    .downgrade = rb00000000002::downgrade,
};

}  // namespace shelf::migrations

// add reviews
//
// Revision 8a41d7c390be, revises 2f6c0b8e51d4, created 2026-11-21 00:04 UTC.
// The downgrade destroys data: drop table reviews.
#include <aludel/revision.h>

namespace bookshelf::migrations {
namespace r8a41d7c390be {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table reviews_table = {
        .name = "reviews",
        .columns = {
            {.name = "id", .type = bigint, .identity = by_default},
            {.name = "user_id", .type = bigint},
            {.name = "book_id", .type = bigint},
            {.name = "rating", .type = smallint},
            {.name = "body", .type = text, .default_value = ""},
            {.name = "created_at", .type = timestamp, .default_value = now},
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
}

void downgrade(aludel::operations& op) {
    op.drop_index("reviews", "ix_reviews_book_id");
    op.drop_table("reviews");  // destroys data
}

}  // namespace r8a41d7c390be

extern constinit const aludel::revision revision_8a41d7c390be = {
    .id = "8a41d7c390be",
    .parents = {"2f6c0b8e51d4"},
    .message = "add reviews",
    .api = 1,
    .upgrade = r8a41d7c390be::upgrade,
    .downgrade = r8a41d7c390be::downgrade,
};

}  // namespace bookshelf::migrations

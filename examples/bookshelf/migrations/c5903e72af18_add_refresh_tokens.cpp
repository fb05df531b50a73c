// add refresh tokens
//
// Revision c5903e72af18, revises 8a41d7c390be, created 2026-11-21 00:04 UTC.
// The downgrade destroys data: drop table refresh_tokens.
#include <aludel/revision.h>

namespace bookshelf::migrations {
namespace rc5903e72af18 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table refresh_tokens_table = {
        .name = "refresh_tokens",
        .columns = {
            {.name = "token", .type = varchar(64)},
            {.name = "user_id", .type = bigint},
            {.name = "expires_at", .type = timestamp},
            {.name = "revoked_at", .type = timestamp, .nullable = true},
        },
        .primary_key = {.name = "pk_refresh_tokens", .columns = {"token"}},
        .foreign_keys = {
            {
                .name = "fk_refresh_tokens_user_id",
                .columns = {"user_id"},
                .references = "users",
                .referred_columns = {"id"},
                .on_delete = cascade,
            },
        },
    };
    op.create_table(refresh_tokens_table);

    op.create_index("refresh_tokens", {.name = "ix_refresh_tokens_expires_at", .columns = {"expires_at"}});
    op.create_index("refresh_tokens", {.name = "ix_refresh_tokens_user_id", .columns = {"user_id"}});
}

void downgrade(aludel::operations& op) {
    op.drop_index("refresh_tokens", "ix_refresh_tokens_user_id");
    op.drop_index("refresh_tokens", "ix_refresh_tokens_expires_at");
    op.drop_table("refresh_tokens");  // destroys data
}

}  // namespace rc5903e72af18

extern constinit const aludel::revision revision_c5903e72af18 = {
    .id = "c5903e72af18",
    .parents = {"8a41d7c390be"},
    .message = "add refresh tokens",
    .api = 1,
    .upgrade = rc5903e72af18::upgrade,
    .downgrade = rc5903e72af18::downgrade,
};

}  // namespace bookshelf::migrations

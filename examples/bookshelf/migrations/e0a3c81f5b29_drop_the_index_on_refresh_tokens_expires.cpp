// drop the index on refresh_tokens.expires_at
//
// Revision e0a3c81f5b29, revises 4b7f92d6e015, created 2026-11-21 00:04 UTC.
#include <aludel/revision.h>

namespace bookshelf::migrations {
namespace re0a3c81f5b29 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_index("refresh_tokens", "ix_refresh_tokens_expires_at");
}

void downgrade(aludel::operations& op) {
    op.create_index("refresh_tokens", {.name = "ix_refresh_tokens_expires_at", .columns = {"expires_at"}});
}

}  // namespace re0a3c81f5b29

extern constinit const aludel::revision revision_e0a3c81f5b29 = {
    .id = "e0a3c81f5b29",
    .parents = {"4b7f92d6e015"},
    .message = "drop the index on refresh_tokens.expires_at",
    .api = 1,
    .upgrade = re0a3c81f5b29::upgrade,
    .downgrade = re0a3c81f5b29::downgrade,
};

}  // namespace bookshelf::migrations

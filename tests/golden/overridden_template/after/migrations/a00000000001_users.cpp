// Copyright Shelf Ltd.
// users
#include <aludel/revision.h>

namespace shelf::migrations {
namespace {
void upgrade(aludel::operations&) {
}
void downgrade(aludel::operations&) {
}
}  // namespace

extern constinit const aludel::revision revision_a00000000001 = {
    .id = "a00000000001", .parents = {}, .message = "users", .api = 1, .upgrade = upgrade, .downgrade = downgrade};

}  // namespace shelf::migrations

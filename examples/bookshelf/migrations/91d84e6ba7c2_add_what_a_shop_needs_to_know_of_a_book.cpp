// add what a shop needs to know of a book, and whether a user is active
//
// Revision 91d84e6ba7c2, revises e0a3c81f5b29, created 2026-11-21 00:04 UTC.
// The downgrade destroys data: drop users.is_active; drop books.cover; drop books.price; drop books.format; drop books.sort_title.
#include <aludel/revision.h>

namespace bookshelf::migrations {
namespace r91d84e6ba7c2 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.create_enum({.name = "format", .values = {{"hardcover", 0}, {"paperback", 1}, {"ebook", 2}, {"audiobook", 3}}});

    op.add_column("books", {.name = "sort_title", .type = text, .nullable = true});
    op.add_column("books", {.name = "format", .type = enumeration("format"), .default_value = "paperback"});
    op.add_column("books", {.name = "price", .type = numeric(8, 2), .nullable = true});
    op.add_column("books", {.name = "cover", .type = bytes, .nullable = true});

    op.add_column("users", {.name = "is_active", .type = boolean, .default_value = true});
}

void downgrade(aludel::operations& op) {
    op.drop_column("users", "is_active");  // destroys data

    op.drop_column("books", "cover");  // destroys data
    op.drop_column("books", "price");  // destroys data
    op.drop_column("books", "format");  // destroys data
    op.drop_column("books", "sort_title");  // destroys data

    op.drop_enum("format");
}

}  // namespace r91d84e6ba7c2

extern constinit const aludel::revision revision_91d84e6ba7c2 = {
    .id = "91d84e6ba7c2",
    .parents = {"e0a3c81f5b29"},
    .message = "add what a shop needs to know of a book, and whether a user is active",
    .api = 1,
    .upgrade = r91d84e6ba7c2::upgrade,
    .downgrade = r91d84e6ba7c2::downgrade,
};

}  // namespace bookshelf::migrations

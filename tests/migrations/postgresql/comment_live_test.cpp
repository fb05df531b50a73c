// What the catalogue says of constraints, indexes, views, sequences and types while all around them changes.
#include <doctest/doctest.h>

#include "live.h"
#include "samples.h"
#include "text.h"

using namespace aludel;
using namespace aludel::tests;

namespace {

using Of = AlterComment::Of;

Schema commented() {
    Table books;
    books.name = "books";
    books.columns = {column("id", Integer{32}), column("shelf", Integer{32}), column("mood", Enumeration{"mood"}),
                     column("row", Integer{32})};
    books.primary_key = {.name = "pk_books", .columns = {"id"}, .comment = "the key"};
    books.uniques.add({.name = "uq_books_row", .columns = {"row"}, .comment = "it's alone"});
    books.foreign_keys.add(
        {.name = "fk_books_shelf", .columns = {"shelf"}, .referred_table = "shelves", .referred_columns = {"id"}, .comment = "where"});
    books.checks.add({.name = "ck_books_row", .expression = sql("row > 0"), .comment = "above the floor"});
    books.indexes.add({.name = "ix_books_row", .keys = {{"row"}}, .where = sql("row < 9"), .comment = "the lower\nones"});
    Table shelves;
    shelves.name = "shelves";
    shelves.columns = {column("id", Integer{32})};
    shelves.primary_key = {.name = "pk_shelves", .columns = {"id"}, .comment = "back\\slash"};
    return {.tables = {books, shelves},
            .enums = {{.name = "mood", .storage = EnumStorage::native, .values = {{"sad", 0}, {"glad", 1}}, .comment = "as they say"}},
            .views = {{.name = "rows", .query = sql("SELECT 1"), .comment = "plain"},
                      {.name = "kept", .query = sql("SELECT 1"), .materialized = true, .comment = "kept"}},
            .sequences = {{.name = "tickets", .comment = "at the door"}}};
}

/// "name: comment" of every constraint, index, view, sequence and enum that has one.
std::string comments(Live& live) {
    std::string out;
    for (const auto& row : live.rows(R"sql(
SELECT conname, obj_description(oid, 'pg_constraint') FROM pg_constraint WHERE obj_description(oid, 'pg_constraint') IS NOT NULL
AND connamespace = 'public'::regnamespace
UNION ALL SELECT relname, obj_description(oid, 'pg_class') FROM pg_class WHERE obj_description(oid, 'pg_class') IS NOT NULL
AND relnamespace = 'public'::regnamespace
UNION ALL SELECT typname, obj_description(oid, 'pg_type') FROM pg_type WHERE obj_description(oid, 'pg_type') IS NOT NULL
AND typnamespace = 'public'::regnamespace
ORDER BY 1)sql"))
        out += row[0] + ": " + row[1] + "\n";
    return out;
}

Operation retyped(const Table& table, const char* name, Type type) {
    const Column before = *table.columns.find(name);
    Column after = before;
    after.type = std::move(type);
    return change(AlterColumn{table.name, before, after, {.type = true}, {}, {}});
}

}  // namespace

TEST_CASE("a comment is there from the beginning, and stays whatever is changed around it") {
    const Schema before = commented();
    const Table& books = *before.tables.find("books");
    const char* const all =
        "ck_books_row: above the floor\nfk_books_shelf: where\nix_books_row: the lower\nones\nkept: kept\nmood: as they say\npk_books: the "
        "key\n"
        "pk_shelves: back\\slash\nrows: plain\ntickets: at the door\nuq_books_row: it's alone\n";
    Live live;
    REQUIRE(live.apply(creation(before)) == "");
    CHECK(comments(live) == all);
    const auto after = [&](const std::vector<Operation>& operations) {
        live.run("SAVEPOINT here");
        CHECK(live.apply(steps(before, operations)) == "");
        const std::string found = comments(live);
        live.run("ROLLBACK TO here");
        return found;
    };
    const Type text{String{}};
    CHECK(after({retyped(books, "row", {Numeric{9, 2}})}) == all);                                              // the check steps aside
    CHECK(after({retyped(*before.tables.find("shelves"), "id", text), retyped(books, "shelf", text)}) == all);  // the key does
    CHECK(after({change(RenameTable{"books", "volumes"}), change(RenameColumn{"volumes", "row", "line"})}) == all);
    Enum fewer = *before.enums.find("mood");
    fewer.values.pop_back();
    CHECK(after({change(AlterEnum{{}, fewer})}) == all);  // the type is made anew
    CHECK(after({change(RenameConstraint{"books", "uq_books_row", "uq"}), change(RenameIndex{"books", "ix_books_row", "ix"}),
                 change(RenameEnum{"mood", "temper"})}) ==
          "ck_books_row: above the floor\nfk_books_shelf: where\nix: the lower\nones\nkept: kept\npk_books: the key\npk_shelves: "
          "back\\slash\n"
          "rows: plain\ntemper: as they say\ntickets: at the door\nuq: it's alone\n");
}

TEST_CASE("a comment changes and goes in place") {
    const Schema before = commented();
    Live live;
    REQUIRE(live.apply(creation(before)) == "");
    const std::string oid = live.value("SELECT 'ix_books_row'::regclass::oid");
    Enum mood = *before.enums.find("mood");
    mood.comment = "new 4";
    CHECK(live.apply(
              steps(before, {change(AlterComment{Of::constraint, "books", "ck_books_row", {}, "new 1"}),
                             change(AlterComment{Of::constraint, "books", "pk_books", {}, ""}),
                             change(AlterComment{Of::constraint, "books", "uq_books_row", {}, ""}),
                             change(AlterComment{Of::constraint, "books", "fk_books_shelf", {}, ""}),
                             change(AlterComment{Of::constraint, "shelves", "pk_shelves", {}, ""}),
                             change(AlterComment{Of::index, "books", "ix_books_row", {}, "new 2"}),
                             change(AlterComment{Of::view, "rows", "", {}, ""}), change(AlterComment{Of::view, "kept", "", {}, "new 3"}),
                             change(AlterEnum{{}, mood}), change(AlterSequence{{}, {.name = "tickets"}})})) == "");
    CHECK(comments(live) == "ck_books_row: new 1\nix_books_row: new 2\nkept: new 3\nmood: new 4\n");
    CHECK(live.value("SELECT 'ix_books_row'::regclass::oid") == oid);
}

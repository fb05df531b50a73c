#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/error.h>

#include "samples.h"
#include "text.h"

using namespace aludel;
using namespace aludel::tests;
using migrations::Step;

TEST_CASE("a step says what it writes, reads and destroys, and whether it may stand in a transaction") {
    const std::vector<Step> dropped = steps(library(), {change(DropColumn{"books", named("genre")})});
    REQUIRE(dropped.size() == 2);
    CHECK(dropped[0].reads == std::vector<std::string>{"books"});
    CHECK(dropped[1].description == "drop books.genre");
    CHECK(dropped[1].writes == std::vector<std::string>{"books"});
    CHECK(dropped[1].destroys == std::vector<std::string>{"books.genre"});
    CHECK(dropped[1].transactional);
    CHECK(!dropped[1].needs_foreign_keys_off);

    CHECK(steps(one(in_schema("a")), {change(DropTable{in_schema("a")})})[0].destroys == std::vector<std::string>{"shop.a"});
    CHECK(steps(computed(), {change(DropIndex{"books", named_index("ix_books_twice")}), change(DropColumn{"books", named("twice")})})
              .back()
              .destroys.empty());
    const std::vector<Step> keyed =
        steps(library(), {change(AddConstraint{"books", foreign_key("fk_books_pages", {"pages"}, "users", {"id"})})});
    CHECK(keyed[0].reads == std::vector<std::string>{"books", "users"});

    CHECK(!steps(library(), {Operation{Execute{sql("CREATE INDEX CONCURRENTLY i ON books (title)"), {}}}})[0].transactional);
    CHECK(steps(library(), {Operation{Execute{sql("CREATE INDEX i ON books (title)"), {}}}})[0].transactional);
}

TEST_CASE("several rows are inserted five hundred at a time, and the sequence is set once") {
    BulkInsert insert{"users", {"id", "email"}, {}};
    for (std::int64_t row = 0; row < 1001; ++row) insert.rows.push_back({Value{row}, Value{std::to_string(row)}});
    CHECK(steps(library(), {Operation{insert}}).size() == 4);
}

TEST_CASE("an author's SQL cannot end the transaction that it is part of") {
    CHECK_THROWS_WITH_AS(steps(library(), {Operation{Execute{sql("DELETE FROM books; COMMIT"), {}}}}),
                         "execute DELETE FROM books; COMMIT: a revision is one transaction, so that it is applied as a whole or not at "
                         "all; leave out COMMIT",
                         SchemaError);
}

TEST_CASE("rows that do not fit their table are refused before there is SQL") {
    const auto refuses = [](BulkInsert insert, const char* message) {
        CHECK_THROWS_WITH_AS(steps(library(), {Operation{std::move(insert)}}), message, SchemaError);
    };
    refuses({"userz", {"email"}, {{Value{Null{}}}}}, "insert 1 row into userz: there is no table userz");
    refuses({"users", {"mail"}, {{Value{Null{}}}}}, "insert 1 row into users: there is no column users.mail");
    refuses({"users", {"email"}, {{}}}, "insert 1 row into users: a row has 0 values for 1 columns");
    refuses({"books", {"genre"}, {{Value{std::string("poem")}}}},
            "books.genre: 'poem' is no value of the enum genre; it has fiction, essay");
}

TEST_CASE("a script is the statements, and a block that raises where a guard finds rows") {
    CHECK(migrations::script(migrations::postgresql::dialect(), steps(library(), {change(not_null("pages"))})) ==
          R"sql(SET LOCAL row_security = off;

-- check that books.pages has a value in every row
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "books"."id" FROM "books" WHERE "pages" IS NULL LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'books.pages is to be NOT NULL, and these rows have no value for it; give the alteration a fill: ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter books.pages: not null
ALTER TABLE "books" ALTER COLUMN "pages" SET NOT NULL;
)sql");
}

TEST_CASE("a script stops at what it cannot do, in a block that no text can leave") {
    CHECK(migrations::script(migrations::postgresql::dialect(), steps(library(), {Operation{Irreversible{"rows cost $aludel$ 5"}}})) ==
          R"sql(-- irreversible: rows cost $aludel$ 5
DO $aludel_1$
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'irreversible: rows cost $aludel$ 5';
END
$aludel_1$;
)sql");
    Step rebuild;
    rebuild.action = migrations::RebuildStep{.table = "books"};
    CHECK_THROWS_WITH_AS(migrations::script(migrations::postgresql::dialect(), {rebuild}),
                         "PostgreSQL alters tables in place, and books is to be made anew: these steps are another database's",
                         SchemaError);
}

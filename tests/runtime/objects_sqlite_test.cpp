#include <doctest/doctest.h>

#include <aludel/runtime/executor.h>

#include "live_database.h"
#include "shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;
using namespace aludel::types;

namespace {

using Texts = std::vector<std::string>;

std::string problems(const std::string& url, const chain& chain) {
    std::string lines;
    for (const std::string& problem : runtime::check(url, chain).problems) lines += problem + "\n";
    return lines;
}

void books_up(operations& op) {
    op.create_sequence({.name = "numbers", .only = {"postgresql"}});
    op.create_opaque({.name = "citext", .kind = "extension", .only = {"postgresql"}});
    op.create_opaque({.name = "reports", .kind = "schema", .only = {"postgresql"}});
    op.create_opaque(
        {.name = "touch", .kind = "function", .create = {"CREATE FUNCTION touch..."}, .drop = {"DROP"}, .only = {"postgresql"}});
    op.create_table({.name = "books", .columns = {{.name = "title", .type = text}}});
    op.create_opaque({.name = "search",
                      .kind = "object",
                      .create = {R"sql(CREATE TABLE main.found (title TEXT);
CREATE INDEX IF NOT EXISTS ix_found ON found (title);
CREATE VIEW finds AS SELECT title FROM found;
CREATE TRIGGER keep_found AFTER INSERT ON books BEGIN INSERT INTO found VALUES (new.title); END;
)sql"},
                      .drop = {"DROP TRIGGER keep_found; DROP VIEW finds; DROP TABLE found"},
                      .only = {"sqlite"}});
}
void books_down(operations& op) {
    op.drop_opaque("search");
    op.drop_table("books");
    op.drop_opaque("touch");
    op.drop_opaque("reports");
    op.drop_opaque("citext");
    op.alter_sequence({.name = "numbers", .increment = 2, .only = {"postgresql"}});
    op.drop_sequence("numbers");
}
constinit const revision books = {.id = "0b0000000011", .message = "create books", .api = 1, .upgrade = books_up, .downgrade = books_down};

}  // namespace

TEST_CASE("what is limited to other databases is not made, and not missed") {
    const Chain chain{&books};
    const LiveDatabase database;
    upgrade_to_head(database.url(), chain);
    CHECK(problems(database.url(), chain).empty());
    downgrade(database.url(), chain, "base");
    CHECK(database.rows("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'aludel%' AND name NOT LIKE 'sqlite%'").empty());
}

TEST_CASE("each of the objects that an object's text makes is looked for by its name") {
    const Chain chain{&books};
    const LiveDatabase database;
    upgrade_to_head(database.url(), chain);
    database.run("DROP TRIGGER keep_found; DROP VIEW finds; DROP INDEX ix_found");
    database.run("CREATE TRIGGER keep_found AFTER INSERT ON books BEGIN INSERT INTO found VALUES ('?'); END");
    CHECK(problems(database.url(), chain) ==
          "view finds is missing\nindex ix_found is missing\n"
          "trigger keep_found is `create trigger keep_found after insert on books begin insert into found values ( '?' ) ; end` and should "
          "be "
          "`create trigger keep_found after insert on books begin insert into found values ( new . title ) ; end`\n");
}

#include "sqlite/create_table.h"

#include <doctest/doctest.h>

#include <aludel/runtime/error.h>

#include "sqlite/database.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::runtime::sqlite;
using migrations::Definition;

namespace {

std::vector<std::string> texts(const std::vector<Definition>& definitions) {
    std::vector<std::string> result;
    for (const Definition& one : definitions) result.push_back(one.name + " | " + one.sql);
    return result;
}

/// As SQLite itself stores it after these statements.
ParsedTable stored(const std::vector<const char*>& statements, const char* table) {
    const Database database(":memory:", SQLITE_OPEN_READWRITE, "memory");
    for (const char* statement : statements) database.execute(statement);
    return parse_create_table(std::get<std::string>(*database.value("SELECT sql FROM sqlite_schema WHERE name = ?", {std::string(table)})));
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a CREATE TABLE statement is taken apart as it was written") {
    struct Case {
        const char* sql;
        Texts columns;
        Texts constraints;
        const char* options;
    };
    const Case cases[] = {
        {"CREATE TABLE t(a,b)", {"a | a", "b | b"}, {}, ""},
        {"CREATE TABLE \"t\" (\n  \"id\" INTEGER PRIMARY KEY AUTOINCREMENT, -- the key\n  /* name */ [full name] VARCHAR(20) NOT NULL "
         "DEFAULT 'a,b)' -- ,\n)",
         {"id | \"id\" INTEGER PRIMARY KEY AUTOINCREMENT", "full name | [full name] VARCHAR(20) NOT NULL DEFAULT 'a,b)'"},
         {},
         ""},
        {"CREATE TABLE t(a NUMERIC(8, 2) CHECK (a IN (1, 2) AND (a <> 3)), `b``c` TEXT COLLATE NOCASE REFERENCES p(x) ON DELETE CASCADE)",
         {"a | a NUMERIC(8, 2) CHECK (a IN (1, 2) AND (a <> 3))", "b`c | `b``c` TEXT COLLATE NOCASE REFERENCES p(x) ON DELETE CASCADE"},
         {},
         ""},
        {"CREATE TABLE t(a, CONSTRAINT pk PRIMARY KEY (a), CHECK (a > 0) CONSTRAINT \"q q\" UNIQUE (a), FOREIGN KEY (a) REFERENCES p ON "
         "DELETE SET NULL "
         "DEFERRABLE INITIALLY DEFERRED) STRICT, WITHOUT ROWID",
         {"a | a"},
         {"pk | CONSTRAINT pk PRIMARY KEY (a)", " | CHECK (a > 0)", "q q | CONSTRAINT \"q q\" UNIQUE (a)",
          " | FOREIGN KEY (a) REFERENCES p ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"},
         "STRICT, WITHOUT ROWID"},
        {"CREATE TABLE t('quoted' 'type' NULL, b generated always as (a || ',' || ')') stored, c generated)",
         {"quoted | 'quoted' 'type' NULL", "b | b generated always as (a || ',' || ')') stored", "c | c generated"},
         {},
         ""},
        {"CREATE TABLE t(a DEFAULT -1.5, b DEFAULT (1 + (2)), c DEFAULT CURRENT_TIMESTAMP, d DEFAULT x'00')",
         {"a | a DEFAULT -1.5", "b | b DEFAULT (1 + (2))", "c | c DEFAULT CURRENT_TIMESTAMP", "d | d DEFAULT x'00'"},
         {},
         ""},
        {"CREATE TABLE IF NOT EXISTS main.t(a UNSIGNED BIG INT(10, 3) CONSTRAINT nn NOT NULL ON CONFLICT FAIL)",
         {"a | a UNSIGNED BIG INT(10, 3) CONSTRAINT nn NOT NULL ON CONFLICT FAIL"},
         {},
         ""},
        {"CREATE TABLE t(a, UNIQUE (a COLLATE NOCASE DESC) ON CONFLICT REPLACE)",
         {"a | a"},
         {" | UNIQUE (a COLLATE NOCASE DESC) ON CONFLICT REPLACE"},
         ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.sql);
        const ParsedTable table = parse_create_table(c.sql);
        CHECK(texts(table.shape.columns) == c.columns);
        CHECK(texts(table.shape.constraints) == c.constraints);
        CHECK(table.shape.options == c.options);
        CHECK(table.columns.size() == c.columns.size());
    }
}

TEST_CASE("what a column says is read") {
    const ParsedTable table = parse_create_table(
        "CREATE TABLE t(id INTEGER CONSTRAINT pk PRIMARY KEY DESC ON CONFLICT ABORT AUTOINCREMENT NOT NULL,"
        " b VARCHAR ( 20 ) DEFAULT ('x') COLLATE \"NOCASE\" CONSTRAINT u UNIQUE CONSTRAINT c CHECK (b <> ''),"
        " p INT CONSTRAINT f REFERENCES parent (x) ON UPDATE SET DEFAULT ON DELETE NO ACTION MATCH SIMPLE NOT DEFERRABLE,"
        " g TEXT AS (b || 'x') VIRTUAL)");
    const ParsedColumn& id = table.columns[0];
    CHECK(id.type == "INTEGER");
    CHECK(id.autoincrement);
    CHECK(id.not_null);
    CHECK(std::get<schema::PrimaryKey>(id.constraints.at(0)) == schema::PrimaryKey{"pk", {"id"}});
    const ParsedColumn& b = table.columns[1];
    CHECK(b.type == "VARCHAR(20)");
    CHECK(b.default_sql == "'x'");
    CHECK(b.collation == "NOCASE");
    CHECK(name_of(b.constraints.at(0)) == "u");
    CHECK(std::get<schema::Check>(b.constraints.at(1)).expression.sql == "b <> ''");
    const schema::ForeignKey& f = std::get<schema::ForeignKey>(table.columns[2].constraints.at(0));
    CHECK(f.name == "f");
    CHECK(f.referred_columns == Texts{"x"});
    CHECK(f.on_update == schema::Action::set_default);
    CHECK(f.on_delete == schema::Action::no_action);
    const ParsedColumn& g = table.columns[3];
    REQUIRE(g.computed.has_value());
    CHECK(g.computed->expression.sql == "b || 'x'");
    CHECK_FALSE(g.computed->stored);
}

TEST_CASE("what SQLite stores after ALTER TABLE is read") {
    const ParsedTable table =
        stored({"CREATE TABLE p(x PRIMARY KEY)", "CREATE TABLE old(a /* first */, \"b\" INT REFERENCES p(x), CHECK (a > b)) -- end",
                "ALTER TABLE old ADD COLUMN c TEXT NOT NULL DEFAULT 'x''y'", "ALTER TABLE old RENAME COLUMN a TO \"new a\"",
                "ALTER TABLE p RENAME TO \"the parent\"", "ALTER TABLE old RENAME TO \"re\"\"named\""},
               "re\"named");
    CHECK(table.name == "re\"named");
    CHECK(texts(table.shape.columns) ==
          Texts{"new a | \"new a\"", "b | \"b\" INT REFERENCES \"the parent\"(x)", "c | c TEXT NOT NULL DEFAULT 'x''y'"});
    CHECK(texts(table.shape.constraints) == Texts{" | CHECK (\"new a\" > b)"});
    const ParsedTable copied = stored({"CREATE TABLE a(x INT, y TEXT)", "CREATE TABLE b AS SELECT x, y AS \"z z\" FROM a"}, "b");
    CHECK(texts(copied.shape.columns) == Texts{"x | x INT", "z z | \"z z\" TEXT"});
}

TEST_CASE("a statement that is no CREATE TABLE is refused with the place") {
    CHECK_THROWS_WITH_AS(parse_create_table("CREATE VIRTUAL TABLE t USING fts5(x)"),
                         "the stored definition cannot be read: TABLE is expected where \"VIRTUAL\" stands (at byte 7): CREATE VIRTUAL "
                         "TABLE t USING fts5(x)",
                         Error);
    for (const char* sql :
         {"", "CREATE TABLE", "CREATE TABLE t", "CREATE TABLE t(", "CREATE TABLE t()", "CREATE TABLE t(a", "CREATE TABLE t(a CHECK (",
          "CREATE TABLE t(a DEFAULT", "CREATE TABLE t(a, CONSTRAINT", "CREATE TABLE t(a) b c (", "CREATE TABLE t(a REFERENCES)"}) {
        CAPTURE(sql);
        if (std::string_view(sql) != "CREATE TABLE t(a) b c (") CHECK_THROWS_AS(parse_create_table(sql), Error);
    }
}

TEST_CASE("a CREATE INDEX statement is read") {
    const schema::Index index =
        parse_create_index("CREATE UNIQUE INDEX \"ix\" ON t(a COLLATE NOCASE DESC, lower(b), `c d`, (a + 1) ASC) WHERE a > 0 AND b = ';'");
    CHECK(index.name == "ix");
    CHECK(index.unique);
    REQUIRE(index.keys.size() == 4);
    CHECK(std::get<std::string>(index.keys[0].of) == "a");
    CHECK(index.keys[0].collation == "NOCASE");
    CHECK(index.keys[0].descending);
    CHECK(std::get<schema::Expression>(index.keys[1].of).sql == "lower(b)");
    CHECK(std::get<std::string>(index.keys[2].of) == "c d");
    CHECK(std::get<schema::Expression>(index.keys[3].of).sql == "(a + 1)");
    CHECK(index.where.sql == "a > 0 AND b = ';'");
}

#include "sqlite/introspection.h"

#include <doctest/doctest.h>

#include <aludel/runtime/compare.h>

#include "sqlite/normalise.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::runtime::sqlite;

namespace {

using Texts = std::vector<std::string>;

Introspection introspected(const Texts& statements) {
    const Database database(":memory:", SQLITE_OPEN_READWRITE, "memory");
    for (const std::string& statement : statements) database.execute(statement);
    return introspect(database);
}

Introspection in_one_form(Introspection found) {
    found.schema = normalised(std::move(found.schema));
    return found;
}

Comparison compared(const Texts& live, const Texts& expected) {
    return compare(in_one_form(introspected(live)), {normalised(introspected(expected).schema), {}, {}});
}

}  // namespace

TEST_CASE("a live schema is read with its names, checks and defaults") {
    const Introspection live =
        introspected({"CREATE TABLE p(id INTEGER CONSTRAINT pk_p PRIMARY KEY AUTOINCREMENT, e VARCHAR( 20 ) NOT NULL DEFAULT ('x') COLLATE "
                      "NOCASE CONSTRAINT uq_e UNIQUE)",
                      "CREATE TABLE c(a INT, p INT, g INT AS (a + 1) STORED, CONSTRAINT pk_c PRIMARY KEY (a, p), CONSTRAINT fk FOREIGN KEY "
                      "(p) REFERENCES p ON DELETE CASCADE, "
                      "CONSTRAINT ck CHECK (a > 0)) WITHOUT ROWID",
                      "CREATE UNIQUE INDEX ix ON c (p DESC, lower(a)) WHERE p > 1", "CREATE VIEW v AS SELECT 1 AS one",
                      "CREATE TRIGGER tr AFTER INSERT ON p BEGIN SELECT 1; END"});
    CHECK(live.unknown.empty());
    const schema::Table& p = *live.schema.tables.find("p");
    CHECK(p.primary_key == schema::PrimaryKey{"pk_p", {"id"}});
    CHECK(p.columns.find("id")->identity.has_value());
    CHECK(p.columns.find("id")->nullable);
    CHECK_FALSE(p.columns.find("e")->nullable);
    const schema::Column& e = *p.columns.find("e");
    CHECK(std::get<schema::Custom>(e.type.kind).sql.sql == "VARCHAR(20)");
    CHECK(std::get<schema::Expression>(*e.default_value).sql == "'x'");
    CHECK(e.collation.sql == "NOCASE");
    CHECK(p.uniques.find("uq_e")->columns == Texts{"e"});
    const schema::Table& c = *live.schema.tables.find("c");
    CHECK(c.options.without_rowid);
    CHECK(c.columns.find("g")->computed->stored);
    CHECK(c.foreign_keys.find("fk")->referred_columns == Texts{"id"});
    CHECK(c.foreign_keys.find("fk")->on_delete == schema::Action::cascade);
    CHECK(c.checks.find("ck")->expression.sql == "a > 0");
    CHECK(c.indexes.find("ix")->where.sql == "p > 1");
    CHECK(live.schema.views.find("v")->query.sql == "SELECT 1 AS one");
    CHECK(live.schema.opaque.find("tr")->kind == "trigger");
}

TEST_CASE("what has no place in the model is unknown, never left out") {
    const Introspection live =
        introspected({"CREATE TABLE t(a UNIQUE CHECK (a > 0), b REFERENCES t(a))", "CREATE VIRTUAL TABLE f USING fts5(x)"});
    CHECK(live.unknown == Texts{"virtual table f", "table t: UNIQUE (a) without a name", "table t: CHECK (a > 0) without a name",
                                "table t: FOREIGN KEY (b) REFERENCES t without a name"});
    CHECK(live.schema.tables.size() == 1);
}

TEST_CASE("texts that mean the same are no difference") {
    const Comparison comparison = compared(
        {"CREATE TABLE t(a int not null default (5), b text, c not null, constraint ck check ((a>0)), constraint pk primary key(a))",
         "CREATE INDEX i ON t(b) WHERE (a <> 1)"},
        {"CREATE TABLE t(\"b\" TEXT, \"a\" INT NOT NULL DEFAULT 5, \"c\" NOT NULL, CONSTRAINT pk PRIMARY KEY (\"a\"), CONSTRAINT ck CHECK "
         "(\"a\" > 0))",
         "CREATE INDEX i ON \"t\" (\"b\") WHERE a != 1"});
    CHECK(comparison == Comparison{});
}

TEST_CASE("each difference is said in words") {
    const Comparison comparison = compared(
        {"CREATE TABLE t(a TEXT, gone INT, CONSTRAINT ck CHECK (a > 0), CONSTRAINT u UNIQUE (a)) STRICT", "CREATE INDEX i ON t(a)",
         "CREATE TABLE theirs(x)"},
        {"CREATE TABLE t(a VARCHAR(20) NOT NULL DEFAULT 'x', more INT, CONSTRAINT ck CHECK (a > 1), CONSTRAINT pk PRIMARY KEY (a))",
         "CREATE INDEX i ON t(a DESC)", "CREATE TABLE ours(x)"});
    CHECK(comparison.differences ==
          Texts{"table ours is missing", "t.a is `text` and should be `varchar ( 20 ) NOT NULL DEFAULT 'x'`", "column t.more is missing",
                "column t.gone is there and no revision made it", "the primary key of t is nothing and should be `pk PRIMARY KEY (a)`",
                "constraint t.u is there and no revision made it", "t.ck is `CHECK (a > 0)` and should be `CHECK (a > 1)`",
                "t.i is `INDEX (a)` and should be `INDEX (a DESC)`", "the kind of table t is `STRICT` and should be nothing",
                "table theirs is there and no revision made it"});
}

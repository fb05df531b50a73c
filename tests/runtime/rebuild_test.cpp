#include "sqlite/rebuild.h"

#include <doctest/doctest.h>

#include <aludel/runtime/error.h>

#include "sqlite/create_table.h"
#include "sqlite/database.h"
#include "sqlite/driver.h"
#include "sqlite/tokens.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::runtime::sqlite;
using migrations::RebuildStep;

namespace {

using Texts = std::vector<std::string>;

/// A database in memory with the driver that an upgrade would have.
struct Live {
    explicit Live(const Texts& statements) {
        REQUIRE(sqlite3_open(":memory:", &handle) == SQLITE_OK);
        run("PRAGMA foreign_keys = ON");
        for (const std::string& statement : statements) run(statement);
        driver = borrow(handle);
        driver->configure(options);
    }
    ~Live() {
        driver.reset();
        CHECK(sqlite3_close(handle) == SQLITE_OK);
    }
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    void run(const std::string& sql) const {
        CAPTURE(sql);
        char* message = nullptr;
        const int code = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message);
        const std::string text = message == nullptr ? "" : message;
        sqlite3_free(message);
        CHECK_MESSAGE(code == SQLITE_OK, text);
    }

    /// Values separated by "|", rows by newlines, as quote() writes them.
    std::string rows(const std::string& query) const {
        std::string result;
        for (const Row& row : driver->query(query)) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (i > 0) result += '|';
                if (const auto* text = std::get_if<std::string>(&row[i])) result += *text;
                if (const auto* number = std::get_if<std::int64_t>(&row[i])) result += std::to_string(*number);
                if (std::holds_alternative<schema::Null>(row[i])) result += "NULL";
            }
            result += '\n';
        }
        return result;
    }

    /// A step that makes the table as it is, for the test to change.
    RebuildStep step(const std::string& table) const {
        RebuildStep step;
        step.table = table;
        const ParsedTable parsed = parse_create_table(
            std::get<std::string>(driver->query("SELECT sql FROM sqlite_schema WHERE name = ? COLLATE NOCASE", {table}).at(0).at(0)));
        step.before = parsed.shape;
        step.after = parsed.shape;
        for (const ParsedColumn& column : parsed.columns) {
            if (!column.computed) step.copies.push_back({column.name, quoted(table) + "." + quoted(column.name), true});
        }
        for (const Row& row : driver->query(
                 "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ? COLLATE NOCASE", {table})) {
            step.indexes.emplace_back(std::get<std::string>(row.at(0)), std::get<std::string>(row.at(1)));
        }
        return step;
    }

    /// As the executor does it.
    void rebuild(const RebuildStep& step) {
        driver->prepare();
        try {
            driver->begin(true);
            driver->rebuild(step);
            driver->commit();
        } catch (...) {
            driver->restore();
            throw;
        }
        driver->restore();
    }

    std::string schema() const {
        return rows("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name");
    }

    struct Listener : Observer {
        void warning(std::string_view text) override { warnings.emplace_back(text); }
        Texts warnings;
    };
    Listener listener = {};
    Options options = {.observer = &listener, .lock_timeout = std::chrono::milliseconds(200)};
    sqlite3* handle = nullptr;
    std::unique_ptr<Driver> driver = {};
};

std::string failure(Live& live, const RebuildStep& step) {
    const std::string before = live.schema();
    try {
        live.rebuild(step);
    } catch (const Error& error) {
        CHECK(live.schema() == before);
        CHECK(sqlite3_get_autocommit(live.handle) == 1);
        return error.what();
    }
    return "no failure";
}

}  // namespace

TEST_CASE("children that cascade keep their rows when their parent is made again") {
    Live live({"CREATE TABLE p(id INTEGER PRIMARY KEY, n TEXT)",
               "CREATE TABLE c(id INTEGER PRIMARY KEY, p INT REFERENCES p(id) ON DELETE CASCADE, s INT REFERENCES c(id) ON DELETE CASCADE)",
               "INSERT INTO p VALUES (1, 'a'), (2, 'b')", "INSERT INTO c VALUES (1, 1, NULL), (2, 1, 1), (3, 2, 1)"});
    RebuildStep step = live.step("p");
    step.after.columns[1].sql = "n VARCHAR(20) NOT NULL";
    live.rebuild(step);
    live.rebuild(live.step("c"));
    CHECK(live.rows("SELECT * FROM p") == "1|a\n2|b\n");
    CHECK(live.rows("SELECT * FROM c") == "1|1|NULL\n2|1|1\n3|2|1\n");
    CHECK(live.rows("SELECT sql FROM sqlite_schema WHERE name = 'p'").find("n VARCHAR(20) NOT NULL") != std::string::npos);
    CHECK(live.rows("SELECT sql FROM sqlite_schema WHERE name = 'c'").find("REFERENCES p(id)") != std::string::npos);
    live.run("DELETE FROM p WHERE id = 1");
    CHECK(live.rows("SELECT count(*) FROM c") == "0\n");
}

TEST_CASE("indexes, triggers and views come through as they were written") {
    Live live({"CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b INT)", "CREATE TABLE log(x)", "CREATE TABLE other(y)",
               "CREATE INDEX i1 ON t (a COLLATE NOCASE DESC) WHERE b > 0 -- partial", "CREATE UNIQUE INDEX i2 ON t (lower(a), b)",
               "CREATE TRIGGER on_t AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END",
               "CREATE TRIGGER on_other AFTER INSERT ON other BEGIN UPDATE t SET b = b + 1 WHERE id = new.y; END",
               "CREATE VIEW v AS SELECT a, count(*) AS n FROM t GROUP BY a",
               "CREATE TRIGGER on_v INSTEAD OF INSERT ON v BEGIN INSERT INTO t (a, b) VALUES (new.a, 1); END",
               "INSERT INTO t VALUES (1, 'x', 1)"});
    const std::string before = live.rows("SELECT name, sql FROM sqlite_schema WHERE name <> 't' ORDER BY name");
    RebuildStep step = live.step("T");
    step.after.columns[2].sql = "b BIGINT";
    live.rebuild(step);
    CHECK(live.rows("SELECT name, sql FROM sqlite_schema WHERE name <> 'T' ORDER BY name") == before);
    CHECK(live.rows("SELECT x FROM log") == "x\n");
    live.run("INSERT INTO t VALUES (2, 'y', 2)");
    live.run("INSERT INTO other VALUES (2)");
    live.run("INSERT INTO v (a) VALUES ('z')");
    CHECK(live.rows("SELECT * FROM t") == "1|x|1\n2|y|3\n3|z|1\n");
    CHECK(live.rows("SELECT x FROM log") == "x\ny\nz\n");
    CHECK(live.listener.warnings.empty());
}

TEST_CASE("an index that the step drops does not come back, and one that is written otherwise stops it") {
    Live live({"CREATE TABLE t(a, b)", "CREATE INDEX i1 ON t(a)", "CREATE INDEX i2 ON t(b)"});
    RebuildStep step = live.step("t");
    step.drops = {{"i1", "CREATE INDEX \"i1\" ON \"t\" (\"a\")"}, {"i2", "CREATE INDEX \"i2\" ON \"t\" (\"b\" DESC)"}};
    CHECK(failure(live, step) ==
          "table t cannot be made again: index i2 is to go, and the live one is `CREATE INDEX i2 ON t(b)` where the applied revisions have "
          "`CREATE INDEX \"i2\" ON \"t\" (\"b\" DESC)`: bring them together first");
    step.drops.pop_back();
    live.rebuild(step);
    CHECK(live.rows("SELECT name FROM sqlite_schema WHERE type = 'index'") == "i2\n");
}

TEST_CASE("numbers that were given are not given again") {
    Live live({"CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a)", "CREATE TABLE empty(id INTEGER PRIMARY KEY AUTOINCREMENT)",
               "INSERT INTO t(a) VALUES (1), (2), (3)", "DELETE FROM t WHERE id > 1", "INSERT INTO empty VALUES (7)", "DELETE FROM empty"});
    live.rebuild(live.step("t"));
    live.rebuild(live.step("empty"));
    CHECK(live.rows("SELECT name, seq FROM sqlite_sequence ORDER BY name") == "empty|7\nt|3\n");
    live.run("INSERT INTO t(a) VALUES (4)");
    CHECK(live.rows("SELECT id FROM t") == "1\n4\n");
}

TEST_CASE("rows keep their rowids, whatever the table's key is") {
    const char* const tables[] = {"CREATE TABLE t(a TEXT, b)", "CREATE TABLE t(a TEXT PRIMARY KEY, b)", "CREATE TABLE t(rowid TEXT, b)",
                                  "CREATE TABLE t(rowid, _rowid_ TEXT)", "CREATE TABLE t(a INTEGER PRIMARY KEY DESC, b)"};
    for (const char* table : tables) {
        CAPTURE(table);
        Live live({table, "INSERT INTO t VALUES (10, 'x'), (20, 'y'), (30, 'z')", "DELETE FROM t WHERE oid = 2"});
        const std::string before = live.rows("SELECT oid, * FROM t");
        live.rebuild(live.step("t"));
        CHECK(live.rows("SELECT oid, * FROM t") == before);
    }
    Live without({"CREATE TABLE t(a TEXT PRIMARY KEY, b) WITHOUT ROWID", "INSERT INTO t VALUES ('q', 1), ('p', 2)"});
    without.rebuild(without.step("t"));
    CHECK(without.rows("SELECT * FROM t") == "p|2\nq|1\n");
    Live hidden({"CREATE TABLE t(rowid, _rowid_, oid)", "INSERT INTO t VALUES (1, 2, 3), (4, 5, 6)"});
    hidden.rebuild(hidden.step("t"));
    CHECK(hidden.rows("SELECT * FROM t") == "1|2|3\n4|5|6\n");
}

TEST_CASE("what the revisions do not know is carried over with its data, and told") {
    Live live(
        {"CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT CHECK (a <> ''), extra BLOB DEFAULT x'01', g TEXT AS (a || '!'), CONSTRAINT kept "
         "UNIQUE (extra)) STRICT",
         "INSERT INTO t(id, a, extra) VALUES (1, 'x', x'00ff'), (2, 'y', NULL)", "CREATE INDEX theirs ON t(extra)"});
    RebuildStep step = live.step("t");
    step.before.columns = {{"id", "\"id\" INTEGER PRIMARY KEY"}, {"a", "\"a\" TEXT"}};
    step.before.constraints.clear();
    step.before.options.clear();
    step.indexes.clear();
    step.after = step.before;
    step.after.columns.push_back({"n", "\"n\" INTEGER NOT NULL DEFAULT 5"});
    step.copies = {{"id", "\"t\".\"id\"", true}, {"a", "\"t\".\"a\"", true}, {"n", "5", false}};
    live.rebuild(step);
    CHECK(live.rows("SELECT id, a, quote(extra), g, n FROM t") == "1|x|X'00FF'|x!|5\n2|y|NULL|y!|5\n");
    CHECK(live.rows("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL") == "theirs\n");
    CHECK(live.listener.warnings ==
          Texts{"carried over, though no applied revision made it: the definition of column t.a: a TEXT CHECK (a <> '')",
                "carried over, though no applied revision made it: column t.extra",
                "carried over, though no applied revision made it: column t.g",
                "carried over, though no applied revision made it: constraint kept of table t",
                "carried over, though no applied revision made it: the options of table t: \"STRICT\"",
                "carried over, though no applied revision made it: index theirs of table t"});
    live.options.unknown_objects = Unknown::refuse;
    live.driver->configure(live.options);
    const std::string refused = failure(live, step);
    CHECK(refused.find("the live table has") != std::string::npos);
    step.before.columns.push_back({"n", "\"n\" INTEGER NOT NULL DEFAULT 5"});
    CHECK(failure(live, step)
              .find("Options::unknown_objects says to stop: the definition of column t.a: a TEXT CHECK (a <> ''); column t.extra") !=
          std::string::npos);
}

TEST_CASE("a copy that would change a value is refused with the value") {
    Live live({"CREATE TABLE t(id INTEGER PRIMARY KEY, zip TEXT, other TEXT)", "INSERT INTO t VALUES (1, 'abc', 'x'), (2, '007', 'y')"});
    RebuildStep step = live.step("t");
    step.after.columns[1].sql = "zip NUMERIC";
    CHECK(
        failure(live, step) ==
        "table t cannot be made again: column zip would not keep its values: '007' (text) would become 7 (integer). Its new type converts "
        "them; give a conversion expression. Nothing was changed");
    CHECK(live.rows("SELECT * FROM t") == "1|abc|x\n2|007|y\n");
}

TEST_CASE("a copy that would lose rows without a word fails") {
    Live live({"CREATE TABLE t(a TEXT, b)", "INSERT INTO t VALUES ('x', 1), ('x', 2)"});
    RebuildStep step = live.step("t");
    step.after.columns[0].sql = "a TEXT UNIQUE ON CONFLICT REPLACE";
    CHECK(failure(live, step).find("UNIQUE constraint failed") != std::string::npos);
    step.after.columns[0].sql = "a TEXT UNIQUE ON CONFLICT IGNORE";
    CHECK(failure(live, step).find("UNIQUE constraint failed") != std::string::npos);
    CHECK(live.rows("SELECT * FROM t") == "x|1\nx|2\n");
}

TEST_CASE("a name in double quotes that is no column is an error, not a string") {
    Live live({"CREATE TABLE t(a)", "INSERT INTO t VALUES (1)"});
    RebuildStep step = live.step("t");
    step.copies[0].expression = "\"nosuch\"";
    step.copies[0].exact = false;
    CHECK(failure(live, step).find("no such column: nosuch") != std::string::npos);
}

TEST_CASE("a view or a trigger that would break stops the run, one that was broken before does not") {
    Live live({"CREATE TABLE t(a, b)", "CREATE TABLE u(x)", "CREATE TABLE log(z)", "CREATE VIEW v AS SELECT b FROM t",
               "CREATE TRIGGER on_u AFTER DELETE ON u BEGIN UPDATE t SET b = 1; END", "CREATE VIEW broken AS SELECT * FROM gone"});
    RebuildStep step = live.step("t");
    step.after.columns.pop_back();
    step.copies.pop_back();
    CHECK(failure(live, step) ==
          "table t cannot be made again: the triggers of u (DELETE) would no longer work: no such column: b. Drop it before and create it "
          "anew "
          "after, in the same revision");
    live.run("DROP TRIGGER on_u");
    CHECK(failure(live, step).find("view v would no longer work: no such column: b") != std::string::npos);
    live.run("DROP VIEW v");
    live.rebuild(step);
}

TEST_CASE("foreign keys that led nowhere before do not stop the run, new ones do") {
    Live live({"PRAGMA foreign_keys = OFF", "CREATE TABLE p(id INTEGER PRIMARY KEY)",
               "CREATE TABLE c(id INTEGER PRIMARY KEY, p INT REFERENCES p(id))", "INSERT INTO p VALUES (1)",
               "INSERT INTO c VALUES (1, 1), (2, 99)", "PRAGMA foreign_keys = ON"});
    live.rebuild(live.step("p"));
    RebuildStep step = live.step("p");
    step.copies[0] = {"id", "\"p\".\"id\" + 50", false};
    CHECK(failure(live, step) ==
          "foreign keys would lead nowhere after this revision: the row with rowid 1 of c leads to no row of p; it is rolled back");
    CHECK(live.rows("SELECT * FROM c") == "1|1\n2|99\n");
}

TEST_CASE("hostile names are only names") {
    Live live({"CREATE TABLE \"select\"\"; DROP TABLE x; --\" (\"a b\" TEXT, \"or\"\"der\" INT, '1' REAL, \"aludel_rebuild\" TEXT)",
               "CREATE TABLE aludel_rebuild(x)", "CREATE VIEW aludel_rebuild_1 AS SELECT 1",
               "CREATE INDEX \"in\"\"dex\" ON \"select\"\"; DROP TABLE x; --\" (\"or\"\"der\")",
               "INSERT INTO \"select\"\"; DROP TABLE x; --\" VALUES ('x', 1, 2.5, 'y')"});
    const std::string before = live.schema();
    live.rebuild(live.step("select\"; DROP TABLE x; --"));
    CHECK(live.rows("SELECT \"a b\", \"or\"\"der\" FROM \"select\"\"; DROP TABLE x; --\"") == "x|1\n");
    CHECK(live.rows("SELECT name FROM sqlite_schema ORDER BY name") ==
          "aludel_rebuild\naludel_rebuild_1\nin\"dex\nselect\"; DROP TABLE x; --\n");
}

TEST_CASE("text that was stored when strings in double quotes were taken comes back") {
    Live live({"CREATE TABLE t(a)", "CREATE INDEX i ON t(a) WHERE a <> \"open\"", "INSERT INTO t VALUES ('open')"});
    live.rebuild(live.step("t"));
    CHECK(live.rows("SELECT sql FROM sqlite_schema WHERE name = 'i'") == "CREATE INDEX i ON t(a) WHERE a <> \"open\"\n");
}

TEST_CASE("every setting is as it was, after success and after an error") {
    for (const bool fails : {false, true}) {
        Live live(
            {"CREATE TABLE t(a)", "PRAGMA ignore_check_constraints = 1", "PRAGMA legacy_alter_table = 1", "PRAGMA recursive_triggers = 1"});
        const auto settings = [&] {
            std::string text;
            for (const int which :
                 {SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_ENABLE_FKEY, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE}) {
                int value = -1;
                sqlite3_db_config(live.handle, which, -1, &value);
                text += std::to_string(value);
            }
            return text + live.rows("PRAGMA ignore_check_constraints") + live.rows("PRAGMA recursive_triggers") +
                   live.rows("PRAGMA legacy_alter_table");
        };
        const std::string before = settings();
        RebuildStep step = live.step("t");
        if (fails) step.table = "nosuch";
        if (fails) CHECK(failure(live, step).find("the database has no table of that name") != std::string::npos);
        if (!fails) live.rebuild(step);
        CHECK(settings() == before);
    }
}

TEST_CASE("a rebuild outside of what makes it safe is refused") {
    Live live({"CREATE TABLE t(a)"});
    const RebuildStep step = live.step("t");
    CHECK_THROWS_AS(live.driver->rebuild(step), Error);
    live.driver->begin(false);
    CHECK_THROWS_WITH_AS(live.driver->rebuild(step),
                         "table t cannot be made again: foreign keys are on, and dropping the old table would delete rows of others",
                         Error);
    live.driver->rollback();
}

TEST_CASE("what belongs to the connection alone and would be lost or mistaken stops the run") {
    Live live({"CREATE TABLE t(a)", "CREATE TEMP TRIGGER mine AFTER INSERT ON main.t BEGIN SELECT 1; END"});
    CHECK(failure(live, live.step("t")) ==
          "table t cannot be made again: the connection has the temporary trigger mine on it: drop it before the upgrade");
    live.run("DROP TRIGGER mine");
    live.rebuild(live.step("t"));
    live.run("CREATE TEMP TABLE T(b)");
    CHECK_THROWS_WITH_AS(
        live.driver->prepare(),
        "the connection has a temporary table T that hides the table T of the open SQLite database in memory: drop it before the upgrade",
        Error);
}

#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/error.h>

#include "database.h"
#include "library.h"
#include "text.h"

// Guards and conversions over rows that are there: what stops, what it says, and what the values become.

using namespace aludel;
using namespace aludel::tests;
using migrations::GuardStep;
using migrations::Operation;
using migrations::Step;

namespace {

/// What the first guard says that finds rows, and the rows; "" when all pass.
std::string stops(Database& database, const std::vector<Step>& steps) {
    for (const Step& step : steps) {
        const auto* guard = std::get_if<GuardStep>(&step.action);
        if (guard == nullptr) continue;
        const auto rows = database.rows(guard->query);
        if (rows.empty()) continue;
        std::string out = guard->message + ":";
        for (const auto& row : rows) {
            out += " (";
            for (const std::string& value : row) out += (out.back() == '(' ? "" : ", ") + value;
            out += ")";
        }
        return out;
    }
    return "";
}

AlterColumn to_type(const Schema& schema, const std::string& table, const std::string& name, decltype(Type::kind) kind) {
    AlterColumn out;
    out.table = table;
    out.before = out.after = *schema.tables.find(table)->columns.find(name);
    out.after.type.kind = std::move(kind);
    out.fields.type = true;
    return out;
}

/// t(id, c) with one column of that type, and its values.
struct Values {
    Schema schema;
    Database database;

    Values(decltype(Type::kind) kind, const std::vector<std::string>& values) {
        Enum one;
        one.name = "letter";
        one.storage = EnumStorage::text;
        one.values = {{"a", 1}, {"b", 2}};
        schema.enums.add(one);
        Enum other = one;
        other.name = "number";
        other.storage = EnumStorage::integer;
        schema.enums.add(other);
        Table table;
        table.name = "t";
        table.columns = {column("id", Integer{64}), column("c", std::move(kind), true)};
        table.primary_key = PrimaryKey{"pk_t", {"id"}};
        schema.tables.add(table);
        database.run(creation(schema));
        for (const std::string& value : values) database.run("INSERT INTO t (c) VALUES (" + value + ")");
    }

    /// What stops the change of type, or the values after it.
    std::string become(decltype(Type::kind) kind) {
        const std::vector<Step> made = steps(schema, {Change{to_type(schema, "t", "c", std::move(kind))}});
        if (const std::string found = stops(database, made); !found.empty()) return "stopped" + found.substr(found.find(": (") + 1);
        database.run("BEGIN");
        database.run(migrations::script(migrations::sqlite::dialect(), made));
        std::string out;
        for (const auto& row : database.rows("SELECT quote(c) FROM t ORDER BY id")) out += (out.empty() ? "" : " ") + row[0];
        database.run("ROLLBACK");
        return out;
    }
};

}  // namespace

TEST_CASE("numbers become other numbers and text only where they stay the same") {
    CHECK(Values(Integer{64}, {"5", "-7", "NULL"}).become(String{}) == "'5' '-7' NULL");
    CHECK(Values(Integer{64}, {"5", "1000"}).become(String{3}) == "stopped (2, 1000)");
    CHECK(Values(Integer{64}, {"5"}).become(Numeric{}) == "'5'");
    CHECK(Values(Integer{64}, {"123"}).become(Numeric{4, 2}) == "stopped (1, 123)");
    CHECK(Values(Integer{64}, {"5", "9007199254740993"}).become(Float{}) == "stopped (2, 9007199254740993)");
    CHECK(Values(Integer{64}, {"70000"}).become(Integer{16}) == "stopped (1, 70000)");
    CHECK(Values(Integer{64}, {"0", "1", "NULL"}).become(Boolean{}) == "0 1 NULL");
    CHECK(Values(Integer{64}, {"0", "2"}).become(Boolean{}) == "stopped (2, 2)");
    CHECK(Values(Boolean{}, {"0", "1"}).become(Integer{32}) == "0 1");
    CHECK(Values(Float{}, {"5.0", "1e15"}).become(Integer{64}) == "5 1000000000000000");
    CHECK(Values(Float{}, {"5.5"}).become(Integer{64}) == "stopped (1, 5.5)");
    CHECK(Values(Float{}, {"0.5"}).become(String{}) == "'0.5'");
    CHECK(Values(Float{}, {"0.1 + 0.2"}).become(String{}).substr(0, 7) == "stopped");  // '0.3' is another number
    CHECK(Values(Float{}, {"1e300"}).become(Numeric{}).substr(0, 7) == "stopped");
}

TEST_CASE("text becomes a number only where it reads the same again") {
    CHECK(Values(String{}, {"'5'", "'-7'", "NULL"}).become(Integer{64}) == "5 -7 NULL");
    for (const char* value : {"'007'", "'5.0'", "' 5'", "'five'", "''", "'5x'", "'99999999999999999999'"})
        CHECK(Values(String{}, {value}).become(Integer{64}).substr(0, 7) == "stopped");
    CHECK(Values(String{}, {"'3000000000'"}).become(Integer{32}).substr(0, 7) == "stopped");
    CHECK(Values(String{}, {"'2.5'", "'1e3'"}).become(Float{}) == "2.5 1000.0");
    for (const char* value : {"'2.5x'", "''", "'two'"}) CHECK(Values(String{}, {value}).become(Float{}).substr(0, 7) == "stopped");
    CHECK(Values(String{}, {"'12.50'"}).become(Numeric{4, 2}) == "'12.50'");
    for (const char* value : {"'123.5'", "'1.555'", "'1e2'", "'x'"})
        CHECK(Values(String{}, {value}).become(Numeric{4, 2}).substr(0, 7) == "stopped");
    CHECK(Values(Numeric{8, 2}, {"'12.50'"}).become(Numeric{4, 1}) == "'12.50'");  // 12.5 and a nought
    CHECK(Values(Numeric{8, 2}, {"'12.55'"}).become(Numeric{4, 1}).substr(0, 7) == "stopped");
    CHECK(Values(Numeric{8, 2}, {"'12'"}).become(Integer{32}) == "12");
    CHECK(Values(Numeric{8, 2}, {"'12.50'"}).become(Integer{32}).substr(0, 7) == "stopped");
}

TEST_CASE("text becomes a date, a time, an identifier only where it is one") {
    CHECK(Values(String{}, {"'2026-02-28'"}).become(Date{}) == "'2026-02-28'");
    for (const char* value : {"'2026-02-30'", "'28.2.2026'", "'5'"})
        CHECK(Values(String{}, {value}).become(Date{}).substr(0, 7) == "stopped");
    CHECK(Values(String{}, {"'2026-02-28 12:30:00'"}).become(Timestamp{}) == "'2026-02-28 12:30:00'");
    for (const char* value : {"'12345'", "'now'", "'2026-02-30 12:00:00'", "'2026-02-28 25:00:00'"})
        CHECK(Values(String{}, {value}).become(Timestamp{}).substr(0, 7) == "stopped");
    CHECK(Values(String{}, {"'12:30'"}).become(TimeOfDay{}) == "'12:30'");
    CHECK(Values(String{}, {"'25:30'"}).become(TimeOfDay{}).substr(0, 7) == "stopped");
    CHECK(Values(String{}, {"'0a1b2c3d-0000-4000-8000-000000000001'"}).become(Uuid{}) == "'0a1b2c3d-0000-4000-8000-000000000001'");
    CHECK(Values(String{}, {"'0a1b2c3d'"}).become(Uuid{}).substr(0, 7) == "stopped");
    CHECK(Values(String{}, {"'{\"a\":1}'"}).become(Json{}) == "'{\"a\":1}'");
    CHECK(Values(String{}, {"'{a'"}).become(Json{}).substr(0, 7) == "stopped");
    CHECK(Values(String{}, {"'P1DT2H'", "'-P1D'"}).become(Interval{}) == "'P1DT2H' '-P1D'");
    CHECK(Values(String{}, {"'one day'"}).become(Interval{}).substr(0, 7) == "stopped");
    CHECK(Values(Date{}, {"'2026-02-28'"}).become(Timestamp{}) == "'2026-02-28 00:00:00'");
    CHECK(Values(Timestamp{}, {"'2026-02-28 00:00:00'"}).become(Date{}) == "'2026-02-28'");
    CHECK(Values(Timestamp{}, {"'2026-02-28 00:00:01'"}).become(Date{}).substr(0, 7) == "stopped");
    CHECK(Values(Uuid{}, {"'0a1b2c3d-0000-4000-8000-000000000001'"}).become(String{36}) == "'0a1b2c3d-0000-4000-8000-000000000001'");
    CHECK(Values(String{}, {"'ab'"}).become(Bytes{}) == "X'6162'");
    CHECK(Values(String{}, {"'ab'"}).become(Bytes{1}) == "stopped (1, ab)");
}

TEST_CASE("enums keep their meaning in whichever way they are kept") {
    CHECK(Values(Enumeration{"letter"}, {"'a'", "'b'", "NULL"}).become(Enumeration{"number"}) == "1 2 NULL");
    CHECK(Values(Enumeration{"number"}, {"1", "2"}).become(Enumeration{"letter"}) == "'a' 'b'");
    CHECK(Values(Enumeration{"number"}, {"1"}).become(Integer{32}) == "1");
    CHECK(Values(Enumeration{"number"}, {"1"}).become(String{}) == "'a'");
    CHECK(Values(Enumeration{"letter"}, {"'b'"}).become(Integer{32}) == "2");
    CHECK(Values(String{}, {"'b'"}).become(Enumeration{"number"}) == "2");
    CHECK(Values(String{}, {"'c'"}).become(Enumeration{"number"}) == "stopped (1, c)");
    CHECK(Values(Integer{32}, {"2"}).become(Enumeration{"letter"}) == "'b'");
    CHECK(Values(Integer{32}, {"3"}).become(Enumeration{"letter"}) == "stopped (1, 3)");
}

TEST_CASE("a conversion that nothing keeps asks the author") {
    CHECK_THROWS_WITH_AS(Values(Boolean{}, {}).become(String{}),
                         "t.c: nothing in SQLite turns boolean into text and keeps every value; say how in the alteration (convert)",
                         SchemaError);
    CHECK_THROWS_AS(Values(Integer{64}, {}).become(Timestamp{}), SchemaError);
    CHECK_THROWS_AS(Values(Bytes{}, {}).become(String{}), SchemaError);
    CHECK_THROWS_AS(Values(Uuid{}, {}).become(Integer{64}), SchemaError);
}

TEST_CASE("a number that moves to another name of its enum moves the rows with it") {
    Values values(Enumeration{"number"}, {"1", "2"});
    AlterEnum change{*values.schema.enums.find("number"), {}};
    change.after = change.before;
    change.after.values = {{"b", 1}, {"a", 2}};
    values.database.run(migrations::script(migrations::sqlite::dialect(), steps(values.schema, {Change{change}})));
    CHECK(values.database.rows("SELECT c FROM t ORDER BY id") == std::vector<std::vector<std::string>>{{"2"}, {"1"}});
}

TEST_CASE("guards name the rows that stand in the way, over the rows as they will be") {
    const Schema schema = library();
    Database database;
    database.run(creation(schema));
    database.run("INSERT INTO users (email) VALUES ('a'), ('b')");
    database.run("INSERT INTO books (author_id, title, genre, pages) VALUES (1, 'x', 'essay', 5), (2, 'x', NULL, NULL), (9, 'y', NULL, 7)");

    Unique title;
    title.name = "uq_books_title";
    title.columns = {"title"};
    CHECK(stops(database, steps(schema, {Change{AddConstraint{"books", title}}})) ==
          "books.title is to be unique (uq_books_title), and these values occur more than once; make them differ first: (x, 2)");

    Unique numbered = title;
    numbered.columns = {"number"};
    CHECK(stops(database, steps(schema, {Change{AddColumn{"books", column("number", Integer{}), sql("id % 2")}},
                                         Change{AddConstraint{"books", numbered}}})) ==
          "books.number is to be unique (uq_books_title), and these values occur more than once; make them differ first: (1, 2)");
    CHECK(stops(database, steps(schema, {Change{AddColumn{"books", column("number", Integer{}), sql("id")}},
                                         Change{AddConstraint{"books", numbered}}})) == "");

    Check many;
    many.name = "ck_many";
    many.expression = sql("pages > 5");
    CHECK(stops(database, steps(schema, {Change{AddConstraint{"books", many}}})) ==
          "pages > 5 is to hold for every row of books (ck_many), and it does not for these; correct them first: (1, 5)");

    CHECK(stops(database, steps(schema, {Change{AddConstraint{"books", foreign_key("fk_again", {"author_id"}, "users", {"id"})}}})) == "");
    Schema loose = schema;
    loose.tables.find("books")->foreign_keys.erase("fk_books_author_id");
    CHECK(stops(database, steps(loose, {Change{AddConstraint{"books", foreign_key("fk_again", {"author_id"}, "users", {"id"})}}})) ==
          "books.author_id is to refer to users.id (fk_again), and these rows refer to no row there; correct or remove them first: (3, 9)");
    CHECK(stops(database, steps(loose, {Change{AddColumn{"books", column("parent", Integer{64}, true), sql("id + 1")}},
                                        Change{AddConstraint{"books", foreign_key("fk_self", {"parent"}, "books", {"id"})}}})) ==
          "books.parent is to refer to books.id (fk_self), and these rows refer to no row there; correct or remove them first: (3, 4)");

    Index index = tests::index("ix_title", {"title"});
    index.unique = true;
    CHECK(stops(database, steps(schema, {Change{CreateIndex{"books", index}}})) ==
          "the index ix_title on books is to be unique, and these values occur more than once; make them differ first: (x, 2)");
    index.where = sql("pages IS NOT NULL");
    CHECK(stops(database, steps(schema, {Change{CreateIndex{"books", index}}})) == "");

    AlterColumn pages = to_type(schema, "books", "pages", Integer{32});
    pages.fields = {};
    pages.fields.nullable = true;
    pages.after.nullable = false;
    CHECK(stops(database, steps(schema, {Change{pages}})) ==
          "books.pages is to be NOT NULL, and these rows have no value for it; give the alteration a fill: (2)");
    pages.fill = sql("NULLIF(author_id, 2)");
    CHECK(stops(database, steps(schema, {Change{pages}})) ==
          "books.pages is to be NOT NULL, and these rows have no value for it; give the alteration a fill that is never NULL: (2)");
    pages.fill = sql("0");
    CHECK(stops(database, steps(schema, {Change{pages}})) ==
          "pages > 0 is to hold for every row of books (ck_books_pages), and it does not for these; correct them first: (2, 0)");

    CHECK(stops(database, steps(schema, {Change{AddColumn{"books", column("isbn", String{}), {}}}})) ==
          "books.isbn is to be NOT NULL, and these rows have no value for it; give the column a default, or the operation a fill: (1) (2) "
          "(3)");
    database.run("DELETE FROM books");
    CHECK(stops(database, steps(schema, {Change{AddColumn{"books", column("isbn", String{}), {}}}})) == "");
}

TEST_CASE("a primary key is asked for duplicates, and one that numbers its rows gives them numbers") {
    Schema schema;
    Table log;
    log.name = "log";
    log.columns = {column("line", String{})};
    schema.tables.add(log);
    Database database;
    database.run(creation(schema));
    database.run("INSERT INTO log VALUES ('x'), ('x')");
    CHECK(stops(database, steps(schema, {Change{AddConstraint{"log", PrimaryKey{"pk_log", {"line"}}}}})) ==
          "log.line is to be unique (pk_log), and these values occur more than once; make them differ first: (x, 2)");
    const std::vector<Step> numbered =
        steps(schema, {Change{AddColumn{"log", identity("id"), {}}}, Change{AddConstraint{"log", PrimaryKey{"pk_log", {"id"}}}}});
    CHECK(stops(database, numbered) == "");
    database.run(migrations::script(migrations::sqlite::dialect(), numbered));
    CHECK(database.rows("SELECT line, id FROM log ORDER BY id") == std::vector<std::vector<std::string>>{{"x", "1"}, {"x", "2"}});
}

TEST_CASE("a table that becomes strict is asked for values of another type") {
    const Schema schema = library();
    Database database;
    database.run(creation(schema));
    database.run("INSERT INTO books (author_id, title, pages) VALUES (1, 'x', 5), (2, x'61', 'many')");
    TableOptions strict;
    strict.strict = true;
    CHECK(stops(database, steps(schema, {Change{AlterTable{"books", {}, strict}}})) ==
          "books becomes STRICT, and these rows hold a value of another type than its column's; correct them first: (2, 2, a, NULL, many)");
    database.run("UPDATE books SET title = 'y'");
    CHECK(stops(database, steps(schema, {Change{AlterTable{"books", {}, strict}}})) ==
          "books becomes STRICT, and these rows hold a value of another type than its column's; correct them first: (2, 2, y, NULL, many)");
    database.run("UPDATE books SET pages = NULL");
    CHECK(stops(database, steps(schema, {Change{AlterTable{"books", {}, strict}}})) == "");
}

TEST_CASE("computed columns are computed anew, and are not copied") {
    Schema schema = library();
    Column size = column("size", Integer{}, true);
    size.computed = Computed{sql("pages * 2"), false};
    const std::vector<Step> in_place = steps(schema, {Change{AddColumn{"books", size, {}}}});
    CHECK(text(in_place) == "\nALTER TABLE \"books\" ADD COLUMN \"size\" INTEGER GENERATED ALWAYS AS (pages * 2) VIRTUAL\n");

    Database database;
    database.run(creation(schema));
    database.run("INSERT INTO books (author_id, title, pages) VALUES (1, 'x', 5)");
    size.computed->stored = true;
    Check small;
    small.name = "ck_small";
    small.expression = sql("size < 20");
    database.run(migrations::script(migrations::sqlite::dialect(),
                                    steps(schema, {Change{AddColumn{"books", size, {}}}, Change{AddConstraint{"books", small}}})));
    CHECK(database.value("SELECT size FROM books") == "10");

    // And back to a column of its own, which keeps what was computed.
    schema.tables.find("books")->columns.add(size);
    schema.tables.find("books")->checks.add(small);
    AlterColumn plain;
    plain.table = "books";
    plain.before = plain.after = size;
    plain.after.computed.reset();
    plain.fields.computed = true;
    database.run(migrations::script(migrations::sqlite::dialect(), steps(schema, {Change{plain}})));
    database.run("UPDATE books SET pages = 7");
    CHECK(database.value("SELECT size FROM books") == "10");
}

TEST_CASE("two tables that refer to each other are made") {
    const auto with_key = [](const char* name) {
        Table table;
        table.name = name;
        table.columns = {identity("id"), column("other", Integer{64}, true)};
        table.primary_key = PrimaryKey{std::string("pk_") + name, {"id"}};
        return table;
    };
    Table b = with_key("b");
    b.foreign_keys.add(foreign_key("fk_b", {"other"}, "a", {"id"}));
    Database database;
    database.run(migrations::script(migrations::sqlite::dialect(),
                                    steps({}, {Change{CreateTable{with_key("a")}}, Change{CreateTable{b}},
                                               Change{AddConstraint{"a", foreign_key("fk_a", {"other"}, "b", {"id"})}}})));
    database.run("PRAGMA foreign_keys = ON; INSERT INTO a DEFAULT VALUES; INSERT INTO b (other) VALUES (1); UPDATE a SET other = 1");
    CHECK_THROWS(database.run("UPDATE a SET other = 2"));
    CHECK_THROWS(database.run("UPDATE b SET other = 2"));
}

#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/error.h>

#include "live.h"
#include "samples.h"
#include "text.h"

// What a change says to the rows that stand in its way, and what the steps leave behind.

using namespace aludel;
using namespace aludel::tests;

namespace {

/// The library with three books, one of which refers to nobody.
struct Books {
    Schema schema;
    Live live;

    explicit Books(Schema in = library()) : schema(std::move(in)) {
        REQUIRE(live.apply(creation(schema)) == "");
        live.run("INSERT INTO users (email) VALUES ('a'), ('b')");
        live.run("INSERT INTO books (author_id, title, genre, pages) VALUES (1, 'x', 'essay', 5), (2, 'x', NULL, NULL), (2, 'y', NULL, 7)");
    }

    /// What stops these changes; nothing of them is left.
    std::string stops(const std::vector<Operation>& operations) {
        live.run("SAVEPOINT s");
        const std::string found = live.apply(steps(schema, operations));
        live.run("ROLLBACK TO s");
        return found;
    }
};

Schema without_key() {
    Schema out = library();
    out.tables.find("books")->foreign_keys = {};
    return out;
}

}  // namespace

TEST_CASE("guards name the rows that stand in the way") {
    Books books;
    CHECK(books.stops({change(AddConstraint{"books", Unique{.name = "uq_books_title", .columns = {"title"}}})}) ==
          "books.title is to be unique (uq_books_title), and these values occur more than once; make them differ first: (x, 2)");
    CHECK(books.stops({change(AddColumn{"books", column("number", Integer{}), sql("id % 2")}),
                       change(AddConstraint{"books", Unique{.name = "uq_books_number", .columns = {"number"}}})}) ==
          "books.number is to be unique (uq_books_number), and these values occur more than once; make them differ first: (1, 2)");
    CHECK(books.stops({change(AddConstraint{"books", Unique{.name = "uq_books_pages", .columns = {"pages"}}})}) == "");
    CHECK(books.stops({change(AddConstraint{"books", Check{.name = "ck_many", .expression = sql("pages > 5"), .not_valid = false}})}) ==
          "pages > 5 is to hold for every row of books (ck_many), and it does not for these; correct them first: (1, 5)");
    CHECK(books.stops({change(AddConstraint{"books", Check{.name = "ck_many", .expression = sql("pages > 5"), .not_valid = true}})}) == "");

    Index index = tests::index("ix_title", {"title"});
    index.unique = true;
    CHECK(books.stops({change(CreateIndex{"books", index})}) ==
          "the index ix_title on books is to be unique, and these values occur more than once; make them differ first: (x, 2)");
    index.where = sql("pages IS NOT NULL");
    CHECK(books.stops({change(CreateIndex{"books", index})}) == "");
    index.where = {};
    index.keys[0].of = sql("lower(title)");
    index.keys[0].collation = "C";
    CHECK(books.stops({change(CreateIndex{"books", index})}).find(": (x, 2)") != std::string::npos);
    index.keys[0].of = std::string("genre");
    CHECK(books.stops({change(CreateIndex{"books", index})}) == "");
    index.nulls_not_distinct = true;
    CHECK(books.stops({change(CreateIndex{"books", index})}).find(": (NULL, 2)") != std::string::npos);

    CHECK(books.stops({change(not_null("pages"))}) ==
          "books.pages is to be NOT NULL, and these rows have no value for it; give the alteration a fill: (2)");
    CHECK(books.stops({change(not_null("pages", sql("NULLIF(author_id, 2)")))}) ==
          "books.pages is to be NOT NULL, and these rows have no value for it; give the alteration a fill that is never NULL: (2)");
    CHECK(books.stops({change(not_null("pages", sql("(SELECT max(b.pages) FROM books b)")))}) == "");
    CHECK(books.stops({change(AddColumn{"books", column("isbn", String{}), {}})}) ==
          "books.isbn is to be NOT NULL, and these rows have no value for it; give the column a default, or the operation a fill: (1) (2) "
          "(3)");
    CHECK(books.stops({change(AddColumn{"books", column("size", Integer{}), sql("pages")})}) ==
          "books.size is to be NOT NULL, and its fill gives no value to these rows; correct the fill: (2)");
    CHECK(books.stops({change(AddColumn{"books", column("kind", Enumeration{"genre"}), sql("title")})}) ==
          "books.kind becomes enumeration(\"genre\"), and these values are none of its values; correct them first: (1) (2) (3)");
    CHECK(books.stops({change(genre(EnumStorage::text, {{"fiction", 0}}))}) ==
          "books.genre becomes enumeration(\"genre\"), and these values are none of its values; correct them first: (1, essay)");
    books.live.run("DELETE FROM books");
    CHECK(books.stops({change(AddColumn{"books", column("isbn", String{}), {}})}) == "");
}

TEST_CASE("a foreign key asks for rows that refer to nobody") {
    Books books(without_key());
    CHECK(books.stops({change(AddConstraint{"books", foreign_key("fk_again", {"author_id"}, "users", {"id"})})}) == "");
    books.live.run("UPDATE books SET author_id = 9 WHERE id = 3");
    CHECK(books.stops({change(AddConstraint{"books", foreign_key("fk_again", {"author_id"}, "users", {"id"})})}) ==
          "books.author_id is to refer to users.id (fk_again), and these rows refer to no row there; correct or remove them first: (3, 9)");
    CHECK(books.stops({change(AddColumn{"books", column("parent", Integer{64}, true), sql("id + 1")}),
                       change(AddConstraint{"books", foreign_key("fk_self", {"parent"}, "books", {"id"})})}) ==
          "books.parent is to refer to books.id (fk_self), and these rows refer to no row there; correct or remove them first: (3, 4)");
    ForeignKey unchecked = foreign_key("fk_again", {"author_id"}, "users", {"id"});
    unchecked.not_valid = true;
    CHECK(books.stops({change(AddConstraint{"books", unchecked})}) == "");
}

TEST_CASE("a primary key asks for duplicates and for NULLs") {
    Schema schema = library();
    schema.tables.find("books")->primary_key.reset();
    schema.tables.find("books")->columns.find("id")->identity.reset();
    Live live;
    live.apply(creation(schema));
    live.run("INSERT INTO users (email) VALUES ('a')");
    live.run("INSERT INTO books (id, author_id, title) VALUES (1, 1, 'x'), (1, 1, 'y')");
    live.run("SAVEPOINT s");
    CHECK(live.apply(steps(schema, {change(AddConstraint{"books", PrimaryKey{"pk_books", {"id"}}})})) ==
          "books.id is to be unique (pk_books), and these values occur more than once; make them differ first: (1, 2)");
    live.run("ROLLBACK TO s");
    CHECK(live.apply(steps(schema, {change(AddConstraint{"books", PrimaryKey{"pk_books", {"pages"}}})})).find("NOT NULL") !=
          std::string::npos);
}

TEST_CASE("a column is not dropped while something stands over it that no revision knows of") {
    Books books;
    Column pages = named("pages");
    Schema schema = books.schema;
    CHECK(books.stops({change(DropColumn{"books", named("genre")})}) == "");
    books.live.run("CREATE INDEX by_hand ON books (genre, title)");
    CHECK(
        books.stops({change(DropColumn{"books", named("genre")})}) ==
        "books.genre is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them known: "
        "(index by_hand)");
    books.live.run("DROP INDEX by_hand; CREATE STATISTICS by_hand ON genre, title FROM books");
    CHECK(books.stops({change(DropColumn{"books", named("genre")})}).find("(statistics object by_hand)") != std::string::npos);
    books.live.run("DROP STATISTICS by_hand; ALTER TABLE books ADD CONSTRAINT by_hand CHECK (genre <> title)");
    CHECK(books.stops({change(DropColumn{"books", named("genre")})}).find("(constraint by_hand on table books)") != std::string::npos);
    books.live.run("ALTER TABLE books DROP CONSTRAINT by_hand; CREATE VIEW by_hand AS SELECT genre FROM books");
    CHECK_THROWS_WITH(books.stops({change(DropColumn{"books", named("genre")})}), doctest::Contains("view by_hand depends on"));
}

TEST_CASE("values that were computed are kept, whatever triggers and rules make of updates") {
    AlterColumn plain = new_type(computed(), "books", "twice", Integer{32});
    plain.after.computed.reset();
    plain.fields = {};
    plain.fields.computed = true;
    for (const char* hindrance : {"CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
                                  "CREATE TRIGGER skip BEFORE UPDATE ON books FOR EACH ROW EXECUTE FUNCTION skip()",
                                  "CREATE RULE skip AS ON UPDATE TO books DO INSTEAD NOTHING"}) {
        Live live;
        live.apply(creation(computed()));
        live.run("INSERT INTO users (email) VALUES ('a')");
        live.run("INSERT INTO books (author_id, title, pages) VALUES (1, 'x', 7)");
        live.run(hindrance);
        CHECK(live.apply(steps(computed(), {change(plain)})) == "");
        CHECK(live.value("SELECT twice FROM books") == "14");
    }
}

TEST_CASE("rows that a trigger keeps from being filled stop the change") {
    Books books;
    const Operation filled = change(AddColumn{"books", column("size", Integer{32}, true), sql("pages * 2")});
    CHECK(books.stops({filled}) == "");
    books.live.run(
        "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
        "CREATE TRIGGER skip BEFORE UPDATE ON books FOR EACH ROW WHEN (old.id = 3) EXECUTE FUNCTION skip()");
    CHECK(books.stops({filled}) ==
          "books.size was not filled in these rows, since a trigger or a rule keeps an UPDATE from them; disable it for the revision: (3)");
}

TEST_CASE("a long name of a native enum is cut between two characters") {
    Schema schema;
    Enum type;
    type.name =
        "ab\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9c\u00e9\u00e9";
    type.storage = EnumStorage::native;
    type.values = {{"a", 0}, {"b", 1}};
    schema.enums.add(type);
    Enum less = type;
    less.values.pop_back();
    Live live;
    CHECK(live.apply(creation(schema)) == "");
    CHECK(live.apply(steps(schema, {change(AlterEnum{type, less})})) == "");
    CHECK(live.value("SELECT string_agg(enumlabel, ',') FROM pg_enum") == "a");
}

TEST_CASE("a column that somebody made wider by hand is not cut when the revisions make it wider") {
    const auto becomes = [](decltype(Type::kind) said, const std::string& is, const std::string& value, decltype(Type::kind) kind) {
        Schema schema = one(numbered(Identity{}));
        schema.tables.find("log")->columns.add(column("c", std::move(said), true));
        Live live;
        live.apply(creation(schema));
        live.run("ALTER TABLE log ALTER COLUMN c TYPE " + is);
        live.run("INSERT INTO log (c) VALUES (" + value + ")");
        live.run("SET LOCAL TimeZone = 'America/New_York'");
        const std::string found = live.apply(steps(schema, {change(new_type(schema, "log", "c", std::move(kind)))}));
        return found.empty() ? live.value("SELECT c::text FROM log") : found;
    };
    CHECK(becomes(String{5}, "character varying(50)", "'more than ten'", String{10}) ==
          "log.c is character varying(5) for the revisions, and has another type here, whose values might be cut; make it that first: "
          "(character varying(50))");
    for (const std::string& stopped :
         {becomes(String{5}, "text", "'more than ten'", String{10}), becomes(Numeric{6, 2}, "numeric(10,4)", "12.3456", Numeric{8, 2}),
          becomes(Integer{16}, "numeric", "1.5", Integer{32}), becomes(Float{32}, "numeric", "0.12345678901234567890", Float{64}),
          becomes(Timestamp{false}, "timestamptz", "'2026-02-28 12:00:00+00'", Timestamp{true}),
          becomes(Date{}, "timestamptz", "'2026-02-28 12:00:00+00'", Timestamp{true})})
        CHECK_MESSAGE(stopped.find("has another type here") != std::string::npos, stopped);
    CHECK(becomes(String{5}, "character varying(10)", "'ten letter'", String{10}) == "ten letter");
    CHECK(becomes(Timestamp{false}, "timestamp(3)", "'2026-02-28 12:00:00'", Timestamp{true}) == "2026-02-28 07:00:00-05");
}

TEST_CASE("a function of somebody else's does not answer for PostgreSQL's how long a text is") {
    Books books;
    books.live.run(
        "UPDATE books SET title = title || 'long'; CREATE FUNCTION char_length(character varying) RETURNS integer LANGUAGE sql AS 'SELECT "
        "0'");
    CHECK(books.stops({change(new_type("title", String{1}))}).find("do not fit") != std::string::npos);
}

TEST_CASE("numbers that are given are never given again") {
    const auto insert = [](const char* table, std::vector<std::string> columns, std::vector<Value> row) {
        return Operation{BulkInsert{table, std::move(columns), {std::move(row)}}};
    };
    Books books;
    books.live.apply(steps(books.schema, {insert("users", {"id", "email"}, {Value{std::int64_t{7}}, Value{std::string("c")}})}));
    books.live.run("INSERT INTO users (email) VALUES ('d')");
    CHECK(books.live.value("SELECT id FROM users WHERE email = 'd'") == "8");
    books.live.apply(steps(books.schema, {insert("users", {"id", "email"}, {Value{std::int64_t{5}}, Value{std::string("e")}})}));
    books.live.run("INSERT INTO users (email) VALUES ('f')");
    CHECK(books.live.value("SELECT id FROM users WHERE email = 'f'") == "9");
}

TEST_CASE("numbers that are given move no sequence that is ahead of them, nor one that has not begun") {
    const auto insert = [](std::int64_t number) { return Operation{BulkInsert{"log", {"id"}, {{Value{number}}}}}; };
    const Schema later = one(numbered({.always = true, .start = 100, .increment = 10}));
    Live live;
    live.apply(creation(later));
    live.apply(steps(later, {insert(5)}));
    live.run("INSERT INTO log DEFAULT VALUES");
    CHECK(live.value("SELECT max(id) FROM log") == "100");
    live.apply(steps(later, {insert(200)}));
    live.run("INSERT INTO log DEFAULT VALUES");
    CHECK(live.value("SELECT max(id) FROM log") == "210");
}

TEST_CASE("an identity may start on either side of nought") {
    for (const Identity& identity :
         {Identity{.always = false, .start = 0, .increment = {}}, Identity{.always = false, .start = 100, .increment = -10}}) {
        Live other;
        other.apply(creation(one(numbered(identity))));
        other.run("INSERT INTO log DEFAULT VALUES");
        CHECK(other.value("SELECT id FROM log") == std::to_string(*identity.start));
    }
}

TEST_CASE("an identity that a column gets begins behind its values") {
    Books books;
    books.live.run("UPDATE books SET author_id = 1");
    books.live.run("INSERT INTO users (id, email) VALUES (40, 'x')");
    books.live.run("UPDATE books SET author_id = 40 WHERE id = 1");
    CHECK(books.live.apply(steps(books.schema, {change(new_identity(Identity{}))})) == "");
    CHECK(books.live.value("SELECT nextval(pg_get_serial_sequence('books', 'author_id'))") == "41");
}

TEST_CASE("a deferred constraint that shares its name with another table's is not set by name") {
    Schema schema = library();
    schema.tables.find("books")->foreign_keys.find("fk_books_author_id")->deferrability = Deferrability::initially_deferred;
    Check same;
    same.name = "fk_books_author_id";
    same.expression = sql("email <> ''");
    schema.tables.find("users")->checks.add(same);
    const std::vector<Operation> operations = {
        Operation{BulkInsert{"books", {"author_id", "title"}, {{Value{std::int64_t{1}}, Value{std::string("x")}}}}},
        change(AddColumn{"books", column("blurb", String{}, true), {}})};
    Live live;
    live.apply(creation(schema));
    live.run("INSERT INTO users (email) VALUES ('a')");
    CHECK(live.apply(steps(schema, operations)) == "");
    CHECK(live.value("SELECT count(*) FROM books") == "1");
}

TEST_CASE("deferred constraints look at rows of this revision before the table is altered") {
    Schema schema = library();
    schema.tables.find("books")->foreign_keys.find("fk_books_author_id")->deferrability = Deferrability::initially_deferred;
    const std::vector<Operation> operations = {
        Operation{BulkInsert{"books", {"author_id", "title"}, {{Value{std::int64_t{1}}, Value{std::string("x")}}}}},
        change(AddColumn{"books", column("blurb", String{}, true), {}}),
        Operation{BulkInsert{"books", {"author_id", "title"}, {{Value{std::int64_t{2}}, Value{std::string("y")}}}}},
        Operation{BulkInsert{"users", {"email"}, {{Value{std::string("late")}}}}}};
    Live live;
    live.apply(creation(schema));
    live.run("INSERT INTO users (email) VALUES ('a')");
    CHECK(live.apply(steps(schema, operations)) == "");
    live.run("SET CONSTRAINTS ALL IMMEDIATE");
    CHECK(live.value("SELECT count(*) FROM books") == "2");
}

TEST_CASE("a value that is added to a type can be used in the same revision") {
    const auto use = Operation{Execute{sql("UPDATE people SET mood = 'happy'"), {}}};
    const std::vector<EnumValue> values = {{"happy", 2}, {"sad", 0}, {"ok", 1}};
    {
        Live live;
        live.apply(creation(moody()));
        live.run("INSERT INTO people (mood) VALUES ('ok')");
        CHECK(live.apply(steps(moody(), {change(mood(values)), use})) == "");
        CHECK(live.value("SELECT mood FROM people") == "happy");
        CHECK(live.value("SELECT enum_range(NULL::mood)") == "{happy,sad,ok}");
    }
    Live other;
    other.apply(creation(moody()));
    CHECK(other.apply(steps(moody(), {change(mood({{"none", 5}, {"sad", 0}, {"meh", 3}, {"so", 4}, {"ok", 1}, {"happy", 2}}))})) == "");
    CHECK(other.value("SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum") == "none,sad,meh,so,ok,happy");
}

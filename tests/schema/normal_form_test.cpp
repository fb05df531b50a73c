#include <aludel/schema/normal_form.h>

#include <limits>

#include <doctest/doctest.h>

#include <aludel/schema/apply.h>
#include <aludel/schema/diff.h>

#include "equal_defaults.h"
#include "samples.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

Expression sql(std::string text) {
    return {std::move(text), {}};
}

bool same(const Type& a, const Type& b) {
    return normal_form(a) == normal_form(b);
}

bool same(const Type& type, const Default& a, const Default& b) {
    const Schema schema = enums_of_defaults();
    return normal_form(a, type, schema) == normal_form(b, type, schema);
}

bool is_none(const Type& type, const Default& given) {
    return !normal_form(given, type, {});
}

Type custom(std::string words) {
    return {Custom{sql(std::move(words))}};
}

bool same_check(const std::string& a, const std::string& b) {
    Schema before{.tables = {table("books", {column("pages", integer)})}};
    Schema after = before;
    before.tables.find("books")->checks.add({.name = "ck", .expression = sql(a)});
    after.tables.find("books")->checks.add({.name = "ck", .expression = sql(b)});
    return normal_form(before) == normal_form(after);
}

}  // namespace

TEST_CASE("types that every engine takes for the same") {
    CHECK(same(numeric(10), numeric(10, 0)));
    CHECK(same(custom("CITEXT"), custom("citext")));
    CHECK(same(custom("geometry( Point,4326 )"), custom("geometry(Point, 4326)")));
    CHECK(same({String{}, false, {{"postgresql", "CITEXT"}}}, {String{}, false, {{"postgresql", "citext"}}}));
    CHECK(same({Custom{{"citext", {{"postgresql", "CiText"}}}}}, custom("citext")));
}

TEST_CASE("types that some engine tells apart") {
    CHECK_FALSE(same(numeric(10), numeric(10, 2)));
    CHECK_FALSE(same({Numeric{}}, numeric(10)));
    CHECK_FALSE(same(varchar(10), text));
    CHECK_FALSE(same(integer, bigint));
    CHECK_FALSE(same(integer, {Integer{32}, true}));
    CHECK_FALSE(same({Timestamp{true}}, {Timestamp{false}}));
    CHECK_FALSE(same(custom("\"Mood\""), custom("mood")));
    CHECK_FALSE(same(text, {String{}, false, {{"postgresql", "citext"}}}));
}

TEST_CASE("defaults that every engine takes for the same") {
    CHECK(is_none(text, Value{Null{}}));
    CHECK(is_none(text, sql("NULL")));
    CHECK(is_none(integer, sql("(null)")));
    for (const EqualDefaults& pair : equal_defaults()) {
        CAPTURE(pair.name);
        CHECK(same(pair.type, pair.one, pair.other));
    }
    CHECK(same(text, sql("lower( 'A' ) -- small"), sql("LOWER('A')")));
}

TEST_CASE("defaults that some engine tells apart") {
    CHECK_FALSE(is_none(text, sql("'null'")));
    CHECK_FALSE(same(integer, Value{std::int64_t{0}}, sql("'0'")));
    CHECK_FALSE(same(numeric(8, 2), sql("1.50"), sql("1.5")));  // SQLite keeps the text
    CHECK_FALSE(same(text, Value{std::string("a")}, sql("'A'")));
    CHECK_FALSE(same(text, Value{std::string("a\\b")}, sql("'a\\b'")));
    CHECK_FALSE(same(text, Value{std::string("a")}, sql("'a' || 'b'")));
    CHECK_FALSE(same(text, sql("lower(\"A\")"), sql("lower(a)")));
    CHECK_FALSE(same({Timestamp{false}}, Portable::now, sql("CURRENT_TIMESTAMP")));
    // A value is a point in time, UTC; SQL is read in the zone of the session.
    CHECK_FALSE(same({Timestamp{true}}, Value{std::string("2020-01-01 00:00:00")}, sql("'2020-01-01 00:00:00'")));
    CHECK_FALSE(same({Float{64}}, Value{0.1234567890123456}, sql("0.1234567890123456")));  // SQLite rounds the digits twice
    CHECK_FALSE(same(numeric(30, 2), Value{1e20}, sql("1e+20")));
    CHECK_FALSE(same({Float{64}}, Value{std::numeric_limits<double>::infinity()}, sql("inf")));
    CHECK_FALSE(same(text, Portable::now, sql("CURRENT_TIMESTAMP")));
    CHECK_FALSE(same({Enumeration{"level"}}, Value{std::string("high")}, sql("'high'")));
    CHECK_FALSE(same({Bytes{}}, Value{std::string("ff")}, sql("x'ff'")));
    CHECK_FALSE(same({String{}, true}, Value{std::string("{}")}, sql("'{}'")));
    CHECK_FALSE(same(text, Expression{"f()", {{"sqlite", "g()"}}}, sql("f()")));
}

TEST_CASE("SQL that differs in spaces, comments, the case of words and idle quotes and parentheses is the same") {
    CHECK(same_check("pages > 0", "  PAGES>0 /* some */"));
    CHECK(same_check("pages > 0", "((\"pages\" > 0))"));
    CHECK(same_check("pages in (1,2)", "pages IN ( 1, 2 )"));
    CHECK_FALSE(same_check("pages > 0", "pages > 1"));
    CHECK_FALSE(same_check("pages = 'A'", "pages = 'a'"));
    CHECK_FALSE(same_check("(pages > 0) and (pages < 9)", "pages > 0) and (pages < 9"));
    CHECK_FALSE(same_check("pages @- 1", "pages @ - 1"));
    CHECK_FALSE(same_check("\"Pages\" > 0", "pages > 0"));
}

TEST_CASE("what has no order, and what is the engine's own default, is written in one way") {
    const auto form = [](Schema schema) { return normal_form(std::move(schema)); };
    const auto with_enum = [&](EnumStorage storage, std::vector<EnumValue> values) {
        return form({.enums = {{"genre", storage, std::move(values)}}});
    };
    CHECK(with_enum(EnumStorage::text, {{"a", 0}, {"b", 1}}) == with_enum(EnumStorage::text, {{"b", 5}, {"a", 9}}));
    CHECK(with_enum(EnumStorage::integer, {{"a", 0}, {"b", 1}}) == with_enum(EnumStorage::integer, {{"b", 1}, {"a", 0}}));
    CHECK_FALSE(with_enum(EnumStorage::integer, {{"a", 0}}) == with_enum(EnumStorage::integer, {{"a", 1}}));
    CHECK(with_enum(EnumStorage::native, {{"a", 0}, {"b", 1}}) == with_enum(EnumStorage::native, {{"a", 3}, {"b", 4}}));
    CHECK_FALSE(with_enum(EnumStorage::native, {{"a", 0}, {"b", 1}}) == with_enum(EnumStorage::native, {{"b", 1}, {"a", 0}}));

    const auto with_sequence = [&](Sequence sequence) { return form({.sequences = {std::move(sequence)}}); };
    CHECK(with_sequence({.name = "s", .start = 1, .increment = 1, .minimum = 1}) == with_sequence({.name = "s"}));
    CHECK_FALSE(with_sequence({.name = "s", .start = 1, .increment = -1}) == with_sequence({.name = "s", .increment = -1}));
    CHECK_FALSE(with_sequence({.name = "s", .start = 1, .minimum = 0}) == with_sequence({.name = "s", .minimum = 0}));
    CHECK(with_sequence({.name = "s", .only = {"sqlite", "postgresql"}}) == with_sequence({.name = "s", .only = {"postgresql", "sqlite"}}));

    Table numbered = table("books", {});
    numbered.columns.find("id")->identity = Identity{.start = 1, .increment = 1};
    Table plain = table("books", {});
    plain.columns.find("id")->identity = Identity{};
    CHECK(form({.tables = {numbered}}) == form({.tables = {plain}}));
}

TEST_CASE("what is written otherwise is no change, and what stands in the database stays as it was written") {
    Table old = table("books", {column("price", numeric(10)), column("pages", integer, true)});
    old.columns.find("pages")->default_value = Value{std::int64_t{0}};
    old.checks.add({.name = "ck_books_pages", .expression = sql("pages >= 0")});
    old.indexes.add({.name = "ix_books_pages", .keys = {{.of = std::string("pages")}}, .where = sql("pages > 10")});
    Table now = old;
    now.columns.find("price")->type = numeric(10, 0);
    now.columns.find("pages")->default_value = sql("(0)");
    now.checks.find("ck_books_pages")->expression = sql("PAGES>=0");
    now.indexes.find("ix_books_pages")->where = sql("(pages>10)");
    const Schema before{.tables = {old}, .views = {{"long_books", sql("SELECT * FROM books")}}};
    Schema after{.tables = {now}, .views = {{"long_books", sql("select *\n  from books")}}};
    CHECK(as_written_in(before, after) == before);
    CHECK(diff(before, after).changes.empty());
    CHECK(diff(after, before).changes.empty());

    // Beside a real change, too.
    after.tables.find("books")->columns.find("pages")->nullable = false;
    const Diff found = diff(before, after, {.fills = {{"books.pages", sql("0")}}});
    CHECK(sentences(found.changes) == Lines{"alter books.pages: not null, nulls become 0"});
    CHECK(normal_form(aludel::schema::apply(before, found.changes)) == normal_form(after));
}

#include <aludel/schema/apply.h>

#include <doctest/doctest.h>

#include <aludel/schema/error.h>

using namespace aludel::schema;

namespace {

Expression sql(const char* text) {
    return {text, {}};
}

Schema library() {
    Table authors;
    authors.name = "authors";
    authors.columns = {{"id", {Integer{64}}}, {"name", {String{}}}};
    authors.primary_key = PrimaryKey{"pk_authors", {"id"}};
    Table books;
    books.name = "books";
    books.columns = {{"id", {Integer{64}}},
                     {"author_id", {Integer{64}}},
                     {"title", {String{}}},
                     {"pages", {Integer{32}}, true},
                     {.name = "leaves", .type = {Integer{32}}, .nullable = true, .computed = Computed{sql("pages / 2"), false}}};
    books.primary_key = PrimaryKey{"pk_books", {"id"}};
    books.uniques = {{"uq_books_title", {"title"}}};
    books.foreign_keys = {{"fk_books_author_id", {"author_id"}, "authors", {"id"}}};
    books.checks = {{"ck_books_pages", sql("books.pages > 0 and 'pages' <> title -- pages")}};
    books.indexes = {{.name = "ix_books_title", .keys = {{sql("lower(title)")}, {"pages"}}, .where = sql("pages is not null")}};
    return {.tables = {authors, books}};
}

std::string refusal(const Change& change) {
    Schema schema = library();
    try {
        aludel::schema::apply(schema, change);
    } catch (const SchemaError& error) {
        CHECK(schema == library());
        return error.what();
    }
    return "no refusal";
}

const Table& books_after(const Schema& schema) {
    return *schema.tables.find("books");
}

}  // namespace

TEST_CASE("a renamed column is followed in keys, indexes and, word by word, in expressions") {
    Schema schema = library();
    aludel::schema::apply(schema, RenameColumn{"books", "pages", "sheets"});
    const Table& books = books_after(schema);
    CHECK(books.columns.contains("sheets"));
    CHECK_FALSE(books.columns.contains("pages"));
    CHECK(books.checks.find("ck_books_pages")->expression.sql == "books.sheets > 0 and 'pages' <> title -- pages");
    CHECK(books.indexes.find("ix_books_title")->where.sql == "sheets is not null");
    CHECK(std::get<std::string>(books.indexes.find("ix_books_title")->keys[1].of) == "sheets");
    CHECK(books.columns.find("leaves")->computed->expression.sql == "sheets / 2");
}

TEST_CASE("a renamed column is followed in the foreign keys of other tables") {
    Schema schema = library();
    aludel::schema::apply(schema, RenameColumn{"authors", "id", "number"});
    CHECK(books_after(schema).foreign_keys.find("fk_books_author_id")->referred_columns == std::vector<std::string>{"number"});
    CHECK(schema.tables.find("authors")->primary_key->columns == std::vector<std::string>{"number"});
}

TEST_CASE("a renamed table is followed in the foreign keys of other tables and where it qualifies a column") {
    Schema schema = library();
    aludel::schema::apply(schema, RenameTable{"authors", "writers"});
    CHECK(books_after(schema).foreign_keys.find("fk_books_author_id")->referred_table == Name("writers"));
    aludel::schema::apply(schema, RenameTable{"books", "volumes"});
    CHECK(schema.tables.find("volumes")->checks.find("ck_books_pages")->expression.sql ==
          "volumes.pages > 0 and 'pages' <> title -- pages");
}

TEST_CASE("what is no column is not renamed with one") {
    const auto renamed = [](const char* expression, const char* from, const char* to) {
        Table t;
        t.name = "t";
        t.columns = {{"x", {Integer{32}}}, {"date", {Date{}}}, {"order", {Integer{32}}}, {"Mixed", {Integer{32}}}};
        t.checks = {{"ck", sql(expression)}};
        Schema schema{.tables = {t}};
        aludel::schema::apply(schema, RenameColumn{"t", from, to});
        return schema.tables.find("t")->checks.find("ck")->expression.sql;
    };
    CHECK(renamed("x > 1", "x", "y") == "y > 1");
    CHECK(renamed("X > 1", "x", "y") == "y > 1");
    CHECK(renamed("xx > x", "x", "y") == "xx > y");
    CHECK(renamed("x(x) > 1", "x", "y") == "x(y) > 1");
    CHECK(renamed("\"x\" > [x] + `x`", "x", "y") == "\"y\" > [y] + `y`");
    CHECK(renamed("x > 1", "x", "Order by") == "\"Order by\" > 1");
    CHECK(renamed("x > 1", "x", "order1") == "order1 > 1");
    CHECK(renamed("x > 1", "x", "select") == "\"select\" > 1");
    CHECK(renamed("'x' || 'it''s x' || E'\\'x' || $$x$$ || $a$x$a$ || x", "x", "y") ==
          "'x' || 'it''s x' || E'\\'x' || $$x$$ || $a$x$a$ || y");
    CHECK(renamed("/* x */ x -- x\n + x", "x", "y") == "/* x */ y -- x\n + y");
    CHECK(renamed("cast(date as date) > date '2020-01-01' and date::date > date", "date", "day") ==
          "cast(day as date) > date '2020-01-01' and day::date > day");
    CHECK(renamed("t.x > 1 and o.x > 2 and x.x > 3", "x", "y") == "t.y > 1 and o.x > 2 and x.x > 3");
    CHECK(renamed("x collate x", "x", "y") == "y collate x");
    CHECK(renamed("\"order\" > 1 and order > 2", "order", "rank") == "\"rank\" > 1 and order > 2");
    CHECK(renamed("mixed > 1 and \"MIXED\" > 2", "Mixed", "m") == "m > 1 and \"m\" > 2");
    CHECK(renamed("x[x] > 1", "x", "y") == "y[y] > 1");
    CHECK(renamed("1e5 > x and 0x1 < x", "x", "y") == "1e5 > y and 0x1 < y");
}

TEST_CASE("a change that does not fit the schema is refused, with the reason, and changes nothing") {
    CHECK(refusal(DropTable{library().tables.find("authors") ? *library().tables.find("authors") : Table{}}) ==
          "cannot drop table authors: books.fk_books_author_id refers to it; drop that first");
    CHECK(refusal(DropColumn{"books", *library().tables.find("books")->columns.find("pages")}) ==
          "cannot drop books.pages: it is needed by books.ck_books_pages, books.ix_books_title, books.leaves; drop that first");
    CHECK(refusal(DropColumn{"books", {"pages", {Integer{64}}}}) ==
          "cannot drop books.pages: the column is not what the change says it is: it is integer, nullable, not bigint");
    CHECK(refusal(DropColumn{"authors", *library().tables.find("authors")->columns.find("id")}) ==
          "cannot drop authors.id: it is needed by authors.pk_authors, books.fk_books_author_id; drop that first");
    CHECK(refusal(AddColumn{"books", {"title", {String{}}}, {}}) == "cannot add books.title text: the table has that column already");
    CHECK(refusal(AddColumn{"nowhere", {"x", {String{}}}, {}}) == "cannot add nowhere.x text: there is no table nowhere");
    CHECK(refusal(AddColumn{"books", {"genre", {Enumeration{"genre"}}}, {}}) ==
          "cannot add books.genre enumeration(\"genre\"): there is no enum genre; create it first");
    CHECK(refusal(RenameTable{"books", "authors"}) == "cannot rename table books to authors: there is a table authors already");
    CHECK(refusal(RenameColumn{"books", "title", "pages"}) == "cannot rename books.title to pages: there is a column books.pages already");
    CHECK(refusal(CreateIndex{"authors", {"ix_books_title", {{"name"}}}}) ==
          "cannot create on authors index ix_books_title (name): there is an index books.ix_books_title already");
    CHECK(refusal(AddConstraint{"authors", ForeignKey{"fk", {"name"}, "shelves", {"id"}}}) ==
          "cannot add to authors foreign key fk (name) to shelves (id): there is no table shelves, to which fk refers");
    CHECK(refusal(AddConstraint{"authors", Unique{"uq", {"nick"}}}) ==
          "cannot add to authors unique uq (nick): there is no column authors.nick");
    CHECK(refusal(AddConstraint{"authors", PrimaryKey{"pk", {"name"}}}) ==
          "cannot add to authors primary key pk (name): the table has the primary key pk_authors already");
    CHECK(
        refusal(DropConstraint{"books", Unique{"uq_books_title", {"id"}}}) ==
        "cannot drop from books unique uq_books_title (id): the constraint is not what the change says it is: it is unique uq_books_title "
        "(title)");
    const Column pages = *library().tables.find("books")->columns.find("pages");
    Column wider = pages;
    wider.type = {Integer{64}};
    wider.nullable = false;
    CHECK(refusal(AlterColumn{"books", pages, wider, {.type = true}, {}, {}}) ==
          "cannot alter books.pages: type integer to bigint: the column would change in more than the change says");
}

TEST_CASE("a rename undone puts expressions back as they were written") {
    Table t;
    t.name = "t";
    t.columns = {{"x", {Integer{32}}}};
    t.checks = {{"ck", sql("X > y")}};
    const Schema before{.tables = {t}};
    const std::vector<Change> rename = {RenameColumn{"t", "x", "y"}};
    const Schema after = aludel::schema::apply(before, rename);
    CHECK(after.tables.find("t")->checks.find("ck")->expression.sql == "y > y");
    const std::vector<Change> back = reverse(rename, before);
    CHECK(back.size() == 3);
    CHECK(aludel::schema::apply(after, back) == before);

    const std::vector<Change> rename_table = {RenameTable{"t", "u"}};
    Schema qualified = before;
    qualified.tables.find("t")->checks = {{"ck", sql("T.x > 0")}};
    const Schema renamed = aludel::schema::apply(qualified, rename_table);
    CHECK(renamed.tables.find("u")->checks.find("ck")->expression.sql == "u.x > 0");
    CHECK(aludel::schema::apply(renamed, reverse(rename_table, qualified)) == qualified);
}

TEST_CASE("a change reads as a sentence") {
    const Table books = *library().tables.find("books");
    CHECK(describe(AddColumn{"books", {"published_on", {Date{}}, true}, {}}) == "add books.published_on date, nullable");
    CHECK(describe(RenameColumn{"users", "about", "bio"}) == "rename users.about to bio");
    CHECK(describe(DropTable{books}) == "drop table books");
    CHECK(describe(CreateIndex{"books", *books.indexes.find("ix_books_title")}) ==
          "create on books index ix_books_title (lower(title), pages) where pages is not null");
    Column before{"x", {String{5}}, true};
    Column after{"x", {String{9}}, false, Value{std::string("none")}};
    CHECK(describe(AlterColumn{"t", before, after, differing_fields(before, after), sql("''"), {}}) ==
          "alter t.x: type varchar(5) to varchar(9), not null, default none to 'none', nulls become ''");
}

TEST_CASE("what cannot be brought back is said to be destroyed") {
    const Table books = *library().tables.find("books");
    CHECK(destroys_data(DropTable{books}));
    CHECK(destroys_data(DropColumn{"books", *books.columns.find("pages")}));
    CHECK_FALSE(destroys_data(DropColumn{"books", *books.columns.find("leaves")}));
    CHECK_FALSE(destroys_data(RenameTable{"books", "b"}));
    const auto retyped = [](Type from, Type to) {
        const Column before{"x", std::move(from)};
        const Column after{"x", std::move(to)};
        return destroys_data(AlterColumn{"t", before, after, differing_fields(before, after), {}, {}});
    };
    CHECK_FALSE(retyped({String{5}}, {String{9}}));
    CHECK(retyped({String{9}}, {String{5}}));
    CHECK(retyped({String{}}, {Integer{32}}));
    CHECK_FALSE(retyped({Integer{32}}, {Integer{64}}));
    CHECK(retyped({Integer{64}}, {Integer{32}}));
    CHECK(retyped({Numeric{8, 2}}, {Numeric{10, {}}}));
    CHECK_FALSE(retyped({Numeric{8, 2}}, {Numeric{10, 4}}));
}

TEST_CASE("NULL among an array's elements is no value of the enum, and a value of that name stands in quotes") {
    Schema schema = library();
    schema.enums.add({"genre", EnumStorage::text, {{"null", 0}, {"poem", 1}}});
    schema.tables.find("books")->columns.add(
        {.name = "genres", .type = {Enumeration{"genre"}, true}, .default_value = Value{std::string(R"({NULL,"null",poem,null})")}});
    const auto given = [&] { return *schema.tables.find("books")->columns.find("genres")->default_value; };
    aludel::schema::apply(schema, RenameEnumValue{"genre", "null", "none"});
    CHECK(given() == Default{Value{std::string(R"({NULL,"none",poem,null})")}});
    aludel::schema::apply(schema, RenameEnumValue{"genre", "poem", "Null"});
    CHECK(given() == Default{Value{std::string(R"({NULL,"none","Null",null})")}});
}

TEST_CASE("a renamed value is followed in defaults, one by one in arrays, and not in SQL") {
    Schema schema = library();
    schema.enums.add({"genre", EnumStorage::text, {{"essay", 0}, {"poem", 1}}});
    Table& books = *schema.tables.find("books");
    const auto add = [&](const char* name, bool array, Default given) {
        books.columns.add({.name = name, .type = {Enumeration{"genre"}, array}, .default_value = std::move(given)});
    };
    add("genre", false, Value{std::string("essay")});
    add("genres", true, Value{std::string(R"({poem,"essay",essayist,essay})")});
    add("said", false, sql("'essay'"));
    books.columns.add({.name = "kind", .type = {String{}}, .default_value = Value{std::string("essay")}});
    const Schema before = schema;
    const Change change = RenameEnumValue{"genre", "essay", "long essay"};
    aludel::schema::apply(schema, change);
    const auto given = [&](const char* name) { return *schema.tables.find("books")->columns.find(name)->default_value; };
    CHECK(schema.enums.find("genre")->values.front() == EnumValue{"long essay", 0});
    CHECK(given("genre") == Default{Value{std::string("long essay")}});
    CHECK(given("genres") == Default{Value{std::string(R"({poem,"long essay",essayist,"long essay"})")}});
    CHECK(given("said") == Default{sql("'essay'")});
    CHECK(given("kind") == Default{Value{std::string("essay")}});
    CHECK_THROWS_WITH_AS(aludel::schema::apply(schema, change),
                         "cannot rename the value genre.essay to long essay: there is no value genre.essay", SchemaError);
    CHECK_THROWS_WITH_AS(aludel::schema::apply(schema, RenameEnumValue{"genre", "poem", "long essay"}),
                         "cannot rename the value genre.poem to long essay: there is a value genre.\"long essay\" already", SchemaError);
}

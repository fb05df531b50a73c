// Every reason for which a change is refused: the sentence, and a schema that is what it was.
#include <aludel/schema/apply.h>

#include <doctest/doctest.h>

#include <aludel/schema/error.h>

using namespace aludel::schema;

namespace {

Expression sql(const char* text) {
    return {text, {}};
}

Table books() {
    Table out;
    out.name = "books";
    out.columns = {{"id", {Integer{64}}}, {"title", {String{}}}, {"genre", {Enumeration{"genre"}}}};
    out.primary_key = PrimaryKey{"pk_books", {"id"}};
    out.uniques = {{"uq_books_title", {"title"}}};
    out.checks = {{"ck_books_title", sql("title <> ''")}};
    out.indexes = {{.name = "ix_books_title", .keys = {{"title"}}}};
    return out;
}

Schema library() {
    Table copies;
    copies.name = "copies";
    copies.columns = {{"id", {Integer{64}}}, {"book", {Integer{64}}}};
    copies.foreign_keys = {{"fk_copies_book", {"book"}, "books", {"id"}}};
    Table elsewhere;
    elsewhere.name = {"old", "shelves"};
    elsewhere.columns = {{"title", {String{}}}};
    elsewhere.indexes = {{.name = "ix_books_title", .keys = {{"title"}}}};
    return {.tables = {books(), copies, elsewhere},
            .enums = {{"genre", EnumStorage::text, {{"fiction", 0}, {"essay", 1}}}, {"unused", EnumStorage::text, {{"x", 0}}}},
            .views = {{.name = "titles", .query = sql("SELECT title FROM books")}},
            .sequences = {{.name = "tickets"}},
            .opaque = {
                {.name = "stemmer", .kind = "function", .create = sql("CREATE FUNCTION stemmer"), .drop = sql("DROP FUNCTION stemmer")}}};
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

const Column& column(const char* name) {
    static const Table table = books();
    return *table.columns.find(name);
}

}  // namespace

TEST_CASE("a table that is created brings nothing that is there already, and names nothing that is not") {
    const auto created = [](auto edit) {
        Table table;
        table.name = "t";
        table.columns = {{"x", {Integer{64}}}};
        edit(table);
        return refusal(CreateTable{table});
    };
    CHECK(created([](Table&) {}) == "no refusal");
    CHECK(created([](Table& t) { t.name = "books"; }) == "cannot create table books: there is a table books already");
    CHECK(created([](Table& t) {
              t.columns = {{"x", {Enumeration{"mood"}}}};
          }) == "cannot create table t: there is no enum mood; create it first");
    CHECK(created([](Table& t) { t.primary_key = PrimaryKey{"pk", {"y"}}; }) == "cannot create table t: there is no column t.y");
    CHECK(created([](Table& t) { t.uniques = {{"uq", {"y"}}}; }) == "cannot create table t: there is no column t.y");
    CHECK(created([](Table& t) { t.uniques = {{.name = "uq", .columns = {"x"}, .include = {"y"}}}; }) ==
          "cannot create table t: there is no column t.y");
    CHECK(created([](Table& t) { t.foreign_keys = {{"fk", {"y"}, "books", {"id"}}}; }) == "cannot create table t: there is no column t.y");
    CHECK(created([](Table& t) {
              t.foreign_keys = {{"fk", {"x"}, "books", {"y"}}};
          }) == "cannot create table t: there is no column books.y");
    CHECK(created([](Table& t) { t.foreign_keys = {{"fk", {"x"}, "t", {"y"}}}; }) == "cannot create table t: there is no column t.y");
    CHECK(created([](Table& t) { t.foreign_keys = {{"fk", {"x"}, "t", {"x"}}}; }) == "no refusal");
    CHECK(created([](Table& t) {
              t.foreign_keys = {{"fk", {"x"}, "u", {"x"}}};
          }) == "cannot create table t: there is no table u, to which fk refers");
    CHECK(created([](Table& t) { t.indexes = {{.name = "ix", .keys = {{"y"}}}}; }) == "cannot create table t: there is no column t.y");
    CHECK(created([](Table& t) { t.indexes = {{.name = "ix", .keys = {{"x"}}, .include = {"y"}}}; }) ==
          "cannot create table t: there is no column t.y");
    CHECK(created([](Table& t) { t.indexes = {{.name = "ix", .keys = {{sql("y + 1")}}}}; }) == "no refusal");
    CHECK(created([](Table& t) { t.indexes = {{.name = "ix_books_title", .keys = {{"x"}}}}; }) ==
          "cannot create table t: there is an index books.ix_books_title already");
    const auto two = [&](auto edit) {
        return created([&](Table& t) {
            t.primary_key = PrimaryKey{"a", {"x"}};
            t.uniques = {{"b", {"x"}}};
            t.foreign_keys = {{"c", {"x"}, "books", {"id"}}};
            t.checks = {{"d", sql("x > 0")}};
            edit(t);
        });
    };
    CHECK(two([](Table&) {}) == "no refusal");
    CHECK(two([](Table& t) { t.uniques = {{"a", {"x"}}}; }) == "cannot create table t: two of its constraints are called a");
    CHECK(two([](Table& t) {
              t.foreign_keys = {{"b", {"x"}, "books", {"id"}}};
          }) == "cannot create table t: two of its constraints are called b");
    CHECK(two([](Table& t) { t.checks = {{"c", sql("x > 0")}}; }) == "cannot create table t: two of its constraints are called c");
}

TEST_CASE("a table that is dropped, renamed or altered is there, as the change says, and leaves nothing behind") {
    Table other = books();
    other.options.comment = "another";
    CHECK(refusal(DropTable{other}) == "cannot drop table books: the table is not what the change says it is");
    CHECK(refusal(DropTable{books()}) == "cannot drop table books: copies.fk_copies_book refers to it; drop that first");
    other.name = "t";
    CHECK(refusal(DropTable{other}) == "cannot drop table t: there is no table t");
    CHECK(refusal(RenameTable{"t", "u"}) == "cannot rename table t to u: there is no table t");
    CHECK(refusal(RenameTable{"copies", "books"}) == "cannot rename table copies to books: there is a table books already");
    CHECK(refusal(RenameTable{"books", "works"}) == "no refusal");
    CHECK(refusal(RenameTable{"books", {"old", "books"}}) ==
          "cannot rename table books to old.books: there is an index old.shelves.ix_books_title already");
    CHECK(refusal(RenameTable{"copies", {"old", "copies"}}) == "no refusal");
    CHECK(refusal(AlterTable{"books", {.comment = "it was"}, {}}) ==
          "cannot alter table books: no comment: its options are not what the change says they are");
    CHECK(refusal(AlterTable{"t", {}, {.comment = "new"}}) == "cannot alter table t: comment: there is no table t");
}

TEST_CASE("a column that changes is there, as the change says, and changes in what the change says") {
    CHECK(refusal(AddColumn{"t", {"x", {String{}}}, {}}) == "cannot add t.x text: there is no table t");
    CHECK(refusal(AddColumn{"books", {"title", {Integer{64}}}, {}}) == "cannot add books.title bigint: the table has that column already");
    CHECK(refusal(AddColumn{"books", {"mood", {Enumeration{"mood"}}}, {}}) ==
          "cannot add books.mood enumeration(\"mood\"): there is no enum mood; create it first");
    CHECK(refusal(DropColumn{"t", column("title")}) == "cannot drop t.title: there is no table t");
    CHECK(refusal(DropColumn{"books", {"pages", {Integer{64}}}}) == "cannot drop books.pages: there is no column books.pages");
    CHECK(refusal(DropColumn{"books", {"genre", {String{}}}}) ==
          "cannot drop books.genre: the column is not what the change says it is: it is enumeration(\"genre\"), not text");
    CHECK(refusal(DropColumn{"books", column("title")}) ==
          "cannot drop books.title: it is needed by books.uq_books_title, books.ck_books_title, books.ix_books_title; drop that first");
    CHECK(refusal(DropColumn{"books", column("genre")}) == "no refusal");
    CHECK(refusal(RenameColumn{"t", "x", "y"}) == "cannot rename t.x to y: there is no table t");
    CHECK(refusal(RenameColumn{"books", "x", "y"}) == "cannot rename books.x to y: there is no column books.x");
    CHECK(refusal(RenameColumn{"books", "title", "genre"}) == "cannot rename books.title to genre: there is a column books.genre already");

    const auto altered = [](auto edit, ColumnFields fields = {}) {
        Column after = column("title");
        edit(after);
        return refusal(AlterColumn{"books", column("title"), after, fields, {}, {}});
    };
    const std::string in_more = ": the column would change in more than the change says";
    const auto ends = [](const std::string& text, const std::string& end) {
        return text.size() > end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
    };
    CHECK(ends(altered([](Column& c) { c.name = "heading"; }), ": it would change the column's name; rename it instead"));
    CHECK(ends(altered([](Column& c) { c.type = {Integer{64}}; }), in_more));
    CHECK(ends(altered([](Column& c) { c.nullable = true; }), in_more));
    CHECK(ends(altered([](Column& c) { c.default_value = Value{std::string("x")}; }), in_more));
    CHECK(ends(altered([](Column& c) { c.identity = Identity{}; }), in_more));
    CHECK(ends(altered([](Column& c) { c.computed = Computed{sql("'x'"), true}; }), in_more));
    CHECK(ends(altered([](Column& c) { c.collation = sql("NOCASE"); }), in_more));
    CHECK(ends(altered([](Column& c) { c.comment = "x"; }), in_more));
    CHECK(altered([](Column& c) { c.type = {Integer{64}}; }, {.type = true}) == "no refusal");
    CHECK(altered([](Column& c) { c.nullable = true; }, {.nullable = true}) == "no refusal");
    CHECK(altered([](Column& c) { c.default_value = Value{std::string("x")}; }, {.default_value = true}) == "no refusal");
    CHECK(altered([](Column& c) { c.identity = Identity{}; }, {.identity = true}) == "no refusal");
    CHECK(altered([](Column& c) { c.computed = Computed{sql("'x'"), true}; }, {.computed = true}) == "no refusal");
    CHECK(altered([](Column& c) { c.collation = sql("NOCASE"); }, {.collation = true}) == "no refusal");
    CHECK(altered([](Column& c) { c.comment = "x"; }, {.comment = true}) == "no refusal");
    CHECK(altered([](Column& c) { c.type = {Enumeration{"mood"}}; }, {.type = true}) ==
          "cannot alter books.title: type text to enumeration(\"mood\"): there is no enum mood; create it first");
    Column wider = column("id");
    wider.comment = "x";
    CHECK(refusal(AlterColumn{"books", wider, column("id"), {.comment = true}, {}, {}}) ==
          "cannot alter books.id: no comment: the column is not what the change says it is: it has another comment");
    // Two texts for two databases, of which a description shows one.
    const auto unlike = [](auto edit) {
        Schema schema = library();
        Column is{"x", {String{}}};
        edit(is, sql("a"));
        Column said{"x", {String{}}};
        edit(said, Expression{"a", {{"sqlite", "b"}}});
        schema.tables.find("copies")->columns.add(is);
        try {
            aludel::schema::apply(schema, DropColumn{"copies", said});
        } catch (const SchemaError& error) {
            return std::string(error.what());
        }
        return std::string("no refusal");
    };
    const std::string another = "cannot drop copies.x: the column is not what the change says it is: it has another ";
    CHECK(unlike([](Column& c, const Expression& text) { c.default_value = text; }) == another + "default");
    CHECK(unlike([](Column& c, const Expression& text) { c.computed = Computed{text, true}; }) == another + "expression");
    CHECK(unlike([](Column& c, const Expression& text) { c.collation = text; }) == another + "collation");
    CHECK(refusal(AlterColumn{"t", column("id"), wider, {.comment = true}, {}, {}}) == "cannot alter t.id: comment: there is no table t");
}

TEST_CASE("a constraint has a name of its own and columns that are there") {
    CHECK(refusal(AddConstraint{"t", Unique{"uq", {"x"}}}) == "cannot add to t unique uq (x): there is no table t");
    for (const char* taken : {"pk_books", "uq_books_title", "ck_books_title"})
        CHECK(refusal(AddConstraint{"books", Unique{taken, {"genre"}}}) ==
              "cannot add to books unique " + std::string(taken) + " (genre): the table has a constraint of that name already");
    CHECK(refusal(AddConstraint{"copies", Check{"fk_copies_book", sql("id > 0")}}) ==
          "cannot add to copies check fk_copies_book (id > 0): the table has a constraint of that name already");
    CHECK(refusal(AddConstraint{"books", PrimaryKey{"pk", {"title"}}}) ==
          "cannot add to books primary key pk (title): the table has the primary key pk_books already");
    CHECK(refusal(AddConstraint{"copies", PrimaryKey{"pk", {"nr"}}}) ==
          "cannot add to copies primary key pk (nr): there is no column copies.nr");
    CHECK(refusal(AddConstraint{"copies", PrimaryKey{"pk", {"id"}}}) == "no refusal");

    CHECK(refusal(DropConstraint{"t", Unique{"uq", {"x"}}}) == "cannot drop from t unique uq (x): there is no table t");
    CHECK(refusal(DropConstraint{"books", Unique{"uq", {"title"}}}) ==
          "cannot drop from books unique uq (title): there is no constraint books.uq");
    CHECK(
        refusal(DropConstraint{"books", Check{"ck_books_title", sql("true")}}) ==
        "cannot drop from books check ck_books_title (true): the constraint is not what the change says it is: it is check ck_books_title "
        "(title <> '')");
    CHECK(refusal(RenameConstraint{"t", "uq", "ux"}) == "cannot rename constraint t.uq to ux: there is no table t");
    CHECK(refusal(RenameConstraint{"books", "uq", "ux"}) == "cannot rename constraint books.uq to ux: there is no constraint books.uq");
    CHECK(refusal(RenameConstraint{"books", "uq_books_title", "pk_books"}) ==
          "cannot rename constraint books.uq_books_title to pk_books: there is a constraint books.pk_books already");
}

TEST_CASE("an index's name is one of its schema's") {
    const Index title{.name = "ix_title", .keys = {{"title"}}};
    Index same = title;
    same.name = "ix_books_title";
    CHECK(refusal(CreateIndex{"t", title}) == "cannot create on t index ix_title (title): there is no table t");
    CHECK(refusal(CreateIndex{"copies", same}) ==
          "cannot create on copies index ix_books_title (title): there is an index books.ix_books_title already");
    CHECK(refusal(CreateIndex{"copies", title}) == "cannot create on copies index ix_title (title): there is no column copies.title");
    CHECK(refusal(CreateIndex{{"old", "shelves"}, title}) == "no refusal");
    CHECK(refusal(DropIndex{"t", title}) == "cannot drop index t.ix_title: there is no table t");
    CHECK(refusal(DropIndex{"books", title}) == "cannot drop index books.ix_title: there is no index books.ix_title");
    same.unique = true;
    CHECK(refusal(DropIndex{"books", same}) ==
          "cannot drop index books.ix_books_title: the index is not what the change says it is: it is index ix_books_title (title)");
    CHECK(refusal(RenameIndex{"t", "ix", "iy"}) == "cannot rename index t.ix to iy: there is no table t");
    CHECK(refusal(RenameIndex{"books", "ix", "iy"}) == "cannot rename index books.ix to iy: there is no index books.ix");
    CHECK(refusal(RenameIndex{"books", "ix_books_title", "ix_books_title"}) ==
          "cannot rename index books.ix_books_title to ix_books_title: there is an index books.ix_books_title already");
}

TEST_CASE("a comment is of what is there, and is what the change says") {
    using Of = AlterComment::Of;
    CHECK(refusal(AlterComment{Of::constraint, "t", "uq", "", "new"}) == "cannot alter constraint t.uq: comment: there is no table t");
    CHECK(refusal(AlterComment{Of::constraint, "books", "uq", "", "new"}) ==
          "cannot alter constraint books.uq: comment: there is no constraint books.uq");
    CHECK(refusal(AlterComment{Of::constraint, "books", "pk_books", "old", ""}) ==
          "cannot alter constraint books.pk_books: no comment: the comment is not what the change says it is: it is \"\", not \"old\"");
    CHECK(refusal(AlterComment{Of::constraint, "books", "pk_books", "", "new"}) == "no refusal");
    CHECK(refusal(AlterComment{Of::index, "t", "ix", "", "new"}) == "cannot alter index t.ix: comment: there is no table t");
    CHECK(refusal(AlterComment{Of::index, "books", "uq_books_title", "", "new"}) ==
          "cannot alter index books.uq_books_title: comment: there is no index books.uq_books_title");
    CHECK(refusal(AlterComment{Of::index, "books", "ix_books_title", "old", "new"}) ==
          "cannot alter index books.ix_books_title: comment: the comment is not what the change says it is: it is \"\", not \"old\"");
    CHECK(refusal(AlterComment{Of::index, {"old", "shelves"}, "ix_books_title", "", "new"}) == "no refusal");
    CHECK(refusal(AlterComment{Of::view, "names", "", "", "new"}) == "cannot alter view names: comment: there is no view names");
    CHECK(refusal(AlterComment{Of::view, "titles", "", "old", "new"}) ==
          "cannot alter view titles: comment: the comment is not what the change says it is: it is \"\", not \"old\"");
    CHECK(refusal(AlterComment{Of::view, "titles", "", "", "new"}) == "no refusal");

    // What is dropped is what the change says, also in its comment, which no description has.
    CHECK(refusal(DropConstraint{"books", Unique{.name = "uq_books_title", .columns = {"title"}, .comment = "old"}}) ==
          "cannot drop from books unique uq_books_title (title): the comment is not what the change says it is: it is \"\", not \"old\"");
    CHECK(refusal(DropIndex{"books", {.name = "ix_books_title", .keys = {{"title"}}, .comment = "old"}}) ==
          "cannot drop index books.ix_books_title: the comment is not what the change says it is: it is \"\", not \"old\"");
}

TEST_CASE("an enum that changes is there, as the change says, and one that columns have stays") {
    const Enum genre = *library().enums.find("genre");
    Enum other = genre;
    other.values = {{"fiction", 0}};
    Enum mood = genre;
    mood.name = "mood";
    CHECK(refusal(CreateEnum{genre}) == "cannot create enum genre: there is an enum genre already");
    CHECK(refusal(DropEnum{genre}) == "cannot drop enum genre: it is the type of books.genre; change or drop that first");
    CHECK(refusal(DropEnum{mood}) == "cannot drop enum mood: there is no enum mood");
    CHECK(refusal(DropEnum{{"unused", EnumStorage::text, {{"y", 0}}}}) ==
          "cannot drop enum unused: the enum is not what the change says it is");
    CHECK(refusal(AlterEnum{mood, mood}).find(": there is no enum mood") != std::string::npos);
    CHECK(refusal(AlterEnum{genre, mood}).find(": it would change the enum's name; rename it instead") != std::string::npos);
    CHECK(refusal(AlterEnum{other, genre}).find(": the enum is not what the change says it is") != std::string::npos);
    CHECK(refusal(AlterEnum{genre, other}) == "no refusal");
    CHECK(refusal(RenameEnum{"mood", "humour"}) == "cannot rename enum mood to humour: there is no enum mood");
    CHECK(refusal(RenameEnum{"genre", "unused"}) == "cannot rename enum genre to unused: there is an enum unused already");
    CHECK(refusal(RenameEnumValue{"mood", "a", "b"}) == "cannot rename the value mood.a to b: there is no enum mood");
    CHECK(refusal(RenameEnumValue{"genre", "a", "b"}) == "cannot rename the value genre.a to b: there is no value genre.a");
    CHECK(refusal(RenameEnumValue{"genre", "essay", "fiction"}) ==
          "cannot rename the value genre.essay to fiction: there is a value genre.fiction already");
}

TEST_CASE("a view, a sequence and an opaque object are there, as the change says") {
    const Schema there = library();
    View view = *there.views.find("titles");
    CHECK(refusal(CreateView{view}) == "cannot create view titles: there is a view titles already");
    view.query = sql("SELECT 1");
    CHECK(refusal(DropView{view}) == "cannot drop view titles: the view is not what the change says it is");
    view.name = "v";
    CHECK(refusal(DropView{view}) == "cannot drop view v: there is no view v");

    const Sequence tickets = *there.sequences.find("tickets");
    Sequence other = tickets;
    other.increment = 2;
    CHECK(refusal(CreateSequence{other}) == "cannot create sequence tickets: there is a sequence tickets already");
    CHECK(refusal(DropSequence{other}) == "cannot drop sequence tickets: the sequence is not what the change says it is");
    CHECK(refusal(AlterSequence{other, tickets}).find(": the sequence is not what the change says it is") != std::string::npos);
    CHECK(refusal(AlterSequence{tickets, other}) == "no refusal");
    other = tickets;
    other.name = "numbers";
    CHECK(refusal(DropSequence{other}) == "cannot drop sequence numbers: there is no sequence numbers");
    CHECK(refusal(AlterSequence{other, other}).find(": there is no sequence numbers") != std::string::npos);
    CHECK(refusal(AlterSequence{tickets, other}).find(": it would change the sequence's name") != std::string::npos);

    Opaque function = *there.opaque.find("stemmer");
    CHECK(refusal(CreateOpaque{function}) == "cannot create function stemmer: there is an object stemmer already");
    function.create = sql("CREATE OR REPLACE");
    CHECK(refusal(DropOpaque{function}) == "cannot drop function stemmer: the object is not what the change says it is");
    function.name = "f";
    CHECK(refusal(DropOpaque{function}) == "cannot drop function f: there is no object f");
}

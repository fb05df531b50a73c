#include "migrations/side_by_side.h"

#include <doctest/doctest.h>

#include "migrations/sqlite/library.h"

using namespace aludel;
using namespace aludel::schema;
using namespace aludel::tests;
using migrations::BulkInsert;
using migrations::Execute;

namespace {

Column named(std::string name) {
    Column out;
    out.name = std::move(name);
    return out;
}

template <class Constraint>
Constraint called(std::string name) {
    Constraint out;
    out.name = std::move(name);
    return out;
}

AlterColumn alter(std::string column, Column after, ColumnFields fields) {
    AlterColumn out;
    out.table = "books";
    out.before = named(column);
    out.after = std::move(after);
    out.after.name = std::move(column);
    out.fields = fields;
    return out;
}

AlterColumn new_type(std::string name, decltype(Type::kind) kind) {
    ColumnFields fields;
    fields.type = true;
    return alter(name, column(name, std::move(kind)), fields);
}

AlterColumn on_postgresql(std::string name, decltype(Type::kind) kind, const char* type, const char* convert) {
    AlterColumn out = new_type(std::move(name), std::move(kind));
    out.after.type.on = {{"postgresql", type}};
    out.convert.dialects = {{"postgresql", convert}};
    return out;
}

Check on_postgresql(Check check) {
    check.only = {"postgresql"};
    return check;
}

AlterColumn new_default(std::string name, std::optional<Default> value) {
    ColumnFields fields;
    fields.default_value = true;
    Column after = named(name);
    after.default_value = std::move(value);
    return alter(name, after, fields);
}

AlterColumn no_default() {
    AlterColumn out = new_default("is_active", std::nullopt);
    out.table = "users";
    return out;
}

AlterColumn nullability(std::string name, bool nullable, Expression fill = {}) {
    ColumnFields fields;
    fields.nullable = true;
    Column after = named(name);
    after.nullable = nullable;
    AlterColumn out = alter(name, after, fields);
    out.fill = std::move(fill);
    return out;
}

Table everything() {
    Table out;
    out.name = "everything";
    out.columns = {identity("id"),
                   column("flag", Boolean{}),
                   column("small", Integer{16}),
                   column("plain", Integer{32}),
                   column("big", Integer{64}),
                   column("single", Float{32}),
                   column("number", Float{64}),
                   column("name", String{40}),
                   column("body", String{}),
                   column("octets", Bytes{}),
                   column("price", Numeric{8, 2}),
                   column("day", Date{}),
                   column("hour", TimeOfDay{}),
                   with_default(column("moment", Timestamp{true}), Portable::now),
                   column("local", Timestamp{false}),
                   column("span", Interval{}),
                   column("key", Uuid{}),
                   column("document", Json{}),
                   column("genre", Enumeration{"genre"}, true)};
    Column twice = column("twice", Integer{32}, true);
    twice.computed = Computed{sql("plain * 2"), true};
    out.columns.add(twice);
    out.primary_key = PrimaryKey{"pk_everything", {"id"}};
    out.options.comment = "one of each";
    return out;
}

Enum mood(std::vector<EnumValue> values) {
    Enum out;
    out.name = "mood";
    out.storage = EnumStorage::native;
    out.values = std::move(values);
    return out;
}

/// The library, with a native enum that books have.
Schema library_with_moods() {
    Schema out = library();
    out.enums.add(mood({{"sad", 0}, {"glad", 1}}));
    Table books = *out.tables.find("books");
    out.tables.erase("books");
    books.columns.add(column("mood", Enumeration{"mood"}, true));
    out.tables.add(books);
    return out;
}

Index partial() {
    Index out = index("ix_books_title", {"title"});
    out.name = "ix_books_lower_title";
    out.keys.front().of = sql("lower(title)");
    out.keys.front().descending = true;
    out.unique = true;
    out.where = sql("pages > 100");
    return out;
}

Change change(Change value) {
    return value;
}

}  // namespace

TEST_CASE("every operation is asserted on both engines side by side") {
    Unique title = called<Unique>("uq_books_title");
    title.columns = {"title"};
    Check rating = called<Check>("ck_books_title");
    rating.expression = sql("title <> ''");
    Enum genre = *library().enums.find("genre");
    genre.values.push_back({"poem", 2});
    Execute execute;
    execute.sql = {"UPDATE books SET pages = 1", {{"postgresql", "UPDATE books SET pages = 2"}}};
    BulkInsert insert;
    insert.table = "books";
    insert.columns = {"id", "author_id", "title", "genre"};
    insert.rows = {{Value{std::int64_t{1}}, Value{std::int64_t{7}}, Value{std::string("It's \\ here")}, Value{std::string("essay")}}};
    View view;
    view.name = "long_books";
    view.query = sql("SELECT id FROM books WHERE pages > 500");
    View stored = view;
    stored.materialized = true;
    stored.only = {"postgresql"};

    check_side_by_side(
        "docs/sql.md",
        "# What a revision becomes on each engine\n\nThe tests compare this page with what is rendered, and write it with UPDATE_GOLDEN=1. "
        "`STOP WITH ROWS OF`: the run stops\nbefore anything is changed when the query returns a row. `REBUILD`: SQLite's table is made "
        "anew with its rows.",
        {
            {"create a table with a column of each type", library(), {change(CreateTable{everything()})}},
            {"drop a table", library(), {change(DropTable{called<Table>("books")})}},
            {"rename a table", library(), {change(RenameTable{"users", "people"})}},
            {"set a table's comment", library(), {change(AlterTable{"books", {}, {"read them", false, false}})}},
            {"set an index's comment",
             library(),
             {change(AlterComment{AlterComment::Of::index, "books", "ix_books_title", "", "for the shelf"})}},
            {"add a nullable column", library(), {change(AddColumn{"books", column("blurb", String{}, true), {}})}},
            {"add a column with a default",
             library(),
             {change(AddColumn{"books", with_default(column("sold", Boolean{}), Value{false}), {}})}},
            {"add a column filled from another", library(), {change(AddColumn{"books", column("sort", String{200}), sql("lower(title)")})}},
            {"add a column that existing rows have no value for", library(), {change(AddColumn{"books", column("isbn", String{13}), {}})}},
            {"drop a column", library(), {change(DropColumn{"books", named("genre")})}},
            {"rename a column", library(), {change(RenameColumn{"books", "title", "name"})}},
            {"rename a column with an enum", library(), {change(RenameColumn{"books", "genre", "kind"})}},
            {"a longer text", library(), {change(new_type("title", String{400}))}},
            {"a shorter text", library(), {change(new_type("title", String{50}))}},
            {"a wider integer", library(), {change(new_type("pages", Integer{64}))}},
            {"a narrower integer", library(), {change(new_type("pages", Integer{16}))}},
            {"an integer becomes text",
             library(),
             {change(DropConstraint{"books", called<Check>("ck_books_pages")}), change(new_type("pages", String{}))}},
            {"a text becomes an integer", library(), {change(new_type("title", Integer{32}))}},
            {"a type in one engine's own words", library(), {change(on_postgresql("title", String{200}, "name", "title::name"))}},
            {"set a default", library(), {change(new_default("title", Default{Value{std::string("untitled")}}))}},
            {"drop a default", library(), {change(no_default())}},
            {"make a column NOT NULL", library(), {change(nullability("pages", false))}},
            {"make a column NOT NULL and fill it", library(), {change(nullability("pages", false, sql("0")))}},
            {"make a column nullable", library(), {change(nullability("title", true))}},
            {"add a unique constraint", library(), {change(AddConstraint{"books", title})}},
            {"add a check", library(), {change(AddConstraint{"books", rating})}},
            {"add a check that one engine has", library(), {change(AddConstraint{"books", on_postgresql(rating)})}},
            {"drop a constraint", library(), {change(DropConstraint{"books", called<Check>("ck_books_pages")})}},
            {"drop a foreign key", library(), {change(DropConstraint{"books", called<ForeignKey>("fk_books_author_id")})}},
            {"rename a constraint", library(), {change(RenameConstraint{"books", "ck_books_pages", "ck_books_length"})}},
            {"create an index", library(), {change(CreateIndex{"books", index("ix_books_pages", {"pages", "title"})})}},
            {"create a unique partial index over an expression", library(), {change(CreateIndex{"books", partial()})}},
            {"drop an index", library(), {change(DropIndex{"books", called<Index>("ix_books_title")})}},
            {"rename an index", library(), {change(RenameIndex{"books", "ix_books_title", "ix_books_name"})}},
            {"add a value to an enum kept as text", library(), {change(AlterEnum{called<Enum>("genre"), genre})}},
            {"rename a value of an enum kept as text", library(), {change(RenameEnumValue{"genre", "essay", "article"})}},
            {"rename a value of a native enum", library_with_moods(), {change(RenameEnumValue{"mood", "sad", "blue"})}},
            {"create a native enum", library(), {change(CreateEnum{mood({{"sad", 0}, {"glad", 1}})})}},
            {"add a value to a native enum",
             library_with_moods(),
             {change(AlterEnum{called<Enum>("mood"), mood({{"sad", 0}, {"so", 2}, {"glad", 1}})})}},
            {"remove a value from a native enum", library_with_moods(), {change(AlterEnum{called<Enum>("mood"), mood({{"glad", 1}})})}},
            {"create a view", library(), {change(CreateView{view})}},
            {"create a materialized view that one engine has", library(), {change(CreateView{stored})}},
            {"insert rows", library(), {insert}},
            {"execute, with words for one engine", library(), {execute}},
        });
}

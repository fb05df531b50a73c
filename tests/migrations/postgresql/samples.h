#pragma once

#include <aludel/migrations/operation.h>

#include "migrations/sqlite/library.h"

// Schemas and changes of the library that the tests of the text share.

namespace aludel::tests {

using migrations::BulkInsert;
using migrations::Execute;
using migrations::Irreversible;
using migrations::Operation;
using migrations::Run;

inline Operation change(Change value) {
    return value;
}

inline Column named(std::string name) {
    Column out;
    out.name = std::move(name);
    return out;
}

inline PrimaryKey named_constraint(std::string name) {
    return {std::move(name), {}};
}

inline Index named_index(std::string name) {
    Index out;
    out.name = std::move(name);
    return out;
}

inline Schema one(Table table) {
    Schema out;
    out.tables.add(std::move(table));
    return out;
}

/// tags(book_id -> books, word)
inline Table tags() {
    Table out;
    out.name = "tags";
    out.columns = {column("book_id", Integer{64}), column("word", String{40})};
    out.primary_key = PrimaryKey{"pk_tags", {"book_id", "word"}};
    out.foreign_keys.add(foreign_key("fk_tags_book_id", {"book_id"}, "books", {"id"}, Action::cascade));
    out.indexes.add(index("ix_tags_word", {"word"}));
    return out;
}

/// log(id)
inline Table numbered(Identity number) {
    Table out;
    out.name = "log";
    out.columns = {identity("id")};
    out.columns.begin()->identity = number;
    out.primary_key = PrimaryKey{"pk_log", {"id"}};
    return out;
}

/// shop.<name>(id)
inline Table in_schema(const std::string& name) {
    Table out;
    out.name = Name("shop", name);
    out.columns = {column("id", Integer{64})};
    return out;
}

/// The enum mood, a type of its own: sad, ok.
inline Schema moods() {
    Schema out;
    out.enums.add(Enum{"mood", EnumStorage::native, {{"sad", 0}, {"ok", 1}}});
    return out;
}

/// people(id, mood), with a default and a check.
inline Schema moody() {
    Schema out = moods();
    Table people;
    people.name = "people";
    people.columns = {identity("id"), with_default(column("mood", Enumeration{"mood"}), Value{std::string("ok")})};
    people.primary_key = PrimaryKey{"pk_people", {"id"}};
    people.checks.add(Check{.name = "ck_people_mood", .expression = sql("mood <> 'sad' OR id > 5"), .not_valid = false});
    out.tables.add(people);
    return out;
}

inline AlterEnum mood(std::vector<EnumValue> values) {
    return {Enum{"mood", {}, {}}, Enum{"mood", EnumStorage::native, std::move(values)}};
}

inline AlterEnum genre(EnumStorage storage, std::vector<EnumValue> values) {
    return {Enum{"genre", {}, {}}, Enum{"genre", storage, std::move(values)}};
}

/// parents(key) and children(id, parent -> parents), whose keys are texts.
inline Schema keyed() {
    Table parents;
    parents.name = "parents";
    parents.columns = {column("key", String{})};
    parents.primary_key = PrimaryKey{"pk_parents", {"key"}};
    Table children;
    children.name = "children";
    children.columns = {column("id", Integer{64}), column("parent", String{}, true)};
    children.primary_key = PrimaryKey{"pk_children", {"id"}};
    children.foreign_keys.add(foreign_key("fk_children_parent", {"parent"}, "parents", {"key"}));
    Schema out = one(parents);
    out.tables.add(children);
    return out;
}

/// spans(low, high), texts in order.
inline Schema spanned() {
    Table out;
    out.name = "spans";
    out.columns = {column("low", String{}), column("high", String{})};
    out.checks.add(Check{.name = "ck_spans_order", .expression = sql("low <= high"), .not_valid = false});
    return one(out);
}

/// log(at, on_wall): a point in time, and a local one.
inline Schema timed() {
    Table out;
    out.name = "log";
    out.columns = {column("at", Timestamp{true}), column("on_wall", Timestamp{false}, true)};
    return one(out);
}

/// The library, with books.pages having a default.
inline Schema with_default_pages() {
    Schema out = library();
    out.tables.find("books")->columns.find("pages")->default_value = Value{std::int64_t{1}};
    out.tables.find("books")->checks = {};
    return out;
}

/// The library, with books.twice computed of pages, and an index on it.
inline Schema computed() {
    Schema out = library();
    Column twice = column("twice", Integer{32}, true);
    twice.computed = Computed{sql("pages * 2"), true};
    twice.comment = "two of each";
    out.tables.find("books")->columns.add(twice);
    out.tables.find("books")->indexes.add(index("ix_books_twice", {"twice"}));
    return out;
}

inline AlterColumn new_type(const Schema& schema, const Name& table, const std::string& name, decltype(Type::kind) kind) {
    AlterColumn out;
    out.table = table;
    out.before = out.after = *schema.tables.find(table)->columns.find(name);
    out.after.type.kind = std::move(kind);
    out.fields.type = true;
    return out;
}

inline AlterColumn new_type(const std::string& name, decltype(Type::kind) kind) {
    return new_type(library(), "books", name, std::move(kind));
}

inline AlterColumn not_null(const std::string& name, Expression fill = {}) {
    AlterColumn out = new_type(name, library().tables.find("books")->columns.find(name)->type.kind);
    out.after.nullable = false;
    out.fields = {};
    out.fields.nullable = true;
    out.fill = std::move(fill);
    return out;
}

inline AlterColumn new_default(const std::string& name, std::optional<Default> value) {
    AlterColumn out = not_null(name);
    out.after.nullable = out.before.nullable;
    out.after.default_value = std::move(value);
    out.fields = {};
    out.fields.default_value = true;
    return out;
}

/// Of books.author_id.
inline AlterColumn new_identity(std::optional<Identity> value) {
    AlterColumn out = not_null("author_id");
    out.after.identity = value;
    out.fields = {};
    out.fields.identity = true;
    return out;
}

inline AlterColumn new_collation(const std::string& name, const std::string& collation) {
    AlterColumn out = not_null(name);
    out.after.collation = sql(collation);
    out.fields = {};
    out.fields.collation = true;
    return out;
}

/// A column of each type.
inline Table everything() {
    Table out;
    out.name = "everything";
    const auto type = [&](const char* name, decltype(Type::kind) kind) { out.columns.add(column(name, std::move(kind), true)); };
    out.columns.add(identity("id"));
    type("flag", Boolean{});
    type("small", Integer{16});
    type("whole", Integer{32});
    type("single", Float{32});
    type("twofold", Float{64});
    type("short", String{20});
    type("long", String{});
    type("octets", Bytes{16});
    type("price", Numeric{8, 2});
    type("any", Numeric{});
    type("day", Date{});
    type("hour", TimeOfDay{});
    type("at", Timestamp{true});
    type("on_wall", Timestamp{false});
    type("span", Interval{});
    type("key", Uuid{});
    type("document", Json{});
    type("mood", Enumeration{"mood"});
    type("own", Custom{Expression{"", {{"postgresql", "point"}}}});
    Column numbers = column("numbers", Integer{32}, true);
    numbers.type.array = true;
    out.columns.add(numbers);
    Column moods = column("moods", Enumeration{"mood"}, true);
    moods.type.array = true;
    out.columns.add(moods);
    Column twice = column("twice", Integer{32}, true);
    twice.computed = Computed{sql("whole * 2"), true};
    out.columns.add(twice);
    out.columns.find("flag")->default_value = Value{true};
    out.columns.find("at")->default_value = Portable::now;
    out.columns.find("on_wall")->default_value = Portable::now;
    out.columns.find("mood")->default_value = Value{std::string("ok")};
    out.columns.find("octets")->default_value = Value{Blob{std::byte{0}, std::byte{0x5c}}};
    out.columns.find("key")->default_value = sql("gen_random_uuid()");
    out.columns.find("long")->collation = sql("C");
    out.columns.find("long")->comment = "as long as it takes";
    out.options.comment = "one of each";
    out.primary_key = PrimaryKey{"pk_everything", {"id"}};
    return out;
}

/// A key that is not valid, and one to the table itself over a unique index.
inline Table loose() {
    Table out = tags();
    out.foreign_keys.begin()->not_valid = true;
    out.columns.add(column("parent", String{40}, true));
    out.foreign_keys.add(foreign_key("fk_tags_parent", {"parent"}, "tags", {"word"}));
    out.indexes.begin()->unique = true;
    out.checks.add(Check{.name = "ck_tags_word", .expression = sql("word <> ''"), .not_valid = true});
    return out;
}

inline Index rich_index() {
    Index out = index("ix_rich", {"title", "genre"});
    out.method = "gist";
    out.keys[0].operator_class = "gist_trgm_ops(siglen = 32)";
    out.keys[0].collation = "C";
    out.keys[1].descending = true;
    out.keys[1].nulls = NullsOrder::last;
    IndexKey lower;
    lower.of = sql("lower(title)");
    lower.nulls = NullsOrder::last;
    out.keys.push_back(lower);
    out.include = {"pages"};
    out.where = sql("pages > 5");
    out.nulls_not_distinct = true;
    return out;
}

}  // namespace aludel::tests

#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/error.h>

#include "samples.h"

using namespace aludel;
using namespace aludel::tests;

namespace {

const migrations::Dialect& dialect() {
    return migrations::postgresql::dialect();
}

/// Of the column of that name in `everything`.
std::string lowered_type(const std::string& name) {
    Schema schema = moods();
    schema.tables.add(everything());
    const Schema lowered = dialect().lower(schema);
    return to_string(lowered.tables.find(Name("everything"))->columns.find(name)->type);
}

}  // namespace

TEST_CASE("an object of several statements is what each of them makes in the catalogue") {
    Schema schema;
    schema.opaque.add({.name = "audit",
                       .kind = "trigger",
                       .create = {R"sql(
CREATE OR REPLACE FUNCTION "Aud""it".note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN; CREATE TABLE no (); END $$;
-- CREATE TABLE no ();
CREATE CONSTRAINT TRIGGER Audit AFTER UPDATE OF a, b ON /* here */ auth.users EXECUTE FUNCTION "Aud""it".note();
CREATE TEMP TABLE gone (); CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON auth.users (a);
CREATE RULE r AS ON INSERT TO users DO NOTHING; CREATE MATERIALIZED VIEW IF NOT EXISTS m AS SELECT 1;
GRANT SELECT ON m TO PUBLIC;
)sql",
                                  {}},
                       .drop = {"DROP", {}}});
    schema.opaque.add(
        {.name = "both", .kind = "trigger", .create = {"CREATE FUNCTION both() ...; CREATE TRIGGER both AFTER INSERT ON t", {}}});
    schema.opaque.add({.name = "dynamic", .kind = "function", .create = {"DO $$ EXECUTE 'CREATE FUNCTION x' $$", {}}});
    schema.opaque.add({.name = "citext", .kind = "extension"});
    schema.opaque.add({.name = "lite", .kind = "trigger", .create = {"CREATE TRIGGER lite", {}}, .drop = {}, .only = {"sqlite"}});
    std::vector<std::string> found;
    for (const Opaque& object : dialect().lower(schema).opaque) found.push_back(object.kind + " " + to_string(object.name));
    CHECK(found == std::vector<std::string>{"trigger both", "extension citext", "function dynamic", "view m", "rule r",
                                            "function \"Aud\"\"it\".note", "trigger auth.audit", "index auth.ix"});
}

TEST_CASE("types are what format_type() prints, and an enum's own type is the enum") {
    const std::vector<std::pair<const char*, const char*>> expected = {{"id", "bigint"},
                                                                       {"flag", "boolean"},
                                                                       {"small", "smallint"},
                                                                       {"whole", "integer"},
                                                                       {"single", "real"},
                                                                       {"twofold", "double precision"},
                                                                       {"short", "character varying(20)"},
                                                                       {"long", "text"},
                                                                       {"octets", "bytea"},
                                                                       {"price", "numeric(8,2)"},
                                                                       {"any", "numeric"},
                                                                       {"day", "date"},
                                                                       {"hour", "time without time zone"},
                                                                       {"at", "timestamp with time zone"},
                                                                       {"on_wall", "timestamp without time zone"},
                                                                       {"span", "interval"},
                                                                       {"key", "uuid"},
                                                                       {"document", "jsonb"},
                                                                       {"own", "point"},
                                                                       {"numbers", "integer[]"}};
    for (const auto& each : expected) CHECK(lowered_type(each.first) == std::string("custom(\"") + each.second + "\")");
    CHECK(lowered_type("mood") == "enumeration(\"mood\")");
    CHECK(lowered_type("moods") == "array_of(enumeration(\"mood\"))");
}

TEST_CASE("enums that are no types are checks, and those that are lose their numbers") {
    Schema schema = library();
    schema.enums.add(Enum{"mood", EnumStorage::native, {{"sad", 7}, {"ok", 3}}});
    const Schema lowered = dialect().lower(schema);
    CHECK(lowered.enums == ByName<Enum>{Enum{"mood", EnumStorage::native, {{"sad", 0}, {"ok", 1}}}});
    const Table& books = *lowered.tables.find(Name("books"));
    CHECK(books.checks.find("ck_books_genre_enum")->expression.sql == "\"genre\" IN ('essay', 'fiction')");
    CHECK(books.checks.contains("ck_books_pages"));
    CHECK(lowered.tables.find(Name("users"))->checks.empty());  // a boolean needs none
}

TEST_CASE("defaults are SQL, and now is UTC in every type") {
    const auto now_in = [](decltype(Type::kind) kind) {
        Table table;
        table.name = "t";
        table.columns = {with_default(column("c", std::move(kind)), Portable::now)};
        const Schema lowered = dialect().lower(one(table));
        return std::get<Expression>(*lowered.tables.begin()->columns[0].default_value).sql;
    };
    CHECK(now_in(Timestamp{true}) == "CURRENT_TIMESTAMP");
    CHECK(now_in(Timestamp{false}) == "CURRENT_TIMESTAMP AT TIME ZONE 'UTC'");
    CHECK(now_in(Date{}) == "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')::date");
    CHECK(now_in(String{}) == "to_char(CURRENT_TIMESTAMP AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')");
}

TEST_CASE("what is PostgreSQL's own choice is left out") {
    Schema schema = library();
    Table& books = *schema.tables.find(Name("books"));
    books.columns.find("id")->identity = Identity{.always = false, .start = 1, .increment = 1};
    books.indexes = {rich_index()};
    books.indexes.begin()->method = "btree";
    books.options = TableOptions{.comment = "kept", .strict = true, .without_rowid = true};
    schema.sequences.add(Sequence{.name = "s", .start = 1, .increment = 1, .minimum = 1, .maximum = 9223372036854775807});
    schema.sequences.add(Sequence{.name = "down", .start = -1, .increment = -1});
    const Schema lowered = dialect().lower(schema);
    const Table& table = *lowered.tables.find(Name("books"));
    CHECK(table.columns.find("id")->identity == Identity{});
    CHECK(table.options == TableOptions{.comment = "kept", .strict = false, .without_rowid = false});
    const Index& index = *table.indexes.find("ix_rich");
    CHECK(index.method.empty());
    CHECK(index.keys[1].nulls == NullsOrder::last);  // descending
    CHECK(index.keys[2].nulls == NullsOrder::engine_default);
    CHECK(*lowered.sequences.find(Name("s")) == Sequence{.name = "s"});
    CHECK(*lowered.sequences.find(Name("down")) == Sequence{.name = "down", .increment = -1});
}

TEST_CASE("comments are kept, but for that of an enum that is no type there") {
    Schema schema = library();
    Table& users = *schema.tables.find(Name("users"));
    users.primary_key->comment = "key";
    users.uniques = {Unique{.name = "uq", .columns = {"id"}, .comment = "unique"}};
    users.foreign_keys = {
        ForeignKey{.name = "fk", .columns = {"id"}, .referred_table = "users", .referred_columns = {"id"}, .comment = "reference"}};
    users.checks = {Check{.name = "ck", .expression = sql("id > 0"), .comment = "check"}};
    users.indexes = {Index{.name = "ix", .keys = {IndexKey{.of = "id"}}, .comment = "index"}};
    schema.views.add(View{.name = "v", .query = sql("SELECT 1"), .comment = "view"});
    schema.sequences.add(Sequence{.name = "s", .comment = "sequence"});
    schema.enums.add(Enum{.name = "native", .storage = EnumStorage::native, .values = {{"a", 0}}, .comment = "enum"});
    schema.enums.add(Enum{.name = "words", .storage = EnumStorage::text, .values = {{"a", 0}}, .comment = "of no type"});
    const Schema lowered = dialect().lower(schema);
    const Table& table = *lowered.tables.find(Name("users"));
    CHECK(table.primary_key == users.primary_key);
    CHECK(table.uniques == users.uniques);
    CHECK(table.foreign_keys == users.foreign_keys);
    CHECK(table.checks.find("ck")->comment == "check");
    CHECK(table.indexes.find("ix")->comment == "index");
    CHECK(lowered.views.find(Name("v"))->comment == "view");
    CHECK(lowered.sequences.find(Name("s"))->comment == "sequence");
    CHECK(lowered.enums.find(Name("native"))->comment == "enum");
    CHECK_FALSE(lowered.enums.contains(Name("words")));
}

TEST_CASE("what has no words for PostgreSQL is refused with what to do") {
    Table table;
    table.name = "t";
    table.columns = {column("c", Custom{Expression{"", {{"sqlite", "TEXT"}}}})};
    CHECK_THROWS_AS(dialect().lower(one(table)), SchemaError);
    table.columns = {column("c", Integer{32})};
    table.columns.begin()->computed = Computed{Expression{"", {{"sqlite", "1"}}}, true};
    CHECK_THROWS_WITH_AS(dialect().lower(one(table)), "t.c: the computed column has no expression for PostgreSQL; give it one",
                         SchemaError);
    table.columns = {column("c", Enumeration{"none"})};
    CHECK_THROWS_WITH_AS(dialect().lower(one(table)), "t.c: there is no enum none", SchemaError);
}

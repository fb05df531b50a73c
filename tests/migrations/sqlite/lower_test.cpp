#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/error.h>

#include "database.h"
#include "library.h"
#include "text.h"

using namespace aludel;
using namespace aludel::tests;

namespace {

Schema lower(const Schema& schema) {
    return migrations::sqlite::dialect().lower(schema);
}

Schema one_table(std::vector<Column> columns, bool strict = false) {
    Schema out;
    Enum size;
    size.name = "size";
    size.storage = EnumStorage::integer;
    size.values = {{"small", 1}, {"large", 5}};
    out.enums.add(size);
    Enum mood;
    mood.name = "mood";
    mood.storage = EnumStorage::native;
    mood.values = {{"so'so", 0}, {"fine", 1}};
    out.enums.add(mood);
    Table table;
    table.name = "t";
    for (Column& each : columns) table.columns.add(std::move(each));
    table.options.strict = strict;
    out.tables.add(std::move(table));
    return out;
}

std::string declared(decltype(Type::kind) kind, bool strict = false) {
    const Schema out = lower(one_table({column("c", std::move(kind))}, strict));
    return std::get<Custom>(out.tables.find("t")->columns.find("c")->type.kind).sql.sql;
}

std::string default_of(Column column) {
    const Schema out = lower(one_table({std::move(column)}));
    const auto& value = out.tables.find("t")->columns.find("c")->default_value;
    return value ? std::get<Expression>(*value).sql : "none";
}

Type array_of(decltype(Type::kind) kind) {
    return Type{std::move(kind), true};
}

std::vector<decltype(Type::kind)> every_text_like_type() {
    return {String{},    String{30},       Numeric{},  Numeric{20, 2}, Date{}, TimeOfDay{},
            Timestamp{}, Timestamp{false}, Interval{}, Uuid{},         Json{}};
}

}  // namespace

TEST_CASE("each type has its declared type") {
    CHECK(declared(Boolean{}) == "INTEGER");
    CHECK(declared(Integer{16}) == "INTEGER");
    CHECK(declared(Integer{64}) == "INTEGER");
    CHECK(declared(Float{32}) == "REAL");
    CHECK(declared(String{}) == "TEXT");
    CHECK(declared(String{20}) == "VARCHAR(20)");
    CHECK(declared(String{20}, true) == "TEXT");
    CHECK(declared(Bytes{16}) == "BLOB");
    for (const auto& kind :
         {decltype(Type::kind){Numeric{8, 2}}, decltype(Type::kind){Date{}}, decltype(Type::kind){TimeOfDay{}},
          decltype(Type::kind){Timestamp{}}, decltype(Type::kind){Interval{}}, decltype(Type::kind){Uuid{}}, decltype(Type::kind){Json{}}})
        CHECK(declared(kind) == "TEXT");
    CHECK(declared(Enumeration{"size"}) == "INTEGER");
    CHECK(declared(Enumeration{"mood"}) == "TEXT");
    CHECK(declared(Custom{sql("NVARCHAR(5)")}) == "NVARCHAR(5)");
}

TEST_CASE("the affinity of each declared type keeps every value as it was given") {
    for (const bool strict : {false, true}) {
        for (const auto& kind : every_text_like_type()) {
            Database database;
            database.run(creation(one_table({column("c", kind)}, strict)));
            for (const char* value : {"007", "12.50", "12345678901234567890", "1e5", "12345678", " 5", "2026-11-20", "true"}) {
                database.run(std::string("INSERT INTO t VALUES ('") + value + "')");
                CHECK(database.rows("SELECT c, typeof(c) FROM t") == std::vector<std::vector<std::string>>{{value, "text"}});
                database.run("DELETE FROM t");
            }
        }
        Database database;
        database.run(creation(one_table({column("i", Integer{64}), column("r", Float{}), column("b", Bytes{})}, strict)));
        database.run("INSERT INTO t VALUES (-9223372036854775808, 0.1, x'303037')");
        CHECK(database.rows("SELECT i, typeof(i), r = 0.1, typeof(r), quote(b) FROM t") ==
              std::vector<std::vector<std::string>>{{"-9223372036854775808", "integer", "1", "real", "X'303037'"}});
    }
}

TEST_CASE("a column may have no type, as SQLite has them") {
    CHECK(declared(Custom{sql("untyped")}).empty());
    CHECK(declared(Custom{Expression{"inet", {{"sqlite", "UNTYPED"}}}}).empty());
    CHECK_THROWS_AS(declared(Custom{sql("untyped")}, true), SchemaError);
}

TEST_CASE("a custom type that would change values is refused, unless it was written for SQLite") {
    CHECK_THROWS_WITH_AS(declared(Custom{sql("money")}),
                         "t.c: SQLite would turn text such as '007' into a number in a column declared money; give the type a text for "
                         "SQLite, such as TEXT",
                         SchemaError);
    CHECK_THROWS_AS(declared(Custom{sql("point")}), SchemaError);
    CHECK_THROWS_AS(declared(Custom{sql("interval")}), SchemaError);
    CHECK(declared(Custom{Expression{"citext", {{"sqlite", "NUMERIC"}}}}) == "NUMERIC");
    CHECK_THROWS_WITH_AS(declared(Custom{Expression{"", {{"postgresql", "citext"}}}}),
                         doctest::Contains("has no text for SQLite; give it one, such as TEXT"), SchemaError);
    CHECK_THROWS_WITH_AS(declared(Custom{sql("VARCHAR(5)")}, true),
                         doctest::Contains("a STRICT table knows INTEGER, REAL, TEXT, BLOB and ANY"), SchemaError);
}

TEST_CASE("booleans and enums are kept to their values by a check with a name") {
    const Schema out = lower(one_table({column("b", Boolean{}), column("s", Enumeration{"size"}), column("m", Enumeration{"mood"})}));
    CHECK(out.enums.empty());
    const auto& checks = out.tables.find("t")->checks;
    REQUIRE(checks.size() == 3);
    CHECK(checks.find("ck_t_b_boolean")->expression.sql == "\"b\" IN (0, 1)");
    CHECK(checks.find("ck_t_s_enum")->expression.sql == "\"s\" IN (1, 5)");
    CHECK(checks.find("ck_t_m_enum")->expression.sql == "\"m\" IN ('fine', 'so''so')");
}

TEST_CASE("the order of an enum's values changes no table") {
    Schema one = one_table({column("s", Enumeration{"size"})});
    Schema other = one;
    std::swap(other.enums.find("size")->values[0], other.enums.find("size")->values[1]);
    CHECK(lower(one) == lower(other));
}

TEST_CASE("defaults become SQL") {
    CHECK(default_of(with_default(column("c", Boolean{}), Value{false})) == "0");
    CHECK(default_of(with_default(column("c", Timestamp{}), Portable::now)) == "CURRENT_TIMESTAMP");
    CHECK(default_of(with_default(column("c", Date{}), Portable::now)) == "CURRENT_DATE");
    CHECK(default_of(with_default(column("c", TimeOfDay{}), Portable::now)) == "CURRENT_TIME");
    CHECK(default_of(with_default(column("c", Enumeration{"size"}), Value{std::string("large")})) == "5");
    CHECK(default_of(with_default(column("c", Enumeration{"mood"}), Value{std::int64_t{1}})) == "'fine'");
    CHECK(default_of(with_default(column("c", Integer{}), sql(" 1 + 1 "))) == "1 + 1");
    CHECK(default_of(with_default(column("c", Integer{}), Expression{"", {{"postgresql", "nextval('s')"}}})) == "none");
    CHECK(default_of(with_default(column("c", Integer{}, true), Value{Null{}})) == "none");
    CHECK_THROWS_WITH_AS(default_of(with_default(column("c", Enumeration{"mood"}), Value{std::string("bad")})),
                         "t.c: 'bad' is no value of the enum mood; it has so'so, fine", SchemaError);
    CHECK_THROWS_WITH_AS(default_of(with_default(column("c", Timestamp{}), sql("now()"))),
                         "t.c: SQLite has no function now(); write the default as db::now, which every database knows", SchemaError);
}

TEST_CASE("a default by expression stands in parentheses, and a row gets it") {
    Database database;
    database.run(creation(one_table({with_default(column("c", Integer{}), sql("1 + 1")), column("d", Integer{}),
                                     with_default(column("e", Timestamp{}), Portable::now)})));
    database.run("INSERT INTO t (d) VALUES (1)");
    CHECK(database.value("SELECT c FROM t") == "2");
    CHECK(database.value("SELECT e = strftime('%Y-%m-%d %H:%M:%S', e) FROM t") == "1");
}

TEST_CASE("what SQLite does not have is refused with what to do instead") {
    const auto refuses = [](const Schema& schema, const char* message) {
        CHECK_THROWS_WITH_AS(lower(schema), doctest::Contains(message), SchemaError);
    };
    Schema schema = one_table({column("c", Integer{})});
    schema.sequences.add(Sequence{.name = "s"});
    refuses(schema, "s: SQLite has no sequences; number rows with an identity column");

    schema = Schema{};
    schema.views.add(View{"v", sql("SELECT 1"), true});
    refuses(schema, "v: SQLite has no materialized views; make it a plain one");

    Column list = column("c", Integer{});
    list.type = array_of(Integer{});
    refuses(one_table({list}), "SQLite has no arrays");
    refuses(one_table({identity("c")}), "an integer and by itself the primary key");

    schema = library();
    Table users = *schema.tables.find("users");
    const auto with = [&](auto change) {
        Schema out = schema;
        change(*out.tables.find("users"));
        return out;
    };
    refuses(with([](Table& table) { table.columns.find("id")->identity->start = 100; }), "SQLite numbers rows from 1");
    refuses(with([](Table& table) { table.options.without_rowid = true; }), "WITHOUT ROWID cannot number its rows");
    refuses(with([](Table& table) { table.uniques.find("uq_users_email")->nulls_not_distinct = true; }), "NULLs are always distinct");
    refuses(with([](Table& table) { table.uniques.find("uq_users_email")->deferrability = Deferrability::deferrable; }),
            "cannot defer a unique constraint");
    refuses(with([](Table& table) {
                Index gin = index("ix", {"email"});
                gin.method = "gin";
                table.indexes.add(gin);
            }),
            "users.ix: SQLite has no index method gin; leave it out, or say which databases have the index (only)");
    refuses(with([](Table& table) {
                Index ops = index("ix", {"email"});
                ops.keys[0].operator_class = "text_pattern_ops";
                table.indexes.add(ops);
            }),
            "SQLite has no operator class text_pattern_ops");
    refuses(with([](Table& table) {
                Index last = index("ix", {"email"});
                last.keys[0].nulls = NullsOrder::last;
                table.indexes.add(last);
            }),
            "SQLite sorts NULL before all else");
    refuses(with([](Table& table) { table.checks.add(Check{.name = "ck_users_is_active_boolean", .expression = sql("1")}); }),
            "has the name of the check that keeps the column to its values");
    Schema qualified;
    users.name = Name("auth", "users");
    qualified.tables.add(users);
    refuses(qualified, "auth.users: SQLite has no schemas; leave out \"auth\"");
}

TEST_CASE("what only helps another database is left out") {
    Schema schema = library();
    Table& users = *schema.tables.find("users");
    users.options.comment = "people";
    users.columns.find("email")->comment = "unique";
    users.uniques.find("uq_users_email")->include = {"is_active"};
    Index other = index("ix_users_gin", {"email"});
    other.method = "gin";
    other.only = {"postgresql"};
    users.indexes.add(other);
    Index mine = index("ix_users_mine", {"email"});
    mine.only = {"sqlite"};
    mine.include = {"is_active"};
    mine.method = "btree";
    users.indexes.add(mine);
    users.checks.add(Check{.name = "ck_pg", .expression = Expression{"", {{"postgresql", "email ~ '@'"}}}});
    const Table lowered = *lower(schema).tables.find("users");
    CHECK(lowered.options == TableOptions{});
    CHECK(lowered.columns.find("email")->comment.empty());
    CHECK(lowered.uniques.find("uq_users_email")->include.empty());
    CHECK(!lowered.indexes.contains("ix_users_gin"));
    CHECK(*lowered.indexes.find("ix_users_mine") == index("ix_users_mine", {"email"}));
    CHECK(!lowered.checks.contains("ck_pg"));
}

TEST_CASE("no comment is left, whatever it is on") {
    Schema schema = library();
    schema.tables.find("users")->checks.add(Check{.name = "ck", .expression = sql("id > 0")});
    schema.views.add(View{.name = "v", .query = sql("SELECT 1")});
    Schema commented = schema;
    for (Enum& type : commented.enums) type.comment = "an enum";
    for (View& view : commented.views) view.comment = "a view";
    int parts = 0;
    for (Table& table : commented.tables) {
        const auto comment = [&](auto& objects) {
            for (auto& object : objects) object.comment = "part " + std::to_string(++parts);
        };
        table.options.comment = "a table";
        table.primary_key->comment = "a key";
        comment(table.columns);
        comment(table.uniques);
        comment(table.foreign_keys);
        comment(table.checks);
        comment(table.indexes);
    }
    CHECK(commented != schema);
    CHECK(lower(commented) == lower(schema));
}

TEST_CASE("everything that a table can have stands in its text, and SQLite takes it") {
    Schema schema = library();
    Table full;
    full.name = "full";
    full.columns = {column("a", String{9}), column("b", Integer{}), column("total", Integer{}, true), column("book_id", Integer{64}, true)};
    full.columns.find("a")->collation = sql("NOCASE");
    full.columns.find("total")->computed = Computed{sql("b * 2 -- twice"), true};
    full.primary_key = PrimaryKey{"pk_full", {"a", "b"}};
    ForeignKey key = foreign_key("fk_full", {"book_id"}, "books", {"id"}, Action::set_null);
    key.on_update = Action::restrict;
    key.deferrability = Deferrability::initially_deferred;
    full.foreign_keys.add(key);
    full.options.strict = full.options.without_rowid = true;
    Index fancy = index("ix_full", {"b"});
    fancy.keys[0].descending = true;
    IndexKey lowered;
    lowered.of = sql("lower(a)");
    lowered.collation = "BINARY";
    fancy.keys.push_back(lowered);
    fancy.where = sql("b > 0");
    full.indexes.add(fancy);
    schema.tables.add(full);
    const std::string text = creation(schema);
    CHECK(text.find(R"sql(CREATE TABLE "full" (
    "a" TEXT NOT NULL COLLATE "NOCASE",
    "b" INTEGER NOT NULL,
    "total" INTEGER GENERATED ALWAYS AS (b * 2 -- twice
) STORED,
    "book_id" INTEGER,
    CONSTRAINT "pk_full" PRIMARY KEY ("a", "b"),
    CONSTRAINT "fk_full" FOREIGN KEY ("book_id") REFERENCES "books" ("id") ON DELETE SET NULL ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX "ix_full" ON "full" ("b" DESC, (lower(a)) COLLATE "BINARY") WHERE b > 0;
)sql") != std::string::npos);
    Database database;
    database.run("PRAGMA foreign_keys = ON");
    database.run(text);
    database.run("INSERT INTO full (a, b) VALUES ('x', 4)");
    CHECK(database.value("SELECT total FROM full WHERE a = 'X'") == "8");
}

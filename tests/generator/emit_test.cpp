#include <aludel/generator/emit.h>

#include <doctest/doctest.h>

#include <limits>

#include <aludel/schema/error.h>

using namespace aludel;
using namespace aludel::schema;
using aludel::generator::emit;

namespace {

const Type bigint{Integer{64}};
const Type text{String{}};

Table users() {
    Table table;
    table.name = "users";
    table.columns = {
        {.name = "id", .type = bigint, .identity = Identity{}},
        {.name = "email", .type = {String{255}}},
        {.name = "is_active", .type = {Boolean{}}, .default_value = Default{Value{true}}},
        {.name = "created_at", .type = {Timestamp{}}, .default_value = Default{Portable::now}},
    };
    table.primary_key = PrimaryKey{"pk_users", {"id"}};
    table.uniques = {{.name = "uq_users_email", .columns = {"email"}}};
    table.foreign_keys = {{.name = "fk_users_team_id",
                           .columns = {"team_id"},
                           .referred_table = "teams",
                           .referred_columns = {"id"},
                           .on_delete = Action::cascade}};
    table.checks = {{.name = "ck_users_email", .expression = {"email like '%@%'"}}};
    table.indexes = {{.name = "ix_users_created_at", .keys = {{.of = "created_at"}}}};
    return table;
}

}  // namespace

TEST_CASE("a created table is a constant, one column a line") {
    CHECK(emit({Change{CreateTable{users()}}}) ==
          R"(    static constexpr aludel::table users_table = {
        .name = "users",
        .columns = {
            {.name = "id", .type = bigint, .identity = by_default},
            {.name = "email", .type = varchar(255)},
            {.name = "is_active", .type = boolean, .default_value = true},
            {.name = "created_at", .type = timestamp, .default_value = now},
        },
        .primary_key = {.name = "pk_users", .columns = {"id"}},
        .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
        .foreign_keys = {
            {.name = "fk_users_team_id", .columns = {"team_id"}, .references = "teams", .referred_columns = {"id"}, .on_delete = cascade},
        },
        .checks = {{.name = "ck_users_email", .condition = {"email like '%@%'"}}},
        .indexes = {{.name = "ix_users_created_at", .columns = {"created_at"}}},
    };
    op.create_table(users_table);
)");
}

TEST_CASE("every other operation is one call, and what destroys data says so") {
    const Column published{.name = "published_on", .type = {Date{}}, .nullable = true};
    const Column name{.name = "name", .type = {String{5}}};
    CHECK(emit({Change{RenameColumn{"users", "about", "bio"}}}) == "    op.rename_column(\"users\", \"about\", \"bio\");\n");
    CHECK(emit({Change{AddColumn{"books", published}}}) ==
          "    op.add_column(\"books\", {.name = \"published_on\", .type = date, .nullable = true});\n");
    CHECK(emit({Change{AddColumn{"users", name, {"'x'"}}}}) ==
          "    op.add_column(\"users\", {.name = \"name\", .type = varchar(5)}, {.fill = {\"'x'\"}});\n");
    CHECK(emit({Change{AddColumn{"users", {.name = "email", .type = {String{}, false, {{"postgresql", "citext"}}}}}}}) ==
          "    op.add_column(\"users\", {.name = \"email\", .type = text, .type_on = {{\"postgresql\", \"citext\"}}});\n");
    CHECK(emit({Change{RenameEnumValue{"role", "user", "member"}}}) == "    op.rename_enum_value(\"role\", \"user\", \"member\");\n");
    CHECK(emit({Change{DropColumn{"books", published}}}) == "    op.drop_column(\"books\", \"published_on\");  // destroys data\n");
    CHECK(emit({Change{DropTable{users()}}}) == "    op.drop_table(\"users\");  // destroys data\n");
    CHECK(emit({Change{DropTable{users()}}, migrations::Execute{{"ANALYZE"}, {}}}) ==
          "    op.drop_table(\"users\");  // destroys data\n    op.execute(\"ANALYZE\");\n");
    CHECK(emit({Change{RenameTable{{"auth", "people"}, {"auth", "users"}}}}) ==
          "    op.rename_table({\"auth\", \"people\"}, {\"auth\", \"users\"});\n");
    CHECK(emit({Change{AlterTable{"users", {}, {.comment = "who", .strict = true}}}}) ==
          "    op.alter_table(\"users\", {.comment = \"who\", .strict = true});\n");
    CHECK(emit({Change{AddConstraint{"users", PrimaryKey{"pk_users", {"id", "team"}}}}}) ==
          "    op.create_primary_key(\"users\", {.name = \"pk_users\", .columns = {\"id\", \"team\"}});\n");
    CHECK(emit({Change{
              AddConstraint{"users", Unique{.name = "uq", .columns = {"a"}, .deferrability = Deferrability::initially_deferred}}}}) ==
          "    op.create_unique_constraint(\"users\", {.name = \"uq\", .columns = {\"a\"}, .deferral = initially_deferred});\n");
    CHECK(emit({Change{AddConstraint{"users", Check{"ck", {"a > 0"}, true}}}}) ==
          "    op.create_check_constraint(\"users\", {.name = \"ck\", .condition = {\"a > 0\"}, .not_valid = true});\n");
    CHECK(emit({Change{DropConstraint{"users", Check{"ck", {"a > 0"}}}}}) == "    op.drop_constraint(\"users\", \"ck\");\n");
    CHECK(emit({Change{DropIndex{"users", {.name = "ix"}}}}) == "    op.drop_index(\"users\", \"ix\");\n");
    CHECK(emit({Change{CreateEnum{{"genre", EnumStorage::native, {{"novel", 0}, {"essay", 1}}}}}}) ==
          "    op.create_enum({.name = \"genre\", .storage = native, .values = {{\"novel\", 0}, {\"essay\", 1}}});\n");
    CHECK(emit({Change{CreateSequence{{.name = "s", .start = 5, .cycle = true}}}}) ==
          "    op.create_sequence({.name = \"s\", .start = 5, .cycle = true});\n");
    CHECK(emit({schema::Irreversible{"rows may hold users.name longer than 5 characters"}}) ==
          "    op.irreversible(\"rows may hold users.name longer than 5 characters\");\n");
}

TEST_CASE("a comment is the last word of what it is of, and a call of its own where it changes alone") {
    using Of = AlterComment::Of;
    CHECK(emit({Change{AddConstraint{"t", Unique{.name = "uq", .columns = {"a"}, .comment = "one\ntwo"}}},
                Change{CreateIndex{"t", {.name = "ix", .keys = {{"a"}}, .only = {"sqlite"}, .comment = "say \"a\""}}},
                Change{AlterComment{Of::constraint, "t", "uq", "one\ntwo", "three"}},
                Change{AlterComment{Of::index, {"lib", "t"}, "ix", "x", ""}}, Change{AlterComment{Of::view, "v", "", "", "four"}},
                Change{AlterSequence{{}, {.name = "s", .comment = "five"}}},
                Change{AlterEnum{{}, {.name = "e", .values = {{"a", 0}}, .comment = "six"}}}}) ==
          R"(    op.create_unique_constraint("t", {.name = "uq", .columns = {"a"}, .comment = "one\ntwo"});
    op.create_index("t", {.name = "ix", .columns = {"a"}, .only = {"sqlite"}, .comment = "say \"a\""});
    op.comment_on_constraint("t", "uq", "three");

    op.comment_on_index({"lib", "t"}, "ix", "");
    op.comment_on_view("v", "four");
    op.alter_sequence({.name = "s", .comment = "five"});
    op.alter_enum({.name = "e", .values = {{"a", 0}}, .comment = "six"});
)");
}

TEST_CASE("an index whose keys are more than columns spells them out") {
    const Index index{.name = "ix",
                      .keys = {{.of = "a", .descending = true, .nulls = NullsOrder::last}, {.of = Expression{"lower(b)"}}},
                      .unique = true,
                      .where = {"c is null", {{"postgresql", "c IS NULL"}}},
                      .only = {"postgresql"}};
    CHECK(emit({Change{CreateIndex{"t", index}}}) == R"x(    op.create_index("t", {
        .name = "ix",
        .keys = {{.column = "a", .descending = true, .nulls = nulls::last}, {.expression = {"lower(b)"}}},
        .unique = true,
        .where = {"c is null", {{"postgresql", "c IS NULL"}}},
        .only = {"postgresql"},
    });
)x");
}

TEST_CASE("an alteration says what it sets, and what it takes away") {
    AlterColumn change{"users",
                       {.name = "a", .type = {String{255}}},
                       {.name = "a", .type = {String{320}}, .nullable = true},
                       {.type = true, .nullable = true}};
    CHECK(emit({Change{change}}) == "    op.alter_column(\"users\", \"a\", {.type = varchar(320), .nullable = true});\n");
    change.fields = {.default_value = true, .identity = true, .computed = true, .collation = true, .comment = true};
    CHECK(emit({Change{change}}) ==
          R"(    op.alter_column("users", "a", {
        .default_value = no_default,
        .identity = no,
        .not_computed = true,
        .default_collation = true,
        .comment = "",
    });
)");
    change.after.collation = {"NOCASE"};
    change.fields = {.collation = true};
    change.fill = {"''"};
    CHECK(emit({Change{change}}) == "    op.alter_column(\"users\", \"a\", {.collation = {\"NOCASE\"}, .fill = {\"''\"}});\n");
    change.convert = {"trim(a)", {{"postgresql", "btrim(a)"}}};
    CHECK(emit({Change{change}}) == R"x(    op.alter_column("users", "a", {
        .collation = {"NOCASE"},
        .fill = {"''"},
        .convert = {"trim(a)", {{"postgresql", "btrim(a)"}}},
    });  // destroys data
)x");
}

TEST_CASE("types and defaults are said in the words of the light header") {
    const auto column = [](Type type, std::optional<Default> value = {}) {
        return emit({Change{AddColumn{"t", {.name = "c", .type = std::move(type), .default_value = std::move(value)}}}});
    };
    const auto expected = [](const std::string& rest) { return R"(    op.add_column("t", {.name = "c", .type = )" + rest + "});\n"; };
    CHECK(column({Integer{16}}) == expected("smallint"));
    CHECK(column({Float{32}}) == expected("real"));
    CHECK(column({Bytes{}}) == expected("bytes"));
    CHECK(column({Bytes{16}}) == expected("bytes(16)"));
    CHECK(column({Numeric{8, 2}}) == expected("numeric(8, 2)"));
    CHECK(column({Numeric{8}}) == expected("numeric(8)"));
    CHECK(column({Numeric{}}) == expected("numeric"));
    CHECK(column({Timestamp{false}}) == expected("local_timestamp"));
    CHECK(column({Integer{32}, true}) == expected("array_of(integer)"));
    CHECK(column({Enumeration{"genre"}}) == expected("enumeration(\"genre\")"));
    CHECK(column({Enumeration{{"app", "genre"}}}) == expected("enumeration(\"app\", \"genre\")"));
    CHECK(column({Custom{{"citext"}}}) == expected("custom(\"citext\")"));
    // Not array_of({...}): the list of dialects would live until that function returns.
    CHECK(column({Custom{{"text", {{"postgresql", "citext"}}}}, true}) == R"(    op.add_column("t", {
        .name = "c",
        .type = {.is = aludel::data_type::kind::custom, .array = true, .custom = {"text", {{"postgresql", "citext"}}}},
    });
)");
    CHECK(column(bigint, Value{std::int64_t{-5}}) == expected("bigint, .default_value = -5"));
    CHECK(column(bigint, Value{std::numeric_limits<std::int64_t>::min()}) == expected("bigint, .default_value = -9223372036854775807 - 1"));
    CHECK(column({Float{64}}, Value{1.0}) == expected("double_precision, .default_value = 1.0"));
    CHECK(column({Float{64}}, Value{1e300}) == expected("double_precision, .default_value = 1e+300"));
    CHECK(column(text, Value{Null{}}) == expected("text, .default_value = null"));
    CHECK(column(text, Value{"a \"b\""}) == expected("text, .default_value = \"a \\\"b\\\"\""));
    CHECK(column({Bytes{}}, Value{Blob{std::byte{0}, std::byte{255}}}) == expected("bytes, .default_value = blob(\"00ff\")"));
    CHECK(column(text, Expression{"lower('X')"}) == expected("text, .default_value = sql(\"lower('X')\")"));
    CHECK(column({Uuid{}}, Expression{"uuid()", {{"postgresql", "gen_random_uuid()"}}}) ==
          expected("uuid, .default_sql = {\"uuid()\", {{\"postgresql\", \"gen_random_uuid()\"}}}"));
    CHECK(column({Uuid{}}, Expression{"", {{"postgresql", "gen_random_uuid()"}}}) ==
          expected("uuid, .default_sql = {.dialects = {{\"postgresql\", \"gen_random_uuid()\"}}}"));
}

TEST_CASE("a number that is not finite is refused, since no literal says it") {
    const Change change =
        AddColumn{"t", {.name = "c", .type = {Float{64}}, .default_value = Default{Value{std::numeric_limits<double>::infinity()}}}};
    CHECK_THROWS_WITH_AS(emit({change}), "inf is not a value that a revision can hold; give a finite number", SchemaError);
    const Change computed = AddColumn{"t", {.name = "c", .computed = Computed{}}};
    CHECK_THROWS_WITH_AS(emit({computed}), "a column is computed from nothing; give it an expression", SchemaError);
}

TEST_CASE("an identity and a computed column are said with what is not the default") {
    const auto column = [](Column column) { return emit({Change{AddColumn{"t", std::move(column)}}}); };
    CHECK(column({.name = "a", .type = bigint, .identity = Identity{true}}) ==
          "    op.add_column(\"t\", {.name = \"a\", .type = bigint, .identity = always});\n");
    CHECK(column({.name = "a", .type = bigint, .identity = Identity{false, {}, 5}}) ==
          "    op.add_column(\"t\", {.name = \"a\", .type = bigint, .identity = {by_default, {}, 5}});\n");
    CHECK(column({.name = "a", .type = bigint, .computed = Computed{{"b + c"}, true}}) ==
          "    op.add_column(\"t\", {.name = \"a\", .type = bigint, .computed = {.from = {\"b + c\"}, .stored = true}});\n");
}

TEST_CASE("statements of several tables are grouped, single ones are not torn apart") {
    const auto drop = [](const char* table, const char* column) { return Change{DropConstraint{table, Check{column, {}}}}; };
    CHECK(emit({drop("a", "1"), drop("b", "1"), drop("c", "1")}) ==
          "    op.drop_constraint(\"a\", \"1\");\n    op.drop_constraint(\"b\", \"1\");\n    op.drop_constraint(\"c\", \"1\");\n");
    CHECK(emit({drop("a", "1"), drop("a", "2"), drop("b", "1")}) ==
          "    op.drop_constraint(\"a\", \"1\");\n    op.drop_constraint(\"a\", \"2\");\n\n    op.drop_constraint(\"b\", \"1\");\n");
}

TEST_CASE("two tables whose names read alike get variables of their own") {
    Table first, second;
    first.name = "a-b";
    second.name = "a_b";
    const std::string text = emit({Change{CreateTable{first}}, Change{CreateTable{second}}});
    CHECK(text.find("a_b_table = {") != std::string::npos);
    CHECK(text.find("a_b_table2 = {") != std::string::npos);
    CHECK(text.find("op.create_table(a_b_table2);") != std::string::npos);
}

TEST_CASE("SQL of several lines stands one line below the other, and its structural effect beside it") {
    CHECK(emit({migrations::Execute{{"update users\nset name = trim(name)\n"}, {}}}) ==
          "    op.execute(\"update users\\nset name = trim(name)\\n\");\n");
    const std::string long_line(70, 'x');
    CHECK(emit({migrations::Execute{{"update " + long_line + "\nset " + long_line}, {}}}) ==
          "    op.execute(\n        \"update " + long_line + "\\n\"\n        \"set " + long_line + "\");\n");
    CHECK(
        emit({migrations::Execute{{"alter table t drop c"}, {DropColumn{"t", {.name = "c"}}}}}) ==
        "    op.execute(\"alter table t drop c\", [](aludel::operations& effect) {\n        effect.drop_column(\"t\", \"c\");\n    });\n");
}

TEST_CASE("the reason of an operation stands behind it where there is room, else above it, and comments below each other") {
    const schema::Constraint key =
        schema::ForeignKey{.name = "fk_books_author", .columns = {"author"}, .referred_table = "authors", .referred_columns = {"code"}};
    const schema::Column code{.name = "code", .type = {schema::String{}}};
    const std::vector<migrations::Operation> operations = {Change{DropConstraint{"books", key}}, Change{DropColumn{"books", code}},
                                                           Change{RenameColumn{"books", "x", "yz"}},
                                                           Change{RenameColumn{"books", "a", "b"}}, Change{AddConstraint{"books", key}}};
    CHECK(
        emit(operations, {"authors.code changes, and the foreign key stands in the way; it comes back", "", "nobody asked for it\\", "",
                          "it stood in the way of another change, and comes back"}) ==
        R"(    op.drop_constraint("books", "fk_books_author");  // authors.code changes, and the foreign key stands in the way; it comes back
    op.drop_column("books", "code");                 // destroys data
    op.rename_column("books", "x", "yz");            // nobody asked for it\.
    op.rename_column("books", "a", "b");
    // it stood in the way of another change, and comes back
    op.create_foreign_key("books", {
        .name = "fk_books_author",
        .columns = {"author"},
        .references = "authors",
        .referred_columns = {"code"},
    });
)");
    CHECK(emit({Change{RenameColumn{"books", "a", "b"}}}, {std::string(100, 'x') + " y " + std::string(60, 'z')}) ==
          "    // " + std::string(100, 'x') + " y\n    // " + std::string(60, 'z') + "\n    op.rename_column(\"books\", \"a\", \"b\");\n");
}

TEST_CASE("rows of a bulk insert stand below each other where one line is too short") {
    migrations::BulkInsert insert{"genres", {"id", "name"}, {{std::int64_t{1}, "novel"}, {std::int64_t{2}, Null{}}}};
    CHECK(emit({insert}) == "    op.bulk_insert(\"genres\", {\"id\", \"name\"}, {{1, \"novel\"}, {2, null}});\n");
    insert.rows[0][1] = std::string(120, 'n');
    CHECK(emit({insert}) == "    op.bulk_insert(\"genres\", {\"id\", \"name\"}, {\n        {1, \"" + std::string(120, 'n') +
                                "\"},\n        {2, null},\n    });\n");
}

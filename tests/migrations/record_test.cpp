#include <aludel/migrations/record.h>

#include <doctest/doctest.h>

#include <aludel/schema/error.h>

using namespace aludel::migrations;
namespace schema = aludel::schema;

namespace {

using namespace aludel::types;

template <class Change>
Change only(void (*function)(aludel::operations&)) {
    const std::vector<Operation> recorded = record(function);
    REQUIRE(recorded.size() == 1);
    return std::get<Change>(std::get<schema::Change>(recorded.front()));
}

std::string refusal(void (*function)(aludel::operations&)) {
    try {
        record(function);
    } catch (const schema::SchemaError& error) {
        return error.what();
    }
    return "no error";
}

schema::Column column_of(void (*function)(aludel::operations&)) {
    return only<schema::AddColumn>(function).column;
}
schema::Type type_of(void (*function)(aludel::operations&)) {
    return column_of(function).type;
}

constexpr aludel::table users = {
    .name = "users",
    .columns =
        {
            {.name = "id", .type = bigint, .identity = always},
            {.name = "email", .type = varchar(255)},
            {.name = "bio", .type = text, .nullable = true, .comment = "who"},
            {.name = "is_active", .type = boolean, .default_value = true},
            {.name = "created_at", .type = timestamp, .default_value = now},
            {.name = "team_id", .type = bigint},
        },
    .primary_key = {.columns = {"id"}},
    .uniques = {{.columns = {"email"}}, {.name = "uq_two", .columns = {"team_id", "email"}, .nulls_not_distinct = true}},
    .foreign_keys = {{.columns = {"team_id"}, .references = {"org", "teams"}, .referred_columns = {"id"}, .on_delete = cascade}},
    .checks = {{.name = "ck_users_email", .condition = {"email like '%@%'", {{"postgresql", "email ~ '@'"}}}}},
    .indexes = {{.columns = {"created_at"}},
                {.name = "ix_lower",
                 .keys = {{.expression = {"lower(email)"}, .descending = true, .nulls = nulls::last}, {"id"}},
                 .unique = true,
                 .where = {"bio is not null"}}},
    .comment = "people",
    .strict = true,
};

}  // namespace

TEST_CASE("a table is recorded whole, and what has no name gets it by the convention") {
    schema::Table expected;
    expected.name = "users";
    schema::Column id{"id", {schema::Integer{64}}};
    id.identity = schema::Identity{.always = true};
    schema::Column bio{"bio", {schema::String{}}, true};
    bio.comment = "who";
    expected.columns = {id,
                        {"email", {schema::String{255}}},
                        bio,
                        {"is_active", {schema::Boolean{}}, false, schema::Default(schema::Value(true))},
                        {"created_at", {schema::Timestamp{}}, false, schema::Default(schema::Portable::now)},
                        {"team_id", {schema::Integer{64}}}};
    expected.primary_key = schema::PrimaryKey{"pk_users", {"id"}};
    expected.uniques = {{"uq_users_email", {"email"}}, {"uq_two", {"team_id", "email"}, {}, true}};
    schema::ForeignKey team{"fk_users_team_id", {"team_id"}, {"org", "teams"}, {"id"}};
    team.on_delete = schema::Action::cascade;
    expected.foreign_keys = {team};
    expected.checks = {{"ck_users_email", {"email like '%@%'", {{"postgresql", "email ~ '@'"}}}}};
    schema::Index lower;
    lower.name = "ix_lower";
    lower.keys = {{schema::Expression{"lower(email)", {}}, true, schema::NullsOrder::last}, {std::string("id")}};
    lower.unique = true;
    lower.where = {"bio is not null", {}};
    expected.indexes = {{"ix_users_created_at", {{std::string("created_at")}}}, lower};
    expected.options = {"people", true, false};

    const auto created = only<schema::CreateTable>([](aludel::operations& op) { op.create_table(users); });
    CHECK(created.table == expected);
    CHECK(created.table.columns[2].name == "bio");  // the order is kept
}

TEST_CASE("every word of a type has its meaning") {
    const auto is = [](const schema::Type& type, auto kind) { return type == schema::Type{kind}; };
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = smallint}); }), schema::Integer{16}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = integer}); }), schema::Integer{32}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = real}); }), schema::Float{32}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = double_precision}); }), schema::Float{64}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = bytes}); }), schema::Bytes{}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = bytes(16)}); }), schema::Bytes{16}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = numeric}); }), schema::Numeric{}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = numeric(8)}); }), schema::Numeric{8, {}}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = numeric(8, 2)}); }), schema::Numeric{8, 2}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = date}); }), schema::Date{}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = time_of_day}); }), schema::TimeOfDay{}));
    CHECK(
        is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = local_timestamp}); }), schema::Timestamp{false}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = interval}); }), schema::Interval{}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = uuid}); }), schema::Uuid{}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = json}); }), schema::Json{}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = enumeration("genre")}); }),
             schema::Enumeration{"genre"}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = enumeration("lib", "genre")}); }),
             schema::Enumeration{{"lib", "genre"}}));
    CHECK(is(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = custom("citext")}); }),
             schema::Custom{{"citext", {}}}));
    CHECK(is(type_of([](aludel::operations& op) {
                 op.add_column("t", {.name = "c", .type = {.custom = {"text", {{"postgresql", "citext"}}}}});
             }),
             schema::Custom{{"text", {{"postgresql", "citext"}}}}));
    CHECK(type_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = array_of(integer)}); }) ==
          schema::Type{schema::Integer{32}, true});
    CHECK(type_of([](aludel::operations& op) {
              op.add_column("t", {.name = "c", .type = array_of(integer), .type_on = {{"postgresql", "int4[]"}, {"sqlite", "TEXT"}}});
          }) == schema::Type{schema::Integer{32}, true, {{"postgresql", "int4[]"}, {"sqlite", "TEXT"}}});
    CHECK(only<schema::AlterColumn>([](aludel::operations& op) {
              op.alter_column("t", "c", {.type = text, .type_on = {{"postgresql", "citext"}}});
          }).after.type == schema::Type{schema::String{}, false, {{"postgresql", "citext"}}});
}

TEST_CASE("a check or a view may be one dialect's") {
    const auto check = only<schema::AddConstraint>(
        [](aludel::operations& op) { op.create_check_constraint("t", {.name = "ck", .condition = {"c > 0"}, .only = {"postgresql"}}); });
    CHECK(std::get<schema::Check>(check.constraint).only == std::vector<std::string>{"postgresql"});
    const auto view = only<schema::CreateView>(
        [](aludel::operations& op) { op.create_view({.name = "v", .query = {"select 1"}, .materialized = true, .only = {"postgresql"}}); });
    CHECK(view.view.only == std::vector<std::string>{"postgresql"});
}

TEST_CASE("every kind of default has its meaning") {
    const auto is = [](void (*function)(aludel::operations&), const schema::Default& expected) {
        return column_of(function).default_value == expected;
    };
    using schema::Value;
    CHECK(is([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = text, .default_value = "x"}); }, Value("x")));
    CHECK(is([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = text, .default_value = ""}); }, Value("")));
    CHECK(is([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = bigint, .default_value = -5}); },
             Value(std::int64_t{-5})));
    CHECK(is([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = bigint, .default_value = 1.5}); }, Value(1.5)));
    CHECK(is([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = boolean, .default_value = false}); }, Value(false)));
    CHECK(
        is([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = text, .default_value = null}); }, Value(schema::Null{})));
    CHECK(is([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = bytes, .default_value = blob("00fF")}); },
             Value(schema::Blob{std::byte{0}, std::byte{255}})));
    CHECK(is([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = date, .default_value = sql("today()")}); },
             schema::Expression{"today()", {}}));
    CHECK(is(
        [](aludel::operations& op) {
            op.add_column("t", {.name = "c", .type = date, .default_sql = {"a", {{"sqlite", "b"}}}});
        },
        schema::Expression{"a", {{"sqlite", "b"}}}));
    CHECK(!column_of([](aludel::operations& op) { op.add_column("t", {.name = "c", .type = date}); }).default_value);
}

TEST_CASE("an alteration says what it sets and nothing else") {
    const auto altered = only<schema::AlterColumn>([](aludel::operations& op) {
        op.alter_column({"lib", "books"}, "pages",
                        {.type = bigint, .default_value = no_default, .comment = "", .fill = {"0"}, .convert = {"pages + 1"}});
    });
    CHECK(altered.table == schema::Name("lib", "books"));
    CHECK(altered.before.name == "pages");
    CHECK(altered.after.name == "pages");
    CHECK(altered.after.type == schema::Type{schema::Integer{64}});
    CHECK(altered.fields == schema::ColumnFields{.type = true, .default_value = true, .comment = true});
    CHECK(!altered.after.default_value);
    CHECK(altered.fill.sql == "0");
    CHECK(altered.convert.sql == "pages + 1");

    const auto rest = only<schema::AlterColumn>([](aludel::operations& op) {
        op.alter_column("books", "pages", {.nullable = true, .identity = no, .not_computed = true, .default_collation = true});
    });
    CHECK(rest.fields == schema::ColumnFields{.nullable = true, .identity = true, .computed = true, .collation = true});
    CHECK(rest.after.nullable);
    CHECK(!rest.after.identity);
}

TEST_CASE("a drop names what it drops") {
    CHECK(only<schema::DropTable>([](aludel::operations& op) {
              op.drop_table({"lib", "books"});
          }).table.name == schema::Name("lib", "books"));
    CHECK(only<schema::DropColumn>([](aludel::operations& op) { op.drop_column("t", "c"); }).column.name == "c");
    CHECK(schema::name_of(only<schema::DropConstraint>([](aludel::operations& op) { op.drop_constraint("t", "uq"); }).constraint) == "uq");
    CHECK(only<schema::DropIndex>([](aludel::operations& op) { op.drop_index("t", "ix"); }).index.name == "ix");
    CHECK(only<schema::DropEnum>([](aludel::operations& op) { op.drop_enum("genre"); }).type.name == "genre");
    CHECK(only<schema::DropView>([](aludel::operations& op) { op.drop_view("v"); }).view.name == "v");
    CHECK(only<schema::DropSequence>([](aludel::operations& op) { op.drop_sequence("s"); }).sequence.name == "s");
    CHECK(only<schema::DropOpaque>([](aludel::operations& op) { op.drop_opaque("o"); }).object.name == "o");
}

TEST_CASE("whatever has a comment says it where it is created, and a comment that changes alone is an operation") {
    const auto function = [](aludel::operations& op) {
        op.create_table({.name = "t",
                         .columns = {{.name = "a", .type = text}},
                         .primary_key = {.columns = {"a"}, .comment = "1"},
                         .uniques = {{.columns = {"a"}, .comment = "2"}},
                         .foreign_keys = {{.columns = {"a"}, .references = "t", .referred_columns = {"a"}, .comment = "3"}},
                         .checks = {{.name = "ck", .condition = {"a > ''"}, .comment = "4"}},
                         .indexes = {{.columns = {"a"}, .comment = "5"}}});
        op.create_enum({.name = "genre", .values = {{"a"}}, .comment = "6"});
        op.create_view({.name = "v", .query = {"select 1"}, .comment = "7"});
        op.create_sequence({.name = "s", .comment = "8"});
        op.comment_on_constraint({"lib", "t"}, "pk_t", "9");
        op.comment_on_index("t", "ix_t_a", "");
        op.comment_on_view({"lib", "v"}, "10");
    };
    const std::vector<Operation> recorded = record(function);
    const auto change = [&](std::size_t i) { return std::get<schema::Change>(recorded[i]); };
    const schema::Table made = std::get<schema::CreateTable>(change(0)).table;
    CHECK(made.primary_key->comment == "1");
    CHECK(made.uniques.find("uq_t_a")->comment == "2");
    CHECK(made.foreign_keys.find("fk_t_a")->comment == "3");
    CHECK(made.checks.find("ck")->comment == "4");
    CHECK(made.indexes.find("ix_t_a")->comment == "5");
    CHECK(std::get<schema::CreateEnum>(change(1)).type.comment == "6");
    CHECK(std::get<schema::CreateView>(change(2)).view.comment == "7");
    CHECK(std::get<schema::CreateSequence>(change(3)).sequence.comment == "8");
    using Of = schema::AlterComment::Of;
    CHECK(std::get<schema::AlterComment>(change(4)) == schema::AlterComment{Of::constraint, {"lib", "t"}, "pk_t", "", "9"});
    CHECK(std::get<schema::AlterComment>(change(5)) == schema::AlterComment{Of::index, "t", "ix_t_a", "", ""});
    CHECK(std::get<schema::AlterComment>(change(6)) == schema::AlterComment{Of::view, {"lib", "v"}, "", "", "10"});
    CHECK(describe(recorded[5]) == "alter index t.ix_t_a: no comment");
    CHECK(refusal([](aludel::operations& op) { op.comment_on_constraint("t", "", "x"); }) ==
          "operation 1, comment_on_constraint t: the constraint's name is empty");
    CHECK(refusal([](aludel::operations& op) { op.comment_on_index("", "ix", "x"); }) ==
          "operation 1, comment_on_index .ix: the table's name is empty");
    CHECK(refusal([](aludel::operations& op) { op.comment_on_view("v", "a\0b"); }).find("zero byte after \"a\"") != std::string::npos);
}

TEST_CASE("the other operations are recorded in their order") {
    const auto function = [](aludel::operations& op) {
        op.rename_table("a", {"lib", "b"});
        op.alter_table("b", {.comment = "c", .without_rowid = true});
        op.rename_column("b", "x", "y");
        op.create_primary_key("b", {.columns = {"x", "y"}});
        op.create_unique_constraint("b", {.columns = {"y"}, .deferral = initially_deferred});
        op.create_foreign_key("b",
                              {.columns = {"y"}, .references = "c", .referred_columns = {"id"}, .on_update = set_null, .not_valid = true});
        op.create_check_constraint("b", {.name = "ck", .condition = {"y > 0"}});
        op.rename_constraint("b", "ck", "ck2");
        op.create_index("b", {.columns = {"x", "y"}, .method = "btree", .include = {"z"}, .only = {"postgresql"}});
        op.rename_index("b", "i", "j");
        op.create_enum({.name = "genre", .storage = as_integer, .values = {{"a", 1}, {"b", 2}}});
        op.alter_enum({.name = "genre", .values = {{"a"}, {"b"}}});
        op.rename_enum("genre", "kind");
        op.rename_enum_value("kind", "a", "c");
        op.create_view({.name = "v", .query = {"select 1"}, .materialized = true});
        op.create_sequence({.name = "s", .start = 1, .minimum = -5, .cycle = true});
        op.create_opaque({.name = "trg", .kind = "trigger", .create = {"create trigger"}, .drop = {"drop trigger"}});
        op.execute("update b set y = 1", [](aludel::operations& changes) { changes.drop_table("zz"); });
        op.execute({"a", {{"sqlite", "b"}}});
        op.bulk_insert("b", {"x", "y", "z"}, {{1, "one", null}, {-2, blob("ff"), 0.5}});
        op.run("backfill", 3, [](aludel::connection&) {});
        op.irreversible("rows were merged");
    };
    std::string described;
    for (const Operation& operation : record(function)) described += std::to_string(operation.index());
    CHECK(described == "0000000000000000011234");

    const std::vector<Operation> recorded = record(function);
    CHECK(record(function) == recorded);  // recording twice gives the same list
    const auto change = [&](std::size_t i) { return std::get<schema::Change>(recorded[i]); };
    CHECK(std::get<schema::RenameTable>(change(0)) == schema::RenameTable{"a", {"lib", "b"}});
    CHECK(std::get<schema::AlterTable>(change(1)) == schema::AlterTable{"b", {}, {"c", false, true}});
    CHECK(schema::name_of(std::get<schema::AddConstraint>(change(3)).constraint) == "pk_b");
    CHECK(std::get<schema::Unique>(std::get<schema::AddConstraint>(change(4)).constraint) ==
          schema::Unique{"uq_b_y", {"y"}, {}, false, schema::Deferrability::initially_deferred});
    CHECK(std::get<schema::ForeignKey>(std::get<schema::AddConstraint>(change(5)).constraint).on_update == schema::Action::set_null);
    CHECK(std::get<schema::CreateIndex>(change(8)).index.name == "ix_b_x_y");
    CHECK(std::get<schema::CreateEnum>(change(10)).type == schema::Enum{"genre", schema::EnumStorage::integer, {{"a", 1}, {"b", 2}}});
    CHECK(std::get<schema::RenameEnumValue>(change(13)) == schema::RenameEnumValue{"kind", "a", "c"});
    CHECK(std::get<schema::CreateSequence>(change(15)).sequence == schema::Sequence{"s", 1, {}, -5, {}, true});
    const auto& execute = std::get<Execute>(recorded[17]);
    CHECK(execute.changes.size() == 1);
    CHECK(std::get<schema::DropTable>(execute.changes[0]).table.name == "zz");
    const auto& insert = std::get<BulkInsert>(recorded[19]);
    CHECK(insert.rows[1] == std::vector<schema::Value>{std::int64_t{-2}, schema::Blob{std::byte{255}}, 0.5});
    CHECK(describe(recorded[17]) == "execute update b set y = 1");
    CHECK(describe(recorded[19]) == "insert 2 rows into b");
    CHECK(describe(recorded[20]) == "run backfill, version 3");
    CHECK(describe(recorded[21]) == "irreversible: rows were merged");
    CHECK(record(nullptr).empty());
}

TEST_CASE("what cannot be meant is refused with the operation's number") {
    CHECK(refusal([](aludel::operations& op) {
              op.drop_table("a");
              op.add_column("books", {.name = "pages"});
          }) == "operation 2, add_column books.pages: column pages has no type: write .type = bigint, varchar(255)...");
    CHECK(refusal([](aludel::operations& op) {
              op.bulk_insert("b", {"x", "y"}, {{1, 2}, {3}});
          }) == "operation 1, bulk_insert b: row 2 has 1 values for 2 columns");
    CHECK(refusal([](aludel::operations& op) { op.bulk_insert("b", {"x"}, {{now}}); }) ==
          "operation 1, bulk_insert b: x of row 1 is now, and only a constant can stand there: use op.execute");
    CHECK(refusal([](aludel::operations& op) {
              op.create_table({.name = "t", .columns = {{.name = "a", .type = date}, {.name = "a", .type = date}}});
          }) == "operation 1, create_table t: there are two columns a");
    CHECK(refusal([](aludel::operations& op) {
              op.add_column("t", {.name = "caf\xe9", .type = date});
          }).find("a text is not UTF-8: byte 4 after \"caf\"") != std::string::npos);
    CHECK(refusal([](aludel::operations& op) { op.add_column("t", {.name = "a\0b", .type = date}); }).find("zero byte after \"a\"") !=
          std::string::npos);
    CHECK(refusal([](aludel::operations& op) { op.add_column("t", {.name = "a", .type = bytes, .default_value = blob("0")}); }) ==
          "operation 1, add_column t.a: the default of column a is blob(\"0\"): write pairs of hexadecimal digits, blob(\"00ff\")");
    CHECK(refusal([](aludel::operations& op) {
              op.add_column("t", {.name = "a", .type = date, .default_value = 1, .default_sql = {"x"}});
          }) == "operation 1, add_column t.a: column a has both .default_value and .default_sql: write one of them");
    CHECK(refusal([](aludel::operations& op) { op.add_column("t", {.name = "a", .type = varchar(0)}); }) ==
          "operation 1, add_column t.a: column a has the length 0: it must be at least 1");
    CHECK(refusal([](aludel::operations& op) { op.add_column("t", {.name = "a", .type = numeric(2, 3)}); }) ==
          "operation 1, add_column t.a: column a is numeric(2, 3): the scale is more than the precision");
    CHECK(refusal([](aludel::operations& op) { op.create_check_constraint("t", {.condition = {"a > 0"}}); }) ==
          "operation 1, create_check_constraint t: a check has no columns to be named after: write .name = \"ck_...\"");
    CHECK(refusal([](aludel::operations& op) { op.create_index("t", {.keys = {{.expression = {"lower(a)"}}}}); }) ==
          "operation 1, create_index t: an index over an expression has no columns to be named after: write .name = \"ix_...\"");
    CHECK(refusal([](aludel::operations& op) { op.create_index("t", {.name = "i", .columns = {"a"}, .keys = {{"b"}}}); }) ==
          "operation 1, create_index t.i: the index i has both .columns and .keys: write one of them");
    CHECK(refusal([](aludel::operations& op) {
              op.create_foreign_key("t", {.columns = {"a", "b"}, .references = "u", .referred_columns = {"id"}});
          }) == "operation 1, create_foreign_key t: the foreign key fk_t_a_b leads from 2 columns to 1");
    CHECK(refusal([](aludel::operations& op) { op.alter_column("t", "a", {}); }) ==
          "operation 1, alter_column t.a: nothing of column a is altered: write .type, .nullable, .default_value...");
    CHECK(refusal([](aludel::operations& op) { op.execute(""); }) == "operation 1, execute: the statement is empty");
    CHECK(refusal([](aludel::operations& op) { op.execute("x", [](aludel::operations& changes) { changes.execute("y"); }); }) ==
          "operation 1, execute: its changes hold execute: they say how the statement changes the structure, and nothing else");
    CHECK(refusal([](aludel::operations& op) { op.run("r", 1, nullptr); }) == "operation 1, run r: it has no function");
    CHECK(refusal([](aludel::operations& op) { op.irreversible(""); }) == "operation 1, irreversible: the reason is empty");
    CHECK(refusal([](aludel::operations& op) {
              op.create_enum({.name = "e", .storage = as_integer, .values = {{"a"}, {"b"}}});
          }) == "operation 1, create_enum e: the value b has the number 0 of another: they are stored as integers");
    CHECK(refusal([](aludel::operations& op) { op.drop_table(""); }) == "operation 1, drop_table: the table's name is empty");
}

TEST_CASE("texts are UTF-8 as RFC 3629 has it") {
    const auto accepted = [](void (*function)(aludel::operations&)) { return refusal(function) == "no error"; };
    CHECK(accepted([](aludel::operations& op) { op.irreversible("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"); }));
    CHECK(accepted([](aludel::operations& op) { op.irreversible("\xED\x9F\xBF \xEE\x80\x80 \xF4\x8F\xBF\xBF"); }));
    CHECK(!accepted([](aludel::operations& op) { op.irreversible("\xC0\xAF"); }));          // overlong
    CHECK(!accepted([](aludel::operations& op) { op.irreversible("\xE0\x9F\xBF"); }));      // overlong
    CHECK(!accepted([](aludel::operations& op) { op.irreversible("\xF0\x8F\xBF\xBF"); }));  // overlong
    CHECK(!accepted([](aludel::operations& op) { op.irreversible("\xED\xA0\x80"); }));      // a surrogate
    CHECK(!accepted([](aludel::operations& op) { op.irreversible("\xF4\x90\x80\x80"); }));  // past the last character
    CHECK(!accepted([](aludel::operations& op) { op.irreversible("\xE2\x82"); }));          // cut off
    CHECK(!accepted([](aludel::operations& op) { op.irreversible("\x80"); }));
    CHECK(!accepted([](aludel::operations& op) { op.irreversible("\xFF"); }));
}

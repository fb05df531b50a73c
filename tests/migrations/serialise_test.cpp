#include <aludel/migrations/serialise.h>

#include <limits>
#include <utility>

#include <doctest/doctest.h>

#include <aludel/migrations/fold.h>
#include <aludel/migrations/record.h>
#include <aludel/schema/error.h>

#include "properties/law.h"
#include "random_operations.h"

using namespace aludel::migrations;
namespace schema = aludel::schema;

namespace {

using namespace aludel::types;

std::string stored(void (*function)(aludel::operations&)) {
    return serialise(record(function));
}

template <class Call>
std::string refusal(Call call) {
    try {
        call();
    } catch (const schema::SchemaError& error) {
        return error.what();
    }
    return "no error";
}

std::vector<Operation> raw_all(std::vector<Operation> operations) {
    for (Operation& operation : operations) operation = raw(std::move(operation));
    return operations;
}

}  // namespace

// These texts and hashes stand in the history of databases. They are never edited: a change here is a change of format.

TEST_CASE("operations have these texts for ever") {
    CHECK(serialise(std::vector<Operation>{}) == R"({"operations":[],"v":1})");
    CHECK(stored([](aludel::operations& op) {
              op.rename_column("users", "about", "bio");
              op.add_column("books", {.name = "published_on", .type = date, .nullable = true});
          }) == R"({"operations":[{"from":"about","op":"rename_column","table":"users","to":"bio"},)"
                R"({"column":{"name":"published_on","nullable":true,"type":"date"},"op":"add_column","table":"books"}],"v":1})");
    CHECK(stored([](aludel::operations& op) {
              op.create_table({
                  .name = {"lib", "books"},
                  .columns =
                      {{.name = "id", .type = bigint, .identity = {by_default, 10, 2}},
                       {.name = "title", .type = varchar(200), .default_value = "it's \"né\"", .collation = {"nocase"}, .comment = "t"},
                       {.name = "at", .type = timestamp, .default_value = now},
                       {.name = "n", .type = numeric(8, 2), .nullable = true, .default_value = 1.5},
                       {.name = "sum", .type = bigint, .computed = {.from = {"a + b"}, .stored = true}},
                       {.name = "raw", .type = bytes, .default_value = blob("00Ff")},
                       {.name = "d", .type = custom("citext"), .default_sql = {"x", {{"postgresql", "y"}}}}},
                  .primary_key = {.columns = {"id"}},
                  .uniques = {{.columns = {"title"}, .include = {"n"}, .nulls_not_distinct = true, .deferral = deferrable}},
                  .foreign_keys = {{.columns = {"id"},
                                    .references = "works",
                                    .referred_columns = {"id"},
                                    .on_delete = cascade,
                                    .on_update = set_null,
                                    .deferral = initially_deferred,
                                    .not_valid = true}},
                  .checks = {{.name = "ck", .condition = {"id > 0", {{"sqlite", "id >= 1"}}}, .not_valid = true}},
                  .indexes = {{.name = "ix",
                               .keys = {{"title"}, {.expression = {"lower(title)"}, .descending = true, .nulls = nulls::last}},
                               .unique = true,
                               .where = {"id > 5"},
                               .method = "btree",
                               .include = {"n"},
                               .only = {"postgresql"}}},
                  .comment = "c",
                  .strict = true,
                  .without_rowid = true,
              });
          }) ==
          R"_({"operations":[{"op":"create_table","table":{"checks":[{"expression":{"dialects":{"sqlite":"id >= 1"},"sql":"id > 0"},)_"
          R"_("name":"ck","not_valid":true}],"columns":[{"identity":{"increment":2,"start":10},"name":"id","type":"bigint"},)_"
          R"_({"collation":"nocase","comment":"t","default":{"value":"it's \"né\""},"name":"title","type":"varchar(200)"},)_"
          R"_({"default":{"portable":"now"},"name":"at","type":"timestamp"},)_"
          R"_({"default":{"value":1.5},"name":"n","nullable":true,"type":"numeric(8, 2)"},)_"
          R"_({"computed":{"expression":"a + b","stored":true},"name":"sum","type":"bigint"},)_"
          R"_({"default":{"value":{"blob":"00ff"}},"name":"raw","type":"bytes"},)_"
          R"_({"default":{"expression":{"dialects":{"postgresql":"y"},"sql":"x"}},"name":"d","type":"custom(\"citext\")"}],)_"
          R"_("foreign_keys":[{"columns":["id"],"deferrability":"initially_deferred","name":"fk_books_id","not_valid":true,)_"
          R"_("on_delete":"cascade","on_update":"set_null","referred_columns":["id"],"referred_table":"works"}],)_"
          R"_("indexes":[{"include":["n"],"keys":[{"of":"title"},{"descending":true,"nulls":"last","of":{"expression":"lower(title)"}}],)_"
          R"_("method":"btree","name":"ix","only":["postgresql"],"unique":true,"where":"id > 5"}],"name":["lib","books"],)_"
          R"_("options":{"comment":"c","strict":true,"without_rowid":true},"primary_key":{"columns":["id"],"name":"pk_books"},)_"
          R"_("uniques":[{"columns":["title"],"deferrability":"deferrable","include":["n"],"name":"uq_books_title",)_"
          R"_("nulls_not_distinct":true}]}}],"v":1})_");
    CHECK(stored([](aludel::operations& op) {
              op.drop_table({"lib", "books"});
              op.drop_column("books", "pages");
              op.drop_constraint("books", "uq");
              op.drop_index("books", "ix");
              op.alter_column(
                  "books", "pages",
                  {.type = bigint, .nullable = false, .default_value = no_default, .identity = no, .comment = "", .fill = {"0"}});
          }) == R"({"operations":[{"op":"drop_table","table":["lib","books"]},{"column":"pages","op":"drop_column","table":"books"},)"
                R"({"constraint":"uq","op":"drop_constraint","table":"books"},{"index":"ix","op":"drop_index","table":"books"},)"
                R"({"column":"pages","fill":"0","op":"alter_column","set":{"comment":"","default":null,"identity":null,)"
                R"("nullable":false,"type":"bigint"},"table":"books"}],"v":1})");
    CHECK(stored([](aludel::operations& op) {
              op.create_unique_constraint("b", {.columns = {"y"}});
              op.create_enum({.name = "genre", .storage = as_integer, .values = {{"a"}, {"b", 2}}});
              op.alter_enum({.name = "genre", .storage = as_integer, .values = {{"a"}}});
              op.execute("x", [](aludel::operations& changes) { changes.drop_enum("genre"); });
              op.bulk_insert("b", {"x", "y"}, {{1, null}, {true, 2.0}});
              op.run("backfill", 2, [](aludel::connection&) {});
              op.irreversible("why");
          }) == R"({"operations":[{"constraint":{"columns":["y"],"kind":"unique","name":"uq_b_y"},"op":"add_constraint","table":"b"},)"
                R"({"enum":{"name":"genre","storage":"integer","values":[{"name":"a"},{"name":"b","number":2}]},"op":"create_enum"},)"
                R"({"enum":{"name":"genre","storage":"integer","values":[{"name":"a"}]},"op":"alter_enum"},)"
                R"({"changes":[{"enum":"genre","op":"drop_enum"}],"op":"execute","sql":"x"},)"
                R"({"columns":["x","y"],"op":"bulk_insert","rows":[[1,null],[true,2.0]],"table":"b"},)"
                R"({"name":"backfill","op":"run","version":2},{"op":"irreversible","reason":"why"}],"v":1})");
}

TEST_CASE("what is of one dialect alone, and a value renamed, are written where they stand") {
    CHECK(stored([](aludel::operations& op) {
              op.add_column("t", {.name = "c", .type = text, .type_on = {{"postgresql", "citext"}}});
              op.create_check_constraint("t", {.name = "ck", .condition = {"c > ''"}, .only = {"postgresql"}});
              op.create_view({.name = "v", .query = {"select 1"}, .only = {"sqlite"}});
              op.rename_enum_value({"lib", "genre"}, "a", "b");
          }) ==
          R"x({"operations":[{"column":{"name":"c","type":"text on(\"postgresql\", \"citext\")"},"op":"add_column","table":"t"},)x"
          R"({"constraint":{"expression":"c > ''","kind":"check","name":"ck","only":["postgresql"]},"op":"add_constraint","table":"t"},)"
          R"({"op":"create_view","view":{"name":"v","only":["sqlite"],"query":"select 1"}},)"
          R"({"enum":["lib","genre"],"from":"a","op":"rename_enum_value","to":"b"}],"v":1})");
}

TEST_CASE("a comment stands with what it is of, and alone where it changes alone") {
    CHECK(
        stored([](aludel::operations& op) {
            op.create_unique_constraint("t", {.columns = {"c"}, .comment = "one"});
            op.create_index("t", {.columns = {"c"}, .comment = "two"});
            op.create_view({.name = "v", .query = {"select 1"}, .comment = "three"});
            op.alter_enum({.name = "genre", .values = {{"a"}}, .comment = "four"});
            op.alter_sequence({.name = "s", .comment = "five"});
            op.comment_on_constraint("t", "uq_t_c", "six");
            op.comment_on_index({"lib", "t"}, "ix_t_c", "");
            op.comment_on_view("v", "seven");
        }) ==
        R"({"operations":[{"constraint":{"columns":["c"],"comment":"one","kind":"unique","name":"uq_t_c"},"op":"add_constraint","table":"t"},)"
        R"({"index":{"comment":"two","keys":[{"of":"c"}],"name":"ix_t_c"},"op":"create_index","table":"t"},)"
        R"({"op":"create_view","view":{"comment":"three","name":"v","query":"select 1"}},)"
        R"({"enum":{"comment":"four","name":"genre","values":[{"name":"a"}]},"op":"alter_enum"},)"
        R"({"op":"alter_sequence","sequence":"s","to":{"comment":"five","name":"s"}},)"
        R"({"comment":"six","object":"t","of":"constraint","op":"alter_comment","part":"uq_t_c"},)"
        R"({"comment":"","object":["lib","t"],"of":"index","op":"alter_comment","part":"ix_t_c"},)"
        R"({"comment":"seven","object":"v","of":"view","op":"alter_comment"}],"v":1})");
}

TEST_CASE("operations have these hashes for ever") {
    CHECK(hash({}) == "dc74304ab0a3141aa5ce977107c7784b");
    CHECK(hash(record([](aludel::operations& op) {
              op.rename_column("users", "about", "bio");
              op.add_column("books", {.name = "published_on", .type = date, .nullable = true});
          })) == "a31b1b7183a6ff7d255f366063186270");
}

TEST_CASE("steps have these texts for ever") {
    Step rebuild;
    RebuildStep action;
    action.table = "users";
    action.before.columns = {{"id", "\"id\" INTEGER"}};
    action.after.columns = {{"id", "\"id\" BIGINT"}};
    action.after.constraints = {{"", "CHECK (1)"}};
    action.after.options = "STRICT";
    action.copies = {{"id", "\"users\".\"id\"", true}, {"n", "0", false}};
    action.drops = {{"ix", "CREATE INDEX ix"}};
    action.indexes = {{"iy", "CREATE INDEX iy"}};
    rebuild.action = action;
    rebuild.description = "rebuild users";
    rebuild.needs_foreign_keys_off = true;
    rebuild.reads = {"users"};
    rebuild.writes = {"users"};
    rebuild.destroys = {"users.name"};
    Step concurrently;
    concurrently.action = SqlStep{"CREATE INDEX CONCURRENTLY i"};
    concurrently.transactional = false;
    Step guard;
    guard.action = GuardStep{"SELECT 1", "there are rows"};
    Step stop;
    stop.action = IrreversibleStep{"gone"};
    Step run;
    run.action = RunStep{"backfill", 2, nullptr};
    const std::vector<Step> steps = {rebuild, concurrently, guard, stop, run};
    const std::string text =
        R"_({"steps":[{"action":{"after":{"columns":[{"name":"id","sql":"\"id\" BIGINT"}],"constraints":[{"sql":"CHECK (1)"}],)_"
        R"_("options":"STRICT"},"before":{"columns":[{"name":"id","sql":"\"id\" INTEGER"}]},"copies":[{"column":"id",)_"
        R"_("expression":"\"users\".\"id\""},{"column":"n","exact":false,"expression":"0"}],"drops":[["ix","CREATE INDEX ix"]],)_"
        R"_("indexes":[["iy","CREATE INDEX iy"]],"kind":"rebuild","table":"users"},"description":"rebuild users","destroys":["users.name"],)_"
        R"_("needs_foreign_keys_off":true,"reads":["users"],"writes":["users"]},)_"
        R"_({"action":{"kind":"sql","sql":"CREATE INDEX CONCURRENTLY i"},"transactional":false},)_"
        R"_({"action":{"kind":"guard","message":"there are rows","query":"SELECT 1"}},)_"
        R"_({"action":{"kind":"irreversible","reason":"gone"}},{"action":{"kind":"run","name":"backfill","version":2}}],"v":1})_";
    CHECK(serialise(steps) == text);
    CHECK(deserialise_steps(text) == steps);
}

TEST_CASE("what is of a newer version, or no such text, is refused") {
    const auto operations = [](const char* text) { return refusal([&] { deserialise_operations(text); }); };
    const auto steps = [](const char* text) { return refusal([&] { deserialise_steps(text); }); };
    CHECK(operations(R"({"operations":[],"v":2})") ==
          "stored operations cannot be read: they are in format 2, and this version of Aludel reads format 1: use the one that wrote them");
    CHECK(
        operations(R"({"operations":[{"op":"create_table","table":{"name":"a","columns":[]}},{"op":"paint_table"}],"v":1})") ==
        "stored operations cannot be read, number 2: an operation of the kind \"paint_table\" is not known to this version of Aludel: use "
        "the one that wrote it");
    CHECK(
        operations(R"({"operations":[{"op":"drop_table","table":"a","cascade":true}],"v":1})") ==
        "stored operations cannot be read, number 1: the field cascade is not known to this version of Aludel: use the one that wrote it");
    CHECK(operations(R"({"operations":[{"op":"drop_table"}],"v":1})") ==
          "stored operations cannot be read, number 1: the field table is missing in {\"op\":\"drop_table\"}");
    CHECK(operations(R"({"operations":[{"op":"run","name":1,"version":1}],"v":1})") ==
          "stored operations cannot be read, number 1: a text was expected where 1 stands");
    CHECK(operations(R"({"operations":[{"op":"add_column","table":"t","column":{"name":"c","type":"hologram"}}],"v":1})") ==
          "stored operations cannot be read, number 1: the type hologram is not known to this version of Aludel");
    CHECK(operations(R"({"operations":[)").find("stored operations cannot be read: ") == 0);
    CHECK(operations("").find("stored operations cannot be read: ") == 0);
    CHECK(operations("[]") == "stored operations cannot be read: an object was expected where [] stands");
    CHECK(operations(R"({"operations":[]})") == "stored operations cannot be read: the field v is missing in {\"operations\":[]}");
    CHECK(steps(R"({"steps":[{"action":{"kind":"teleport"}}],"v":1})") ==
          "stored steps cannot be read, number 1: a step of the kind \"teleport\" is not known to this version of Aludel: use the one that "
          "wrote it");
    CHECK(steps(R"({"steps":[{"action":{"kind":"sql","sql":"x"},"retries":3}],"v":1})") ==
          "stored steps cannot be read, number 1: the field retries is not known to this version of Aludel: use the one that wrote it");
    Execute latin1;
    latin1.sql.sql = "caf\xe9";
    CHECK(refusal([&] { serialise({Operation(latin1)}); }).find("the operations hold a text that is not UTF-8") == 0);
    BulkInsert infinite{"t", {"x"}, {{std::numeric_limits<double>::infinity()}}};
    CHECK(refusal([&] { serialise({Operation(infinite)}); }) == "a value is not a finite number: write it as text");
}

TEST_CASE("laws of the serialisation") {
    aludel::testing::law("deserialise(serialise(x)) == raw x, and a raw and a resolved operation have one text", [] {
        Random random(*rc::gen::arbitrary<unsigned>());
        const std::vector<Operation> operations = random.operations();
        const std::string text = serialise(operations);
        RC_ASSERT(deserialise_operations(text) == raw_all(operations));
        RC_ASSERT(serialise(raw_all(operations)) == text);
        RC_ASSERT(serialise(deserialise_operations(text)) == text);
    });
}

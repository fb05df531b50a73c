#include <aludel/migrations/fold.h>

#include <doctest/doctest.h>

#include <aludel/migrations/record.h>
#include <aludel/schema/error.h>

using namespace aludel::migrations;
namespace schema = aludel::schema;

namespace {

using namespace aludel::types;

void create(aludel::operations& op) {
    op.create_table({.name = "teams", .columns = {{.name = "id", .type = bigint}}, .primary_key = {.columns = {"id"}}});
    op.create_table({
        .name = "users",
        .columns = {{.name = "id", .type = bigint, .identity = always},
                    {.name = "email", .type = varchar(20), .default_value = "x", .comment = "mail"},
                    {.name = "team_id", .type = bigint}},
        .primary_key = {.columns = {"id"}},
        .uniques = {{.columns = {"email"}}},
        .foreign_keys = {{.columns = {"team_id"}, .references = "teams", .referred_columns = {"id"}}},
        .checks = {{.name = "ck_users_team", .condition = {"team_id > 0"}}},
        .indexes = {{.columns = {"team_id"}}},
        .comment = "people",
    });
    op.create_enum({.name = "genre", .values = {{"novel"}, {"poem"}}});
    op.create_view({.name = "names", .query = {"select email from users"}});
    op.create_sequence({.name = "numbers", .start = 5});
    op.create_opaque({.name = "audit", .kind = "trigger", .create = {"create"}, .drop = {"drop"}});
}

schema::Schema created() {
    schema::Schema made;
    resolve_all(made, record(create));
    return made;
}

Operation resolved(void (*function)(aludel::operations&)) {
    return resolve(created(), record(function).at(0));
}
template <class Change>
Change change(void (*function)(aludel::operations&)) {
    return std::get<Change>(std::get<schema::Change>(resolved(function)));
}

std::string refusal(void (*function)(aludel::operations&)) {
    schema::Schema schema = created();
    try {
        resolve_all(schema, record(function));
    } catch (const schema::SchemaError& error) {
        CHECK(schema == created());  // an error leaves the schema as it was
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("a drop holds the whole object once it is resolved") {
    const schema::Schema before = created();
    const schema::Table& users = *before.tables.find("users");
    CHECK(change<schema::DropTable>([](aludel::operations& op) { op.drop_table("users"); }).table == users);
    CHECK(change<schema::DropColumn>([](aludel::operations& op) { op.drop_column("users", "email"); }).column ==
          *users.columns.find("email"));
    CHECK(change<schema::DropIndex>([](aludel::operations& op) { op.drop_index("users", "ix_users_team_id"); }).index ==
          *users.indexes.find("ix_users_team_id"));
    CHECK(change<schema::DropEnum>([](aludel::operations& op) { op.drop_enum("genre"); }).type == *before.enums.find("genre"));
    CHECK(change<schema::DropView>([](aludel::operations& op) { op.drop_view("names"); }).view == *before.views.find("names"));
    CHECK(change<schema::DropSequence>([](aludel::operations& op) { op.drop_sequence("numbers"); }).sequence.start == 5);
    CHECK(change<schema::DropOpaque>([](aludel::operations& op) { op.drop_opaque("audit"); }).object.drop.sql == "drop");
    CHECK(change<schema::AlterTable>([](aludel::operations& op) { op.alter_table("users", {.strict = true}); }).before.comment == "people");
}

TEST_CASE("a constraint is found by its name among all kinds of its table") {
    const auto dropped = [](void (*function)(aludel::operations&)) { return change<schema::DropConstraint>(function).constraint; };
    CHECK(std::holds_alternative<schema::PrimaryKey>(dropped([](aludel::operations& op) { op.drop_constraint("users", "pk_users"); })));
    CHECK(std::get<schema::Unique>(dropped([](aludel::operations& op) { op.drop_constraint("users", "uq_users_email"); })).columns ==
          std::vector<std::string>{"email"});
    CHECK(std::get<schema::ForeignKey>(dropped([](aludel::operations& op) {
              op.drop_constraint("users", "fk_users_team_id");
          })).referred_table == schema::Name("teams"));
    CHECK(std::get<schema::Check>(dropped([](aludel::operations& op) { op.drop_constraint("users", "ck_users_team"); })).expression.sql ==
          "team_id > 0");
}

TEST_CASE("an alteration keeps what it does not set") {
    const auto altered = change<schema::AlterColumn>(
        [](aludel::operations& op) { op.alter_column("users", "email", {.type = text, .default_value = no_default}); });
    schema::Column expected = *created().tables.find("users")->columns.find("email");
    CHECK(altered.before == expected);
    expected.type = {schema::String{}};
    expected.default_value.reset();
    CHECK(altered.after == expected);
    const auto values = change<schema::AlterEnum>([](aludel::operations& op) {
        op.alter_enum({.name = "genre", .values = {{"novel"}, {"poem"}, {"essay"}}});
    });
    CHECK(values.before.values.size() == 2);
    CHECK(values.after.values.size() == 3);
}

TEST_CASE("what a comment was is the schema's to say") {
    schema::Schema before = created();
    const std::vector<Operation> all = resolve_all(before, record([](aludel::operations& op) {
                                                       op.comment_on_constraint("users", "ck_users_team", "a");
                                                       op.comment_on_constraint("users", "ck_users_team", "b");
                                                       op.comment_on_index("users", "ix_users_team_id", "c");
                                                       op.comment_on_view("names", "d");
                                                       op.comment_on_view("names", "");
                                                   }));
    const auto was = [&](std::size_t i) { return std::get<schema::AlterComment>(std::get<schema::Change>(all[i])).before; };
    CHECK(was(0) == "");
    CHECK(was(1) == "a");
    CHECK(was(4) == "d");
    CHECK(before.tables.find("users")->checks.find("ck_users_team")->comment == "b");
    CHECK(before.tables.find("users")->indexes.find("ix_users_team_id")->comment == "c");
    CHECK(before.views.find("names")->comment.empty());
    CHECK(refusal([](aludel::operations& op) {
              op.comment_on_constraint("users", "ix_users_team_id", "x");
          }).find("table users has no constraint ix_users_team_id: ix_users_team_id is an index, write op.comment_on_index") !=
          std::string::npos);
    CHECK(refusal([](aludel::operations& op) {
              op.comment_on_index("users", "uq_users_email", "x");
          }).find("table users has no index uq_users_email: uq_users_email is a constraint, write op.comment_on_constraint") !=
          std::string::npos);
    CHECK(refusal([](aludel::operations& op) { op.comment_on_view("nams", "x"); }).find("there is no view nams; did you mean names?") !=
          std::string::npos);
}

TEST_CASE("each field that an alteration sets arrives") {
    const auto after = change<schema::AlterColumn>([](aludel::operations& op) {
                           op.alter_column("users", "email",
                                           {.type = text,
                                            .nullable = true,
                                            .default_value = "y",
                                            .identity = by_default,
                                            .computed = {.from = {"a"}},
                                            .collation = {"nocase"},
                                            .comment = "new"});
                       }).after;
    schema::Column expected{"email", {schema::String{}}, true, schema::Default(schema::Value("y"))};
    expected.identity = schema::Identity{};
    expected.computed = schema::Computed{{"a", {}}, false};
    expected.collation = {"nocase", {}};
    expected.comment = "new";
    CHECK(after == expected);
}

TEST_CASE("resolving twice changes nothing, and raw takes away what resolving gave") {
    schema::Schema before = created();
    const auto function = [](aludel::operations& op) {
        op.alter_column("users", "email", {.type = text, .nullable = true});
        op.drop_constraint("users", "uq_users_email");
        op.drop_index("users", "ix_users_team_id");
        op.drop_constraint("users", "fk_users_team_id");
        op.drop_constraint("users", "ck_users_team");
        op.drop_column("users", "team_id");
        op.alter_table("users", {.comment = "men and women"});
        op.alter_enum({.name = "genre", .values = {{"novel"}, {"poem"}, {"essay"}}});
        op.comment_on_view("names", "for the letter");
        op.comment_on_constraint("users", "pk_users", "the key");
        op.drop_view("names");
        op.drop_enum("genre");
        op.drop_sequence("numbers");
        op.drop_opaque("audit");
        op.execute("drop table teams", [](aludel::operations& changes) { changes.drop_table("teams"); });
        op.bulk_insert("users", {"email"}, {{"a"}});
        op.run("backfill", 1, [](aludel::connection&) {});
        op.irreversible("gone");
    };
    const std::vector<Operation> recorded = record(function);
    schema::Schema after = before;
    const std::vector<Operation> all = resolve_all(after, recorded);
    REQUIRE(all.size() == recorded.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(resolve(before, all[i]) == all[i]);
        CHECK(raw(all[i]) == recorded[i]);
        aludel::migrations::apply(before, all[i]);
    }
    CHECK(before == after);
    CHECK(after.tables.size() == 1);
}

TEST_CASE("the declared changes of a statement are resolved one on the other, and fold") {
    schema::Schema schema = created();
    const std::vector<Operation> all = resolve_all(schema, record([](aludel::operations& op) {
                                                       op.execute("...", [](aludel::operations& changes) {
                                                           changes.rename_column("users", "email", "mail");
                                                           changes.drop_constraint("users", "uq_users_email");
                                                           changes.drop_column("users", "mail");
                                                       });
                                                   }));
    const auto& changes = std::get<Execute>(all[0]).changes;
    CHECK(std::get<schema::DropColumn>(changes[2]).column.comment == "mail");
    CHECK(!schema.tables.find("users")->columns.contains("mail"));
    CHECK(!schema.tables.find("users")->columns.contains("email"));
}

TEST_CASE("what is not there is named, with the nearest that is") {
    CHECK(refusal([](aludel::operations& op) { op.drop_table("user"); }) ==
          "operation 1 (drop table user): there is no table user; did you mean users?");
    CHECK(refusal([](aludel::operations& op) {
              op.drop_view("names");
              op.rename_column("users", "emial", "mail");
          }).find("operation 2 (") == 0);
    CHECK(refusal([](aludel::operations& op) {
              op.rename_column("users", "emial", "mail");
          }).find("table users has no column emial; did you mean email?") != std::string::npos);
    CHECK(refusal([](aludel::operations& op) {
              op.drop_constraint("users", "uq_user_email");
          }).find("table users has no constraint uq_user_email; did you mean uq_users_email?") != std::string::npos);
    CHECK(refusal([](aludel::operations& op) {
              op.drop_constraint("users", "ix_users_team_id");
          }).find("ix_users_team_id is an index, write op.drop_index") != std::string::npos);
    CHECK(refusal([](aludel::operations& op) {
              op.drop_index("users", "uq_users_email");
          }).find("uq_users_email is a constraint, write op.drop_constraint") != std::string::npos);
    CHECK(refusal([](aludel::operations& op) {
              op.rename_enum_value("genre", "nvoel", "tale");
          }).find("the enum genre has no value nvoel; did you mean novel?") != std::string::npos);
    CHECK(refusal([](aludel::operations& op) { op.drop_enum("gener"); }).find("there is no enum gener; did you mean genre?") !=
          std::string::npos);
    CHECK(refusal([](aludel::operations& op) {
              op.add_column("zzzzzzzzz", {.name = "a", .type = date});
          }).find("there is no table zzzzzzzzz") != std::string::npos);
    CHECK(refusal([](aludel::operations& op) {
              op.execute("x", [](aludel::operations& changes) { changes.drop_column("users", "nope"); });
          }).find("table users has no column nope") != std::string::npos);
}

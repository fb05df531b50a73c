#include <aludel/schema/footprint.h>

#include <doctest/doctest.h>

#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>

#include "schema/samples.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

Check check(const std::string& name, const std::string& sql) {
    return {.name = name, .expression = {sql, {}}};
}
Index index(const std::string& name, const std::string& column, bool unique = false) {
    Index made{.name = name};
    made.keys.push_back({.of = column});
    made.unique = unique;
    return made;
}
View view(const std::string& name, const std::string& query) {
    return {.name = name, .query = {query, {}}};
}
Opaque object(const std::string& name, const std::string& kind, const std::string& create) {
    return {.name = name, .kind = kind, .create = {create, {}}, .drop = {"drop " + kind + " " + name, {}}};
}

// users(id, email, team_id -> teams), teams(id, name), posts(id, kind), an enum, a view and a function.
Schema shop() {
    Table users = table("users", {column("email", text), column("team_id", integer, true)});
    users.foreign_keys.add(reference("fk_users_team", "team_id", "teams"));
    users.checks.add(check("ck_email", "length(email) > 3"));
    Table teams = table("teams", {column("name", text)});
    teams.uniques.add({.name = "uq_teams_id", .columns = {"id"}});
    Table posts = table("posts", {column("kind", {Enumeration{"kind_of_post"}})});
    Schema schema;
    schema.tables = {users, teams, posts};
    schema.enums = {{.name = "kind_of_post", .values = {{"note", 0}, {"link", 1}}}};
    schema.views = {view("links", "select id from posts where kind = 1")};
    schema.opaque = {object("team_of", "function", "create function team_of(t int) as $$ select name from teams $$")};
    return schema;
}

std::string between(const Change& a, const Change& b, const Schema& schema = shop()) {
    CHECK(commute({a}, {b}, schema) == commute({b}, {a}, schema));
    return conflict({a}, {b}, schema).value_or("");
}

AlterColumn retyped(const Schema& schema, const char* table, const char* name, Type type) {
    const Column before = *schema.tables.find(Name(table))->columns.find(std::string(name));
    Column after = before;
    after.type = std::move(type);
    return {table, before, after, differing_fields(before, after), {}, {}};
}

}  // namespace

TEST_CASE("changes to different columns, tables and objects commute") {
    const Schema schema = shop();
    const Change added = AddColumn{"users", column("bio", text, true), {}};
    CHECK(between(added, AddColumn{"users", column("age", integer, true), {}}) == "");
    CHECK(between(added, AddColumn{"teams", column("bio", text, true), {}}) == "");
    CHECK(between(added, CreateTable{table("tags", {column("bio", text)})}) == "");
    CHECK(between(added, CreateIndex{"users", index("ix_email", "email")}) == "");
    CHECK(between(added, RenameTable{"posts", "entries"}) == "");
    CHECK(between(RenameColumn{"users", "email", "mail"}, DropConstraint{"teams", *schema.tables.find(Name("teams"))->uniques.begin()}) ==
          "");
    CHECK(between(AddConstraint{"users", check("ck_a", "id > 0")}, AddConstraint{"users", check("ck_b", "team_id > 0")}) == "");
    CHECK(between(CreateView{view("a", "select * from posts")}, CreateView{view("b", "select * from posts")}) == "");
}

TEST_CASE("what both branches change is named") {
    const Schema schema = shop();
    CHECK(between(AddColumn{"users", column("bio", text, true), {}}, AddColumn{"users", column("Bio", integer, true), {}}) ==
          "both change users.bio");
    CHECK(between(retyped(schema, "users", "email", varchar(9)), RenameColumn{"users", "email", "mail"}) == "both change users.email");
    CHECK(between(CreateIndex{"users", index("ix_a", "email")}, CreateIndex{"teams", index("ix_a", "name")}) ==
          "both change the name ix_a");
    CHECK(between(CreateTable{table("tags", {})}, CreateView{view("tags", "select 1")}) == "both change the name tags");
    CHECK(between(AddConstraint{"users", check("ck_a", "id > 0")}, AddConstraint{"users", check("ck_a", "id > 1")}) ==
          "both change users.ck_a");
    Enum longer = *schema.enums.begin();
    longer.values.push_back({"photo", 2});
    CHECK(between(AlterEnum{*schema.enums.begin(), longer}, RenameEnumValue{"kind_of_post", "note", "memo"}) ==
          "both change the enum kind_of_post");
}

TEST_CASE("what one branch takes from under the other is named") {
    const Schema schema = shop();
    const Table& posts = *schema.tables.find(Name("posts"));
    CHECK(between(DropTable{posts}, AddColumn{"posts", column("bio", text, true), {}}) ==
          "one changes the table posts, on which the other stands");
    Table likes = table("likes", {column("post_id", integer)});
    likes.foreign_keys.add(reference("fk_likes_post", "post_id", "posts"));
    CHECK(between(DropTable{posts}, CreateTable{likes}) == "one changes the table posts, on which the other stands");
    CHECK(between(DropConstraint{"posts", *posts.primary_key}, CreateTable{likes}) ==
          "one changes posts.pk_posts, on which the other stands");
    CHECK(between(RenameColumn{"users", "email", "mail"}, AddConstraint{"users", check("ck_b", "EMAIL <> ''")}) ==
          "one changes users.email, on which the other stands");
    CHECK(between(RenameColumn{"users", "email", "mail"}, DropConstraint{"users", check("ck_email", "length(email) > 3")}) ==
          "one changes users.email, on which the other stands");
    CHECK(between(RenameEnumValue{"kind_of_post", "note", "memo"}, DropColumn{"posts", *posts.columns.find("kind")}) ==
          "one changes the enum kind_of_post, on which the other stands");
    CHECK(between(CreateOpaque{{.name = "audit", .kind = "schema"}}, CreateTable{[] {
                      Table t = table("t", {});
                      t.name.schema = "audit";
                      return t;
                  }()}) == "one changes the object audit, on which the other stands");
}

TEST_CASE("a text stands on whatever its words may mean, through views and functions too") {
    const Schema schema = shop();
    const Change dropped = DropColumn{"posts", *schema.tables.find(Name("posts"))->columns.find("kind")};
    CHECK(between(dropped, CreateView{view("v", "select * from posts")}) == "a text of one has the word posts, which the other changes");
    CHECK(between(dropped, CreateView{view("v", "select * from links")}) == "a text of one has the word posts, which the other changes");
    CHECK(between(RenameTable{"teams", "groups"}, AddConstraint{"posts", check("ck_team", "team_of(id) <> ''")}) ==
          "a text of one has the word teams, which the other changes");
    CHECK(between(CreateOpaque{object("watch", "trigger", "create trigger watch after insert on posts begin select 1; end")},
                  RenameTable{"posts", "entries"}) == "a text of one has the word posts, which the other changes");
    Column numbered = column("number", bigint, true);
    numbered.default_value = Expression{"nextval('numbers')", {}};
    CHECK(between(CreateSequence{{.name = "numbers"}}, AddColumn{"posts", numbered, {}}) ==
          "a text of one has the word numbers, which the other changes");
    CHECK(between(DropOpaque{{.name = "citext", .kind = "extension"}},
                  AddColumn{"posts", column("title", {Custom{{"citext", {}}}}, true), {}}, [&] {
                      Schema with = schema;
                      with.opaque.add({.name = "citext", .kind = "extension"});
                      return with;
                  }()) != "");
}

TEST_CASE("two branches do not take away between them what one thing is to stay of") {
    const Schema schema = shop();
    const Table& teams = *schema.tables.find(Name("teams"));
    // The foreign key of users stands on either.
    CHECK(between(DropConstraint{"teams", *teams.primary_key}, DropConstraint{"teams", *teams.uniques.begin()}) ==
          "one changes teams.pk_teams, on which the other stands");
    Schema two;
    two.tables = {Table{.name = "t", .columns = {column("a", integer), column("b", integer)}}};
    CHECK(between(DropColumn{"t", column("a", integer)}, DropColumn{"t", column("b", integer)}, two) ==
          "one changes t.a, on which the other stands");
}

TEST_CASE("branches that cannot be made are refused as apply() does") {
    CHECK_THROWS_AS(commute({DropTable{table("nothing", {})}}, {}, shop()), SchemaError);
}

TEST_CASE("an older program may run after what it need not name, and after nothing else") {
    CHECK(older_may_run(AddColumn{"users", column("bio", text, true), {}}));
    CHECK(!older_may_run(AddColumn{"users", column("bio", text), {}}));
    CHECK(!older_may_run(DropColumn{"users", column("bio", text)}));
    CHECK(older_may_run(CreateIndex{"users", index("ix", "email")}));
    CHECK(!older_may_run(CreateIndex{"users", index("ux", "email", true)}));
    AlterColumn said{"users", column("bio", text), column("bio", text), {.comment = true}, {}, {}};
    said.after.comment = "as they tell it";
    CHECK(older_may_run(said));
    CHECK(!older_may_run(retyped(shop(), "users", "email", varchar(9))));
}

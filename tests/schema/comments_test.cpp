// What is said of a constraint, an index, a view, an enum or a sequence changes in place: nothing is made anew for it.
#include <doctest/doctest.h>

#include <aludel/schema/apply.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/footprint.h>
#include <aludel/schema/normal_form.h>

#include "diff_words.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

Schema shop() {
    Table users = table("users", {column("email", text), column("team_id", integer, true)});
    users.uniques = {{.name = "uq_users_email", .columns = {"email"}}};
    users.foreign_keys = {reference("fk_users_team", "team_id", "teams")};
    users.checks = {{.name = "ck_users_email", .expression = {"email <> ''", {}}}};
    users.indexes = {{.name = "ix_users_team", .keys = {{"team_id"}}}};
    return {.tables = {users, table("teams", {})},
            .enums = {{.name = "mood", .storage = EnumStorage::native, .values = {{"sad", 0}, {"glad", 1}}}},
            .views = {{.name = "emails", .query = {"select email from users", {}}},
                      {.name = "above", .query = {"select email from emails", {}}}},
            .sequences = {{.name = "tickets", .start = 5}}};
}

Table& users(Schema& schema) {
    return *schema.tables.find("users");
}

Schema commented() {
    Schema schema = shop();
    users(schema).primary_key->comment = "the key";
    users(schema).uniques.find("uq_users_email")->comment = "one account an address";
    users(schema).foreign_keys.find("fk_users_team")->comment = "may have none";
    users(schema).checks.find("ck_users_email")->comment = "never empty";
    users(schema).indexes.find("ix_users_team")->comment = "for the list of a team";
    schema.views.find("emails")->comment = "for the letter";
    schema.enums.find("mood")->comment = "as they say";
    schema.sequences.find("tickets")->comment = "at the door";
    return schema;
}

Lines reasons(const Schema& a, const Schema& b) {
    const Diff difference = diff(a, b);
    return {difference.reasons.begin(), difference.reasons.end()};
}

}  // namespace

TEST_CASE("a comment that comes, changes or goes is a change of the comment, and nothing that stands on it moves") {
    const Schema before = shop();
    Schema after = commented();
    CHECK(changes(before, after) == Lines{"alter enum mood: comment", "alter sequence tickets: comment",
                                          "alter constraint users.pk_users: comment", "alter constraint users.uq_users_email: comment",
                                          "alter constraint users.fk_users_team: comment", "alter constraint users.ck_users_email: comment",
                                          "alter index users.ix_users_team: comment", "alter view emails: comment"});
    CHECK(reasons(before, after) == Lines(8));
    CHECK(changes(after, before) ==
          Lines{"alter enum mood: no comment", "alter sequence tickets: no comment", "alter constraint users.pk_users: no comment",
                "alter constraint users.uq_users_email: no comment", "alter constraint users.fk_users_team: no comment",
                "alter constraint users.ck_users_email: no comment", "alter index users.ix_users_team: no comment",
                "alter view emails: no comment"});

    Schema other = after;
    users(other).primary_key->comment = "another";
    const Diff difference = diff(after, other);
    REQUIRE(difference.changes.size() == 1);
    CHECK(difference.changes.front() == Change{AlterComment{AlterComment::Of::constraint, "users", "pk_users", "the key", "another"}});
    CHECK_FALSE(destroys_data(difference.changes.front()));
    CHECK(older_may_run(difference.changes.front()));
    const Downgrade back = downgrade(diff(before, after).changes, before, {});
    CHECK(back.questions.empty());
    CHECK(back.changes.size() == 8);
}

TEST_CASE("what is renamed and has another comment is renamed, and then has it") {
    const Schema before = commented();
    Schema after = before;
    Table& table = users(after);
    Unique unique = *table.uniques.find("uq_users_email");
    table.uniques = {};
    unique.name = "uq_email";
    unique.comment = "one account an address, whatever its case";
    table.uniques.add(unique);
    Index index = *table.indexes.find("ix_users_team");
    table.indexes = {};
    index.name = "ix_team";
    index.comment = "";
    table.indexes.add(index);
    CHECK(changes(before, after) == Lines{"rename constraint users.uq_users_email to uq_email",
                                          "rename index users.ix_users_team to ix_team", "alter constraint users.uq_email: comment",
                                          "alter index users.ix_team: no comment"});
}

TEST_CASE("of two of one kind that change their names, each is the one that is said to be the same") {
    Schema before = shop();
    users(before).indexes = {{.name = "ix_a", .keys = {{"email"}}, .comment = "first"},
                             {.name = "ix_b", .keys = {{"email"}}, .comment = "second"}};
    Schema after = before;
    users(after).indexes = {{.name = "ix_c", .keys = {{"email"}}, .comment = "second"},
                            {.name = "ix_d", .keys = {{"email"}}, .comment = "first"}};
    CHECK(changes(before, after) == Lines{"rename index users.ix_a to ix_d", "rename index users.ix_b to ix_c"});
}

TEST_CASE("what is dropped and made anew has its comment with it") {
    const Schema before = commented();
    Schema after = before;
    users(after).checks.find("ck_users_email")->expression.sql = "email like '%@%'";
    users(after).checks.find("ck_users_email")->comment = "with its at";
    users(after).indexes.find("ix_users_team")->unique = true;
    after.views.find("emails")->query.sql = "select email as mail from users";
    Decisions decisions;
    decisions.accepted = {"unique:users.ix_users_team"};
    CHECK(changes(before, after, decisions) ==
          Lines{"drop view above", "drop view emails", "drop index users.ix_users_team",
                "drop from users check ck_users_email (email <> '')", "add to users check ck_users_email (email like '%@%')",
                "create on users unique index ix_users_team (team_id)", "create view emails", "create view above"});
}

TEST_CASE("a foreign key that steps aside comes back with its new comment, and the key it leans on keeps its place") {
    const Schema before = commented();
    Schema after = before;
    after.tables.find("teams")->columns.find("id")->type = text;
    users(after).columns.find("team_id")->type = text;
    users(after).foreign_keys.find("fk_users_team")->comment = "by its name";
    CHECK(changes(before, after) == Lines{"drop from users foreign key fk_users_team (team_id) to teams (id)",
                                          "alter teams.id: type integer to text", "alter users.team_id: type integer to text",
                                          "add to users foreign key fk_users_team (team_id) to teams (id)"});
    CHECK(reasons(before, after).back() == "it stood in the way of another change, and comes back");

    Schema said = before;
    said.tables.find("teams")->primary_key->comment = "of teams";
    CHECK(changes(before, said) == Lines{"alter constraint teams.pk_teams: comment"});
}

TEST_CASE("values of an enum and options of a sequence change together with the comment") {
    const Schema before = shop();
    Schema after = before;
    after.enums.find("mood")->values.push_back({"calm", 2});
    after.enums.find("mood")->comment = "as they say";
    after.sequences.find("tickets")->cycle = true;
    after.sequences.find("tickets")->comment = "round and round";
    CHECK(changes(before, after) == Lines{"alter enum mood: add calm, comment", "alter sequence tickets: cycle, comment"});
    Schema turned = before;
    std::swap(turned.enums.find("mood")->values[0], turned.enums.find("mood")->values[1]);
    turned.enums.find("mood")->comment = "by number";
    CHECK(changes(before, turned) == Lines{"alter enum mood: order, comment"});
    CHECK(older_may_run(AlterEnum{*before.enums.find("mood"), *commented().enums.find("mood")}));
    CHECK_FALSE(older_may_run(AlterEnum{*before.enums.find("mood"), *after.enums.find("mood")}));
}

TEST_CASE("an expression that is only written otherwise stays as it is written, whatever is said of it now") {
    const Schema before = commented();
    Schema after = before;
    users(after).checks.find("ck_users_email")->expression.sql = "EMAIL  <> ''";
    users(after).checks.find("ck_users_email")->comment = "another";
    after.views.find("emails")->query.sql = "SELECT email\nFROM users";
    after.views.find("emails")->comment = "";
    const Diff difference = diff(before, after);
    CHECK(sentences(difference.changes) == Lines{"alter constraint users.ck_users_email: comment", "alter view emails: no comment"});
    CHECK(aludel::schema::apply(before, difference.changes) == as_written_in(before, after));
}

TEST_CASE("two comments on one object clash, and one with a change of what it is of; with anything else they commute") {
    const Schema schema = shop();
    const auto comment = [](AlterComment::Of of, const char* object, const char* part, const char* text) {
        return Change{AlterComment{of, object, part, "", text}};
    };
    const Change key = comment(AlterComment::Of::constraint, "teams", "pk_teams", "a");
    const Change index = comment(AlterComment::Of::index, "users", "ix_users_team", "a");
    const Change view = comment(AlterComment::Of::view, "emails", "", "a");
    const auto between = [&](const Change& a, const Change& b) {
        CHECK(commute({a}, {b}, schema) == commute({b}, {a}, schema));
        return conflict({a}, {b}, schema).value_or("");
    };
    CHECK(between(key, comment(AlterComment::Of::constraint, "teams", "pk_teams", "b")) == "both change the comment of teams.pk_teams");
    CHECK(between(view, comment(AlterComment::Of::view, "emails", "", "b")) == "both change the comment of emails");
    CHECK(between(index, RenameIndex{"users", "ix_users_team", "ix"}) == "one changes users.ix_users_team, on which the other stands");
    CHECK(between(key, DropConstraint{"teams", *schema.tables.find("teams")->primary_key}) ==
          "one changes teams.pk_teams, on which the other stands");
    CHECK(between(view, DropView{*schema.views.find("emails")}) == "one changes the view emails, on which the other stands");
    CHECK(between(key, index) == "");
    CHECK(between(key, view) == "");
    CHECK(between(key, AddConstraint{"users", reference("fk_users_id", "id", "teams")}) == "");
    CHECK(between(index, RenameColumn{"users", "team_id", "team"}) == "");
    const Enum& mood = *schema.enums.find("mood");
    const Change said = AlterEnum{mood, *commented().enums.find("mood")};
    CHECK(between(said, AddColumn{"users", column("mood", {Enumeration{"mood"}}, true), {}}) == "");
    CHECK(between(said, RenameEnum{"mood", "temper"}) == "one changes the enum mood, on which the other stands");
}

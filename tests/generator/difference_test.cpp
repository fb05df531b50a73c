#include <aludel/generator/difference.h>

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace aludel;
using namespace aludel::generator;

namespace {

schema::Column text(std::string name) {
    return {.name = std::move(name), .type = {schema::String{}}, .nullable = true};
}

Difference difference(std::vector<schema::Change> changes) {
    Difference made;
    for (schema::Change& change : changes) made.changes.push_back({std::move(change), {}, {}, false, {}});
    return made;
}

std::string shown(std::vector<schema::Change> changes) {
    return difference_text(difference(std::move(changes)), {});
}

schema::Table books() {
    schema::Table table;
    table.name = "books";
    table.columns.add({.name = "id", .type = {schema::Integer{64}}});
    table.columns.add(text("title"));
    table.primary_key = schema::PrimaryKey{"pk_books", {"id"}};
    table.uniques.add({"uq_books_title", {"title"}});
    return table;
}

const std::string hostile = "a`b\n**c**\x1b[31m]]><b>";

}  // namespace

TEST_CASE("nothing that differs is said so") {
    CHECK(shown({}) == "No changes detected\n");
    CHECK(difference_markdown({}) == "### Schema: no changes\n");
    CHECK(nlohmann::json::parse(difference_json({})) ==
          nlohmann::json{{"version", 1}, {"changes", nlohmann::json::array()}, {"questions", nlohmann::json::array()}});
}

TEST_CASE("changes are grouped by table, columns before constraints before indexes") {
    CHECK(shown({schema::CreateIndex{"users", {.name = "ix_users_bio", .keys = {{"bio"}}}}, schema::AddColumn{"books", text("isbn")},
                 schema::AddConstraint{"users", schema::Unique{"uq_users_email", {"email"}}}, schema::RenameColumn{"users", "about", "bio"},
                 schema::AlterColumn{"users", text("email"), {.name = "email", .type = {schema::String{}}}, {.nullable = true}},
                 schema::DropColumn{"users", text("name")}}) ==
          "~ table books\n"
          "    + isbn text, nullable\n"
          "~ table users\n"
          "    ~ users.about -> bio\n"
          "    ~ email: not null\n"
          "    - name text, nullable  (destroys data)\n"
          "    + unique uq_users_email (email)\n"
          "    + index ix_users_bio (bio)\n");
}

TEST_CASE("a table that is made or dropped shows what is in it") {
    CHECK(shown({schema::CreateTable{books()}}) ==
          "+ table books\n"
          "    + id bigint\n"
          "    + title text, nullable\n"
          "    + primary key pk_books (id)\n"
          "    + unique uq_books_title (title)\n");
    CHECK(shown({schema::DropTable{books()}}) ==
          "- table books  (destroys data)\n"
          "    - id bigint\n"
          "    - title text, nullable\n"
          "    - primary key pk_books (id)\n"
          "    - unique uq_books_title (title)\n");
}

TEST_CASE("what is dropped and made again under one name stands together") {
    const schema::Index before{.name = "ix_b", .keys = {{"title"}}}, after{.name = "ix_b", .keys = {{"title"}}, .unique = true};
    CHECK(shown({schema::DropIndex{"books", before}, schema::CreateIndex{"books", {.name = "ix_a", .keys = {{"id"}}}},
                 schema::CreateIndex{"books", after}}) ==
          "~ table books\n"
          "    - index ix_b (title)\n"
          "    + unique index ix_b (title)\n"
          "    + index ix_a (id)\n");
}

TEST_CASE("a swap of names is two renames, however it is done") {
    CHECK(shown({schema::RenameColumn{"users", "a", "tmp"}, schema::RenameColumn{"users", "b", "a"},
                 schema::RenameColumn{"users", "tmp", "b"}}) ==
          "~ table users\n"
          "    ~ users.a -> b\n"
          "    ~ users.b -> a\n");
    CHECK(shown({schema::RenameTable{"a", "tmp"}, schema::RenameTable{"b", "a"}, schema::RenameTable{"tmp", "b"},
                 schema::AddColumn{"b", text("c")}}) ==
          "~ table b -> a\n"
          "~ table a -> b\n"
          "    + c text, nullable\n");
}

TEST_CASE("enums, views, sequences and objects follow the tables") {
    const schema::Enum before{"genre", schema::EnumStorage::text, {{"prose", 0}, {"poetry", 1}}};
    const schema::Enum after{"genre", schema::EnumStorage::text, {{"poetry", 1}, {"essay", 2}}};
    CHECK(shown({schema::DropOpaque{{.name = "touch", .kind = "trigger"}}, schema::CreateSequence{{.name = "numbers"}},
                 schema::DropView{{.name = "readers"}}, schema::CreateView{{.name = "readers"}}, schema::AlterEnum{before, after},
                 schema::RenameEnumValue{"genre", "lyric", "poetry"}, schema::AddColumn{"users", text("a")}}) ==
          "~ table users\n"
          "    + a text, nullable\n"
          "~ enum genre\n"
          "    + essay\n"
          "    - prose\n"
          "    ~ genre.lyric -> poetry\n"
          "- view readers\n"
          "+ view readers\n"
          "+ sequence numbers\n"
          "- trigger touch\n");
}

TEST_CASE("a comment that changes stands with what it is of") {
    using Of = schema::AlterComment::Of;
    const schema::Enum plain{.name = "genre", .values = {{"prose", 0}}};
    const schema::Enum said{.name = "genre", .values = {{"prose", 0}}, .comment = "of books"};
    CHECK(shown({schema::AlterComment{Of::view, "readers", "", "", "who reads"}, schema::AlterEnum{plain, said},
                 schema::AlterComment{Of::index, "users", "ix_a", "old", ""}, schema::AddColumn{"users", text("a")},
                 schema::AlterComment{Of::constraint, "users", "pk_users", "", "the key"},
                 schema::AlterSequence{{.name = "numbers", .comment = "old"}, {.name = "numbers"}}}) ==
          "~ table users\n"
          "    + a text, nullable\n"
          "    ~ constraint pk_users: comment\n"
          "    ~ index ix_a: no comment\n"
          "~ enum genre\n"
          "    ~ comment\n"
          "~ view readers: comment\n"
          "~ sequence numbers: no comment\n");
    CHECK(nlohmann::json::parse(difference_json(difference({schema::AlterComment{Of::index, "users", "ix_a", "old", ""}})))["changes"][0] ==
          nlohmann::json::parse(R"({
        "kind": "alter_comment", "object": "users.ix_a", "sentence": "alter index users.ix_a: no comment",
        "destroys_data": false, "older_may_run": true, "reason": null, "location": null, "snapshot": [],
        "before": {"comment": "old"}, "after": {"comment": ""}})"));
}

TEST_CASE("colour marks the sign, and nothing else is in the text") {
    CHECK(difference_text(difference({schema::DropColumn{"users", text("name")}}), {.colour = true}) ==
          "\033[33m~ table users\033[0m\n"
          "    \033[31m- name text, nullable\033[0m  \033[1;31m(destroys data)\033[0m\n");
}

TEST_CASE("an explanation says the header, the snapshot's file and the reason") {
    Difference made = difference({schema::DropView{{.name = "readers"}}, schema::AddColumn{"users", text("bio")}});
    made.changes[0].reason = "it reads users.about, which is renamed";
    made.changes[0].snapshot = {"schema/views/readers.toml"};
    made.changes[1].location = {"models/user.h", 9, 42, 9, 45};
    made.changes[1].snapshot = {"schema/users.toml"};
    CHECK(difference_text(made, {.explain = true}) ==
          "~ table users\n"
          "    + bio text, nullable\n"
          "          models/user.h:9:42 says it, schema/users.toml does not\n"
          "- view readers\n"
          "      it reads users.about, which is renamed\n"
          "      schema/views/readers.toml has it, the models do not\n");
}

TEST_CASE("no form lets a hostile name through") {
    const auto changes = difference({schema::DropTable{[] {
                                         schema::Table table;
                                         table.name = hostile;
                                         table.columns.add(text(hostile));
                                         return table;
                                     }()},
                                     schema::AddColumn{"users", text(hostile)}});
    const std::string escaped = "\"a`b\\n**c**\\x1B[31m]]><b>\"";
    CHECK(difference_text(changes, {}).find("- table " + escaped + "  (destroys data)\n") != std::string::npos);
    const std::string markdown = difference_markdown(changes);
    CHECK(markdown.find("> - ``drop table " + escaped + "``\n") != std::string::npos);
    CHECK(markdown.find("<code>- table &quot;a`b\\n**c**\\x1B[31m]]&gt;&lt;b&gt;&quot;  (destroys data)</code>") != std::string::npos);
    CHECK(markdown.find("\n! table users\n+ " + escaped + " text, nullable\n") != std::string::npos);
    for (const std::string& form : {difference_text(changes, {}), markdown, difference_json(changes)}) {
        CHECK(form.find('\x1b') == std::string::npos);
        CHECK(form.find("a`b\n") == std::string::npos);
    }
    CHECK(nlohmann::json::parse(difference_json(changes))["changes"][0]["before"]["name"] == hostile);
}

TEST_CASE("JSON says the whole of each change") {
    Difference made = difference(
        {schema::AlterColumn{"users", text("age"), {.name = "age", .type = {schema::Integer{64}}, .nullable = true}, {.type = true}}});
    made.changes[0].location = {"user.h", 3, 5, 3, 9};
    made.changes[0].snapshot = {"schema/users.toml"};
    CHECK(nlohmann::json::parse(difference_json(made))["changes"] == nlohmann::json::parse(R"([{
        "kind": "alter_column", "object": "users.age", "sentence": "alter users.age: type text to bigint",
        "destroys_data": true, "older_may_run": false, "reason": null,
        "location": {"file": "user.h", "line": 3, "column": 5}, "snapshot": ["schema/users.toml"],
        "before": {"name": "age", "nullable": true, "type": "text"},
        "after": {"name": "age", "nullable": true, "type": "bigint"}}])"));
}

// Enums: their values, their names, how they are stored.
#include "schema/diff_words.h"

using namespace aludel::schema;
using namespace aludel::testing;

TEST_CASE("a value is added to an enum without a question; one is taken away with one, where a column has it") {
    const Enum ab{"genre", EnumStorage::text, {{"a", 0}, {"b", 1}}};
    const Enum abc{"genre", EnumStorage::text, {{"a", 0}, {"b", 1}, {"c", 2}}};
    const Table books = table("books", {column("genre", {Enumeration{"genre"}})});
    CHECK(changes({.tables = {books}, .enums = {ab}}, {.tables = {books}, .enums = {abc}}) == Lines{"alter enum genre: add c"});
    const Diff less = diff({.tables = {books}, .enums = {abc}}, {.tables = {books}, .enums = {ab}});
    REQUIRE(less.questions.size() == 1);
    CHECK(less.questions[0].id == "enum:genre.c");
    CHECK(less.questions[0].kind == Question::Kind::enum_value_removed);
    CHECK(less.questions[0].message == "the enum genre loses the value c, and rows that exist may hold it in books.genre");
    CHECK(less.questions[0].answers == Lines{"--accept enum:genre.c, where none do"});
    CHECK(changes({.tables = {books}, .enums = {abc}}, {.tables = {books}, .enums = {ab}}, {.accepted = {"enum:genre.c"}}) ==
          Lines{"alter enum genre: remove c"});
    CHECK(changes({.enums = {abc}}, {.enums = {ab}}) == Lines{"alter enum genre: remove c"});
    Enum other = ab;
    other.name = "kind";
    CHECK(changes({.enums = {ab}}, {.enums = {other}}) == Lines{"rename enum genre to kind"});
}

TEST_CASE("a value that goes while another comes asks, and offers the annotation that says it was renamed") {
    const Table users = table("users", {column("role", {Enumeration{"role"}})});
    const Schema before{.tables = {users}, .enums = {{"role", EnumStorage::text, {{"admin", 0}, {"user", 1}}}}};
    const Schema after{.tables = {users}, .enums = {{"role", EnumStorage::text, {{"admin", 0}, {"member", 1}, {"guest", 2}}}}};
    const Diff asked = diff(before, after);
    REQUIRE(asked.questions.size() == 1);
    CHECK(asked.questions[0].id == "enum:role.user");
    CHECK(asked.questions[0].candidates == std::vector<std::string>{"member", "guest"});
    CHECK(asked.questions[0].answers ==
          Lines{"annotate the enumerator of role.member with [[db::renamed_from(\"user\")]], where it was renamed",
                "annotate the enumerator of role.guest with [[db::renamed_from(\"user\")]], where it was renamed",
                "--accept enum:role.user, where none do"});
    CHECK(changes(before, after, {.renames = {{Rename::Of::enum_value, "role", "user", "member"}}}) ==
          Lines{"rename the value role.user to member", "alter enum role: add guest"});
}

TEST_CASE("values are renamed in chains and in circles, and defaults follow") {
    const auto schema = [](const std::string& first, const std::string& second, const std::string& given) {
        Column role = column("role", {Enumeration{"role"}});
        role.default_value = Value{given};
        return Schema{.tables = {table("users", {role})}, .enums = {{"role", EnumStorage::native, {{first, 0}, {second, 1}}}}};
    };
    using Of = Rename::Of;
    CHECK(changes(schema("a", "b", "a"), schema("b", "c", "b"),
                  {.renames = {{Of::enum_value, "role", "a", "b"}, {Of::enum_value, "role", "b", "c"}}}) ==
          Lines{"rename the value role.b to c", "rename the value role.a to b"});
    CHECK(changes(schema("a", "b", "a"), schema("b", "a", "b"),
                  {.renames = {{Of::enum_value, "role", "a", "b"}, {Of::enum_value, "role", "b", "a"}}}) ==
          Lines{"rename the value role.a to a_renamed", "rename the value role.b to a", "rename the value role.a_renamed to b"});
}

TEST_CASE("an enum is renamed by its hint though its values change with it") {
    const auto schema = [](const std::string& name, std::vector<EnumValue> values) {
        return Schema{.tables = {table("users", {column("role", {Enumeration{name}})})},
                      .enums = {{name, EnumStorage::text, std::move(values)}}};
    };
    const Schema before = schema("role", {{"admin", 0}, {"user", 1}});
    const Schema after = schema("rank", {{"admin", 0}, {"member", 1}, {"guest", 2}});
    CHECK(changes(before, after,
                  {.renames = {{Rename::Of::enumeration, {}, "role", "rank"}, {Rename::Of::enum_value, "rank", "user", "member"}}}) ==
          Lines{"rename enum role to rank", "rename the value rank.user to member", "alter enum rank: add guest"});
    CHECK(questions(before, after) == Lines{"convert:users.role"});
}

TEST_CASE("a check that has a value's old name goes before the value is renamed, and comes back with the new one") {
    const auto schema = [](const std::string& value) {
        Table users = table("users", {column("role", {Enumeration{"role"}})});
        users.checks = {{"ck_users_role", {"role <> '" + value + "' or id > 0", {}}}};
        return Schema{.tables = {users}, .enums = {{"role", EnumStorage::text, {{"admin", 0}, {value, 1}}}}};
    };
    CHECK(changes(schema("user"), schema("member"), {.renames = {{Rename::Of::enum_value, "role", "user", "member"}}}) ==
          Lines{"drop from users check ck_users_role (role <> 'user' or id > 0)", "rename the value role.user to member",
                "add to users check ck_users_role (role <> 'member' or id > 0)"});
}

TEST_CASE("values come before the columns that need them and go after those that had them") {
    const Enum ab{"genre", EnumStorage::text, {{"a", 0}, {"b", 1}}};
    const Enum bc{"genre", EnumStorage::text, {{"b", 1}, {"c", 2}}};
    Column genre = column("genre", {Enumeration{"genre"}});
    genre.default_value = Value{std::string("a")};
    const Schema before{.tables = {table("books", {genre})}, .enums = {ab}};
    genre.default_value = Value{std::string("c")};
    CHECK(changes(before, {.tables = {table("books", {genre})}, .enums = {bc}}, {.accepted = {"enum:genre.a"}}) ==
          Lines{"alter enum genre: add c", "alter books.genre: default 'a' to 'c'", "alter enum genre: remove a"});
}

TEST_CASE("an enum that is stored otherwise asks what becomes of the rows") {
    const Enum labels{"genre", EnumStorage::text, {{"a", 1}}};
    const Enum numbers{"genre", EnumStorage::integer, {{"a", 1}}};
    const Enum renumbered{"genre", EnumStorage::integer, {{"a", 2}}};
    const Table books = table("books", {column("genre", {Enumeration{"genre"}})});
    const auto asked = [&](const Enum& from, const Enum& to) {
        return questions({.tables = {books}, .enums = {from}}, {.tables = {books}, .enums = {to}});
    };
    CHECK(asked(labels, numbers) == Lines{"storage:genre"});
    CHECK(asked(numbers, renumbered) == Lines{"storage:genre"});
    CHECK(asked(labels, {"genre", EnumStorage::native, {{"a", 1}}}) == Lines{});
}

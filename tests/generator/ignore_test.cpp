#include <aludel/generator/ignore.h>

#include <doctest/doctest.h>

#include <aludel/generator/autogenerate.h>

using namespace aludel;
using namespace aludel::generator;

namespace {

using Parts = std::vector<std::string>;

schema::Column column(std::string name) {
    return {.name = std::move(name), .type = {schema::String{}}, .nullable = true};
}

schema::Table table(schema::Name name, const Parts& columns) {
    schema::Table table;
    table.name = std::move(name);
    table.columns.add({.name = "id", .type = {schema::Integer{64}}, .identity = schema::Identity{}});
    table.primary_key = schema::PrimaryKey{"pk_" + table.name.name, {"id"}};
    for (const std::string& each : columns) table.columns.add(column(each));
    return table;
}

schema::Snapshot snapshot(std::initializer_list<schema::Table> tables) {
    schema::Snapshot made;
    for (const schema::Table& each : tables) made.schema.tables.add(each);
    return made;
}

ModelDocument models(std::initializer_list<schema::Table> tables) {
    ModelDocument made;
    for (const schema::Table& each : tables) made.schema.tables.add(each);
    made.locations["users"] = {"user.h", 3, 8, 3, 12};
    return made;
}

std::vector<Said<std::string>> patterns(const Parts& texts) {
    std::vector<Said<std::string>> made;
    for (const std::string& text : texts) made.push_back({text, {"aludel.toml", 5, static_cast<int>(made.size()) + 1, 5, 9}});
    return made;
}

/// What autogenerate finds when that is ignored, a sentence each; or what it complains of.
Parts found(const ModelDocument& models, const schema::Snapshot& before, const Parts& ignore) {
    const ModelDocument compared = ignored(models, before, {}, patterns(ignore));
    Parts sentences;
    for (const Diagnostic& diagnostic : compared.diagnostics) sentences.push_back(diagnostic.message);
    if (!sentences.empty()) return sentences;
    const Pending pending = autogenerate(compared, before, {}, {"postgresql"});
    for (const Diagnostic& diagnostic : pending.diagnostics)
        if (diagnostic.severity == Severity::error) sentences.push_back(diagnostic.message);
    for (const schema::Change& change : pending.changes) sentences.push_back(schema::describe(change));
    return sentences;
}

}  // namespace

TEST_CASE("a pattern is a glob for each part of a name") {
    CHECK(ignore_pattern("legacy_*") == Parts{"legacy_*"});
    CHECK(ignore_pattern("auth.users.ix_?") == Parts{"auth", "users", "ix_?"});
    CHECK(ignore_pattern("\"a.b\"\"*\".c") == Parts{"a.b\"\\*", "c"});
    for (const char* wrong : {"", "users.", ".users", "a.b.c.d", "\"users", "us\"ers", "\"a\"b", "\"\""}) {
        CAPTURE(std::string(wrong));
        CHECK_FALSE(ignore_pattern(wrong));
    }
}

TEST_CASE("without a pattern the models are compared as they are") {
    const ModelDocument all = models({table("users", {"bio"})});
    CHECK(ignored(all, snapshot({table("legacy_a", {})}), {}, {}) == all);
}

TEST_CASE("a table that is ignored is neither dropped, nor asked about, nor made, nor changed") {
    const auto before = snapshot({table("legacy_a", {"x"}), table("users", {})});
    CHECK(found(models({table("users", {})}), before, {"legacy_*"}).empty());
    CHECK(found(models({table("users", {}), table("legacy_b", {})}), before, {"legacy_*"}).empty());
    CHECK(found(models({table("users", {}), table("legacy_a", {"x", "y"})}), before, {"legacy_*"}).empty());
    CHECK(found(models({table("users", {"y"}), table("legacy_a", {"y"})}), before, {"legacy_*"}) == Parts{"add users.y text, nullable"});
}

TEST_CASE("what is ignored stays in the snapshot as it is") {
    const auto before = snapshot({table("legacy_a", {"x"}), table("users", {"a", "search_vector", "b"})});
    const ModelDocument compared =
        ignored(models({table("users", {"a", "b", "c"})}), before, {}, patterns({"legacy_*", "users.search_vector"}));
    CHECK(compared.schema.tables.contains("legacy_a"));
    Parts names;
    for (const schema::Column& each : compared.schema.tables.find("users")->columns) names.push_back(each.name);
    CHECK(names == Parts{"id", "a", "search_vector", "b", "c"});
}

TEST_CASE("a star stops at a dot: a schema, a table and a member are parts of their own") {
    const auto before = snapshot({table({"auth", "accounts"}, {}), table("users", {"accounts"})});
    const ModelDocument now = models({table("users", {})});
    const std::string lost_column = "the column users.accounts is gone from the models; dropping it loses its values";
    const std::string lost_table = "the table auth.accounts is gone from the models; dropping it loses its rows";
    CHECK(found(now, before, {"auth.*"}) == Parts{lost_column});
    CHECK(found(now, before, {"*"}) == Parts{lost_table});
    CHECK(found(now, before, {"*.accounts"}).empty());
}

TEST_CASE("columns, constraints and indexes of a table are ignored by their names") {
    schema::Table before = table("users", {"search_vector"}), now = table("users", {"bio"});
    before.indexes.add({.name = "ix_users_search", .keys = {{"search_vector"}}, .method = "gin"});
    before.uniques.add({"uq_users_search", {"search_vector"}});
    now.indexes.add({.name = "ix_users_new", .keys = {{"bio"}}});
    CHECK(found(models({now}), snapshot({before}), {"users.search_vector", "users.ix_*", "users.uq_users_search"}) ==
          Parts{"add users.bio text, nullable"});
    now.primary_key->name = "users_pkey";
    CHECK(found(models({now}), snapshot({before}), {"users.search_vector", "users.ix_*", "users.uq_users_search", "users.pk_users"}) ==
          Parts{"add users.bio text, nullable"});
}

TEST_CASE("enums, views, sequences and objects are ignored by their names") {
    auto before = snapshot({table("users", {})});
    before.schema.enums.add({"legacy_genre", schema::EnumStorage::text, {{"a", 0}}});
    before.schema.views.add({.name = "legacy_view", .query = {"select 1"}});
    before.schema.sequences.add({.name = "legacy_numbers"});
    before.schema.opaque.add({.name = "legacy_touch", .kind = "trigger", .create = {"x"}, .drop = {"y"}});
    CHECK(found(models({table("users", {})}), before, {"legacy_*"}).empty());
    CHECK(found(models({table("users", {})}), before, {"legacy_[gvn]*"}) == Parts{"drop trigger legacy_touch"});
}

TEST_CASE("a table that is renamed takes what is ignored in it along") {
    schema::Table before = table("users", {"about", "search_vector"}), now = table("members", {"bio"});
    before.indexes.add({.name = "ix_search", .keys = {{"search_vector"}, {"about"}}});
    ModelDocument document = models({now});
    document.renames = {{schema::Rename::Of::table, {}, "users", "members"}, {schema::Rename::Of::column, "members", "about", "bio"}};
    now.primary_key->name = "pk_members";
    for (const Parts& ignore : {Parts{"users.search_vector", "users.ix_search"}, Parts{"members.search_vector", "members.ix_search"}}) {
        const ModelDocument compared = ignored(document, snapshot({before}), {}, patterns(ignore));
        CHECK(compared.diagnostics.empty());
        const schema::Table* members = compared.schema.tables.find("members");
        REQUIRE(members != nullptr);
        CHECK(members->columns.contains("search_vector"));
        REQUIRE(members->indexes.contains("ix_search"));
        CHECK(members->indexes.find("ix_search")->keys[1] == schema::IndexKey{"bio"});
        const Pending pending = autogenerate(compared, snapshot({before}), {}, {"postgresql"});
        CHECK(pending.diagnostics.empty());
        CHECK(schema::describe(pending.changes.at(0)) == "rename table users to members");
    }
}

TEST_CASE("a hint about what is ignored is neither followed nor spent") {
    ModelDocument document = models({table("users", {"bio"})});
    document.renames = {{schema::Rename::Of::column, "users", "about", "bio"}};
    const auto before = snapshot({table("users", {"about"})});
    const ModelDocument compared = ignored(document, before, {}, patterns({"users.about", "users.bio"}));
    CHECK(compared.renames.empty());
    CHECK(compared.schema == before.schema);
    auto later = snapshot({table("users", {"bio"})});
    later.spent = document.renames;
    CHECK(ignored(document, later, {}, patterns({"users.bio"})).renames == later.spent);
}

TEST_CASE("a pattern that names nothing is a warning at its place") {
    const ModelDocument compared =
        ignored(models({table("users", {})}), snapshot({table("users", {}), table("gone", {"x"})}), {}, patterns({"legacy_*", "gone.x"}));
    REQUIRE(compared.diagnostics.size() == 1);
    CHECK(compared.diagnostics[0].severity == Severity::warning);
    CHECK(compared.diagnostics[0].message == "nothing in the models or the snapshot has a name like \"legacy_*\"");
    CHECK(compared.diagnostics[0].location.line == 5);
}

TEST_CASE("what needs something that is left out is an error, with both ways out") {
    schema::Table now = table("users", {"search_vector"});
    now.indexes.add({.name = "ix_users_search", .keys = {{"search_vector"}}});
    now.checks.add({.name = "ck_users", .expression = {"search_vector <> ''"}});
    const ModelDocument compared = ignored(models({now}), snapshot({table("users", {})}), {}, patterns({"users.search_vector"}));
    REQUIRE(compared.diagnostics.size() == 2);
    CHECK(compared.diagnostics[0].message ==
          "users.ck_users needs users.search_vector, which is not there: \"users.search_vector\" is ignored, and the snapshot does not "
          "have it");
    CHECK(compared.diagnostics[1].message.starts_with("users.ix_users_search needs users.search_vector"));
    CHECK(compared.diagnostics[0].location.file == "user.h");
    REQUIRE(compared.diagnostics[0].notes.size() == 1);
    CHECK(compared.diagnostics[0].notes[0].message == "ignore users.ck_users as well, or take users.search_vector out of the pattern");
    CHECK(compared.diagnostics[0].notes[0].location.file == "aludel.toml");
    now.indexes = {};
    CHECK(ignored(models({now}), snapshot({table("users", {})}), {}, patterns({"users.search_vector", "users.ck_*"})).diagnostics.empty());
}

TEST_CASE("what is kept and needs what the models no longer have is an error") {
    schema::Table legacy = table("legacy_orders", {});
    legacy.columns.add({.name = "user_id", .type = {schema::Integer{64}}});
    legacy.foreign_keys.add({.name = "fk_user", .columns = {"user_id"}, .referred_table = "users", .referred_columns = {"id"}});
    const auto sentences = found(models({table("teams", {})}), snapshot({legacy, table("users", {})}), {"legacy_*"});
    CHECK(sentences == Parts{"legacy_orders.fk_user stays as the snapshot has it, for \"legacy_*\" is ignored, and needs users, which is "
                             "gone"});
}

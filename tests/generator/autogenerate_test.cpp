#include <aludel/generator/autogenerate.h>

#include <doctest/doctest.h>

#include <aludel/generator/failure.h>

using namespace aludel;
using namespace aludel::generator;

namespace {

schema::Table users(std::vector<std::string> columns) {
    schema::Table table;
    table.name = "users";
    table.columns.add({.name = "id", .type = {schema::Integer{64}}, .identity = schema::Identity{}});
    table.primary_key = schema::PrimaryKey{"pk_users", {"id"}};
    for (std::string& name : columns) table.columns.add({.name = std::move(name), .type = {schema::String{}}, .nullable = true});
    return table;
}

schema::Snapshot snapshot(std::vector<std::string> columns) {
    schema::Snapshot snapshot;
    snapshot.schema.tables.add(users(std::move(columns)));
    return snapshot;
}

ModelDocument models(std::vector<std::string> columns) {
    ModelDocument document;
    document.schema.tables.add(users(std::move(columns)));
    document.locations["users"] = {"user.h", 3, 8, 3, 12};
    for (int line = 4; const schema::Column& column : document.schema.tables.find("users")->columns)
        document.locations["users." + column.name] = {"user.h", line++, 5, line, 9};
    return document;
}

Pending pending(const ModelDocument& models, const schema::Snapshot& before, const schema::Decisions& said = {}) {
    return autogenerate(models, before, said, {"sqlite"});
}

}  // namespace

TEST_CASE("what is the same asks for nothing") {
    const Pending found = pending(models({"bio"}), snapshot({"bio"}));
    CHECK(found.changes.empty());
    CHECK(found.diagnostics.empty());
}

TEST_CASE("a difference is an upgrade, a downgrade and the snapshot after it") {
    const Pending found = pending(models({"bio"}), snapshot({}));
    REQUIRE(found.upgrade.size() == 1);
    REQUIRE(found.downgrade.size() == 1);
    CHECK(migrations::describe(found.upgrade[0]) == "add users.bio text, nullable");
    CHECK(migrations::describe(found.downgrade[0]) == "drop users.bio");
    CHECK(found.after.schema == models({"bio"}).schema);
}

TEST_CASE("a column that vanishes while one appears stops, at the table's line and with every way out") {
    const Pending found = pending(models({"bio"}), snapshot({"about"}));
    REQUIRE(found.diagnostics.size() == 1);
    const Diagnostic& question = found.diagnostics.front();
    CHECK(found.has_errors());
    CHECK(found.upgrade.empty());
    CHECK(question.id == "rename-or-drop-column");
    CHECK(question.location.line == 3);
    REQUIRE(question.notes.size() == 2);
    CHECK(question.notes[0].message == "annotate the member with [[db::renamed_from(\"about\")]]");
    CHECK(question.notes[0].location.line == 5);
    CHECK(question.notes[1].message == "add to the command: --drop users.about");
    CHECK(question.notes[1].location.file.empty());
}

TEST_CASE("a hint is followed once, and spent from then on") {
    ModelDocument document = models({"bio"});
    const schema::Rename hint{schema::Rename::Of::column, "users", "about", "bio"};
    document.renames = {hint};
    const Pending first = pending(document, snapshot({"about"}));
    REQUIRE(first.changes.size() == 1);
    CHECK(std::holds_alternative<schema::RenameColumn>(first.changes[0]));
    CHECK(first.after.spent == std::set{hint});
    CHECK(pending(document, first.after).changes.empty());

    // A column of the old name that comes later is a new one, not the old one renamed again.
    document = models({"about", "bio"});
    document.renames = {hint};
    const Pending later = pending(document, first.after);
    REQUIRE(later.changes.size() == 1);
    CHECK(std::holds_alternative<schema::AddColumn>(later.changes[0]));
}

TEST_CASE("a swap of values is spent, also when the enum is renamed with its hint") {
    using Of = schema::Rename::Of;
    const auto with_roles = [](const std::string& name, std::vector<schema::EnumValue> values) {
        schema::Schema made{.tables = {users({})}, .enums = {{name, schema::EnumStorage::text, std::move(values)}}};
        made.tables.find("users")->columns.add({.name = "role", .type = {schema::Enumeration{name}}});
        return made;
    };
    ModelDocument document;
    document.schema = with_roles("role", {{"b", 0}, {"a", 1}});
    document.renames = {{Of::enum_value, "role", "a", "b"}, {Of::enum_value, "role", "b", "a"}};
    const Pending swapped = pending(document, {.schema = with_roles("role", {{"a", 0}, {"b", 1}}), .spent = {}});
    CHECK(swapped.changes.size() == 3);
    document.schema = with_roles("rank", {{"b", 0}, {"a", 1}});
    document.renames = {{Of::enumeration, {}, "role", "rank"}, {Of::enum_value, "rank", "a", "b"}, {Of::enum_value, "rank", "b", "a"}};
    const Pending renamed = pending(document, swapped.after);
    REQUIRE(renamed.changes.size() == 1);
    CHECK(std::holds_alternative<schema::RenameEnum>(renamed.changes[0]));
}

TEST_CASE("a value that goes while one comes points at the enumerator that may be its new name") {
    ModelDocument document;
    document.schema = {.tables = {users({})}, .enums = {{"role", schema::EnumStorage::text, {{"admin", 0}, {"member", 1}}}}};
    document.schema.tables.find("users")->columns.add({.name = "role", .type = {schema::Enumeration{"role"}}});
    document.locations["role.member"] = {"user.h", 9, 5, 9, 11};
    schema::Snapshot before{.schema = document.schema, .spent = {}};
    before.schema.enums.find("role")->values[1].name = "user";
    const Pending found = pending(document, before);
    REQUIRE(found.diagnostics.size() == 1);
    CHECK(found.diagnostics[0].id == "enum-value-removed");
    REQUIRE(found.diagnostics[0].notes.size() == 2);
    CHECK(found.diagnostics[0].notes[0].location.line == 9);
    CHECK(found.diagnostics[0].notes[1].message == "add to the command: --accept enum:role.user, where none do");
}

TEST_CASE("the command line's fill wins over the header's") {
    ModelDocument document = models({});
    document.schema.tables.find("users")->columns.add({.name = "name", .type = {schema::String{}}});
    document.fills["users.name"] = {"'header'"};
    const auto fill_of = [](const Pending& found) { return std::get<schema::AddColumn>(found.changes.at(0)).fill.sql; };
    CHECK(fill_of(pending(document, snapshot({}))) == "'header'");
    schema::Decisions said;
    said.fills["users.name"] = {"'said'"};
    CHECK(fill_of(pending(document, snapshot({}), said)) == "'said'");
}

TEST_CASE("what cannot be undone on rows is written as irreversible, with a warning that says what would undo it") {
    schema::Decisions said;
    schema::Snapshot before = snapshot({});
    before.schema.tables.find("users")->columns.add({.name = "name", .type = {schema::String{}}});
    said.drops = {"users.name"};
    const Pending found = pending(models({}), before, said);
    CHECK_FALSE(found.has_errors());
    REQUIRE(found.downgrade.size() == 1);
    CHECK(std::holds_alternative<schema::Irreversible>(found.downgrade[0]));
    REQUIRE(found.diagnostics.size() == 1);
    CHECK(found.diagnostics[0].severity == Severity::warning);
    CHECK(found.diagnostics[0].message ==
          "the downgrade is irreversible: users.name is not null and has no default, and its values are gone with the drop");
}

TEST_CASE("an answer that answers nothing is an error that names the nearest question") {
    ModelDocument document = models({"bio"});
    document.schema.tables.find("users")->columns.add({.name = "name", .type = {schema::String{}}});
    document.schema.tables.find("users")->columns.find("bio")->type = {schema::String{5}};
    const schema::Snapshot before = snapshot({"bio", "age"});
    const auto said = [&](schema::Decisions decisions) {
        std::vector<std::string> unused;
        for (const Diagnostic& diagnostic : pending(document, before, decisions).diagnostics)
            if (diagnostic.id == "unused-answer") unused.push_back(diagnostic.message);
        return unused;
    };
    using Lines = std::vector<std::string>;
    CHECK(said({.accepted = {"narrow:users.boi"}}) ==
          Lines{"--accept narrow:users.boi answers no question; did you mean 'narrow:users.bio'?"});
    CHECK(said({.drops = {"user.age"}}) == Lines{"--drop user.age answers no question; did you mean 'users.age'?"});
    CHECK(said({.fills = {{"users.nam", {"''"}}}}) == Lines{"--fill users.nam answers no question; did you mean 'users.name'?"});
    CHECK(said({.converts = {{"user.bio", {"''"}}}}) == Lines{"--convert user.bio answers no question; did you mean 'users.bio'?"});
    CHECK(said({.renames = {parse_rename("users.aeg=name")}}) ==
          Lines{"--rename users.aeg=name answers no question; did you mean 'users.age=name'?"});
    CHECK(said({.accepted = {"something:else"}}) ==
          Lines{"--accept something:else answers no question: it could be fill:users.name, narrow:users.bio, drop:users.age"});
    // Those that answer are no errors, also while others are open; of two that say the same, one is.
    CHECK(said({.drops = {"users.age"}, .fills = {{"users.name", {"''"}}}}).empty());
    CHECK(said({.drops = {"users.age"}, .fills = {{"users.name", {"''"}}}, .accepted = {"narrow:users.bio"}}).empty());
    CHECK(said({.drops = {"users.age"}, .accepted = {"drop:users.age"}}).size() == 1);
}

TEST_CASE("an answer about the downgrade is judged with the downgrade") {
    schema::Snapshot before = snapshot({});
    before.schema.tables.find("users")->columns.add({.name = "name", .type = {schema::String{}}});
    schema::Decisions said{.drops = {"users.name"}, .fills = {{"downgrade:users.name", {"''"}}}};
    CHECK(pending(models({}), before, said).diagnostics.empty());
    said.fills = {{"downgrade:users.nama", {"''"}}};
    const Pending found = pending(models({}), before, said);
    REQUIRE(found.has_errors());
    CHECK(found.diagnostics.front().message == "--fill downgrade:users.nama answers no question; did you mean 'downgrade:users.name'?");
    CHECK(found.upgrade.empty());
}

TEST_CASE("nothing is asked where nothing changes, so nothing can be answered") {
    const Pending found = pending(models({"bio"}), snapshot({"bio"}), {.drops = {"users.about"}});
    CHECK_FALSE(found.has_errors());  // the same command once more
    REQUIRE(found.diagnostics.size() == 1);
    CHECK(found.diagnostics[0].message == "--drop users.about answers no question: nothing is asked");
}

TEST_CASE("what was accepted is said in words, with its id and what makes it right") {
    ModelDocument document = models({"bio"});
    document.schema.tables.find("users")->columns.find("bio")->type = {schema::String{5}};
    schema::Snapshot before = snapshot({"bio"});
    before.schema.tables.find("users")->uniques.add({.name = "uq_users_bio", .columns = {"bio"}});
    const Pending found = pending(document, before, {.accepted = {"narrow:users.bio", "downgrade:unique:users.uq_users_bio"}});
    CHECK_FALSE(found.has_errors());
    CHECK(
        found.accepted ==
        std::vector<std::string>{
            "Accepted (narrow:users.bio): the column users.bio changes from text to varchar(5), which cannot hold every value of the rows "
            "that exist. Right where every value fits: it stops at a row that does not.",
            "Accepted (downgrade:unique:users.uq_users_bio): rows may hold the same (bio) twice, which users.uq_users_bio forbids. Right "
            "where "
            "none do."});
}

TEST_CASE("models that no database would take are reported where they stand") {
    ModelDocument document = models({});
    document.schema.tables.find("users")->indexes.add({.name = "ix", .keys = {{.of = "gone"}}});
    document.locations["users.ix"] = {"user.h", 9, 1, 9, 2};
    const Pending found = pending(document, snapshot({}));
    REQUIRE(found.has_errors());
    CHECK(found.diagnostics[0].id == "model");
    CHECK(found.diagnostics[0].location.line == 9);
}

TEST_CASE("decisions are read as they are typed") {
    using Of = schema::Rename::Of;
    CHECK(parse_rename("users=members") == schema::Rename{Of::table, {}, "users", "members"});
    CHECK(parse_rename("users.about=bio") == schema::Rename{Of::column, "users", "about", "bio"});
    CHECK(parse_rename("users.about=users.bio") == schema::Rename{Of::column, "users", "about", "bio"});
    CHECK(parse_rename("auth.users.about=bio") == schema::Rename{Of::column, schema::Name("auth", "users"), "about", "bio"});
    CHECK(parse_rename("users.\"a.\"\"b=\"=c") == schema::Rename{Of::column, "users", "a.\"b=", "c"});
    CHECK(parse_rename("enum:role=rank") == schema::Rename{Of::enumeration, {}, "role", "rank"});
    CHECK(parse_rename("enum:role.user=member") == schema::Rename{Of::enum_value, "role", "user", "member"});
    CHECK(parse_rename("enum:auth.role.\"PG-13 =\"=teen") ==
          schema::Rename{Of::enum_value, schema::Name("auth", "role"), "PG-13 =", "teen"});
    CHECK_THROWS_WITH_AS(parse_rename("users.about=books.bio"),
                         "--rename users.about=books.bio: a column stays in its table; write --rename users.about=bio", Failure);
    CHECK_THROWS_AS(parse_rename("users"), Failure);
    CHECK_THROWS_AS(parse_rename("=x"), Failure);
    std::map<std::string, schema::Expression> fills;
    add_assignment(fills, "--fill", "users.name=a = b");
    add_assignment(fills, "--fill", "downgrade:users.name=c");
    add_assignment(fills, "--fill", "downgrade:users.name:sqlite=d");
    CHECK(fills ==
          std::map<std::string, schema::Expression>{{"users.name", {"a = b"}}, {"downgrade:users.name", {"c", {{"sqlite", "d"}}}}});
    CHECK_THROWS_WITH_AS(
        add_assignment(fills, "--fill", "name='x'"),
        "--fill name='x': write TABLE.COLUMN=SQL, as in --fill \"users.name='unknown'\", or TABLE.COLUMN:sqlite=SQL for one dialect",
        Failure);
}

TEST_CASE("what an engine of the project refuses is said at the header's line, and no revision is written of it") {
    ModelDocument document = models({"bio"});
    schema::Table table = *document.schema.tables.find("users");
    table.options.strict = true;
    table.columns.find("bio")->type = {schema::Custom{{"POINT", {}}}};
    document.schema.tables = {};
    document.schema.tables.add(table);
    const Pending found = pending(document, {});
    REQUIRE(found.has_errors());
    REQUIRE(found.diagnostics.size() == 1);
    CHECK(found.diagnostics[0].message ==
          "users.bio: a STRICT table knows INTEGER, REAL, TEXT, BLOB and ANY, not POINT; choose one of them, or make the table not strict");
    CHECK(found.diagnostics[0].location == Location{"user.h", 5, 5, 6, 9});
    CHECK_FALSE(autogenerate(document, {}, {}, {"postgresql"}).has_errors());

    // One that stands in the snapshot already may be left.
    CHECK_FALSE(pending(models({"bio"}), {document.schema, {}}, {.converts = {{"users.bio", {"bio", {}}}}}).has_errors());
}

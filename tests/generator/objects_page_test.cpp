// The examples of docs/objects.md, from aludel.toml to the database and back.
#include <aludel/generator/objects.h>

#include <doctest/doctest.h>

#include <aludel/generator/autogenerate.h>
#include <aludel/generator/emit.h>
#include <aludel/generator/files.h>
#include <aludel/migrations/dialect.h>
#include <aludel/schema/apply.h>

#include "runtime/live_database.h"
#include "scratch.h"

using namespace aludel;
using namespace aludel::generator;

namespace {

/// The blocks of that language, each with the name of the file that stands before it in backquotes and a colon, or none.
std::map<std::string, std::string> blocks(const std::string& page, const std::string& language) {
    std::map<std::string, std::string> found;
    const std::string begin = "```" + language + "\n";
    for (auto at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1)) {
        const auto from = at + begin.size();
        std::string name;
        if (page.substr(at - 4, 4) == "`:\n\n") {
            const auto open = page.rfind('`', at - 5);
            name = page.substr(open + 1, at - 5 - open);
        }
        found[name] = page.substr(from, page.find("```\n", from) - from);
    }
    return found;
}

schema::Schema models() {
    schema::Column id{.name = "id", .type = {schema::Integer{64}}};
    schema::Column name{.name = "name", .type = {schema::String{}}};
    schema::Column user{.name = "user_id", .type = {schema::Integer{64}}};
    schema::Table users{.name = "users", .columns = {id, name}, .primary_key = schema::PrimaryKey{"pk_users", {"id"}}};
    return {.tables = {users, {.name = "old_names", .columns = {user, name}}}};
}

void execute(const tests::LiveDatabase& database, const migrations::Dialect& dialect, const schema::Schema& before,
             const std::vector<migrations::Operation>& operations) {
    for (const migrations::Step& step : dialect.render(before, operations)) {
        const auto* statement = std::get_if<migrations::SqlStep>(&step.action);
        REQUIRE(statement != nullptr);
        database.run(statement->sql);
    }
}

}  // namespace

const migrations::Dialect& dialect_of_the_page();  // objects_page_<engine>.cpp
const char* objects_query_of_the_page();

TEST_CASE("the page's files go up and down on a database, and its revision is what is written") {
    const std::string page = read_file(OBJECTS_PAGE);
    const Scratch scratch;
    FileChanges files;
    files.write(scratch / "aludel.toml", blocks(page, "toml").at(""));
    for (const auto& [name, text] : blocks(page, "sql")) files.write(scratch / name, text);
    files.release();
    const Config config = read_config(scratch / "aludel.toml");
    ModelDocument document;
    document.schema = models();
    add_objects(config, document);
    REQUIRE(document.diagnostics.empty());
    CHECK(document.schema.opaque.size() == 7);
    CHECK(document.locations.at("shout").line == 1);
    CHECK(document.dependencies.size() == 5);

    const schema::Opaque& keep = *document.schema.opaque.find("keep_old_names");
    CHECK(emit({schema::Change{schema::CreateOpaque{keep}}}) == blocks(page, "cpp").at(""));

    const Pending pending = autogenerate(document, {}, {}, config.dialects);
    REQUIRE_FALSE(pending.has_errors());
    const tests::LiveDatabase database;
    const std::string empty = database.rows(objects_query_of_the_page());
    execute(database, dialect_of_the_page(), {}, pending.upgrade);
    CHECK(database.rows(objects_query_of_the_page()) != empty);
    database.run("INSERT INTO users VALUES (1, 'Ada')");
    database.run("UPDATE users SET name = 'Augusta'");
    CHECK(database.rows("SELECT user_id, name FROM old_names") == "1|Ada\n");
    CHECK(database.rows("SELECT names FROM name_count") == "1\n");
    execute(database, dialect_of_the_page(), document.schema, pending.downgrade);
    CHECK(database.rows(objects_query_of_the_page()) == empty);
}

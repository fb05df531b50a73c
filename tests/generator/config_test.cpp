#include <aludel/generator/config.h>

#include <doctest/doctest.h>

#include <aludel/generator/failure.h>

using namespace aludel::generator;

namespace {

Config parse(const std::string& text) {
    return parse_config("/app/aludel.toml", text);
}

std::vector<std::string> refused(const std::string& text) {
    std::vector<std::string> out;
    try {
        parse(text);
    } catch (const Failure& failure) {
        for (const Diagnostic& found : failure.diagnostics())
            out.push_back(std::to_string(found.location.line) + ":" + std::to_string(found.location.column) + ": " + found.message);
    }
    return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a name is enough, and the rest has defaults") {
    const Config config = parse("name = \"book-shelf\"");
    CHECK(config.name == "book-shelf");
    CHECK(config.root == "/app");
    CHECK(config.headers == Lines{"models/*.h"});
    CHECK(config.standard == "c++20");
    CHECK(config.schema_directory == "/app/schema");
    CHECK(config.migrations_directory == "/app/migrations");
    CHECK(config.build_directory == "/app/build");
    CHECK(config.program == "/app/build/book-shelf_migrate");
    CHECK(config.file_template == "{id}_{slug}");
    CHECK(config.migrations_namespace == "book_shelf::migrations");
    CHECK(config.dialects == std::set<std::string>{"sqlite"});
    CHECK_FALSE(config.post_write);
    CHECK_FALSE(config.templates_directory);
}

TEST_CASE("every key is read") {
    const Config config = parse(R"(
name = "bookshelf"
dialects = ["postgresql", "sqlite"]
[models]
headers = ["a.h", "b/**/*.h"]
include_directories = ["include"]
definitions = ["X=1"]
standard = "c++23"
[schema]
directory = "db/schema"
[migrations]
directory = "../migrations"
file_template = "{year}_{id}"
namespace = "shelf::db"
[database]
url = "sqlite:///${HOME}/x.db"
[build]
directory = "/tmp/build"
program = "bin/migrate"
[templates]
directory = "templates"
[hooks]
post_write = []
)");
    CHECK(config.headers == Lines{"a.h", "b/**/*.h"});
    CHECK(config.include_directories == Lines{"include"});
    CHECK(config.definitions == Lines{"X=1"});
    CHECK(config.standard == "c++23");
    CHECK(config.schema_directory == "/app/db/schema");
    CHECK(config.migrations_directory == "/migrations");
    CHECK(config.file_template == "{year}_{id}");
    CHECK(config.migrations_namespace == "shelf::db");
    CHECK(config.database_url == "sqlite:///${HOME}/x.db");
    CHECK(config.dialects == std::set<std::string>{"postgresql", "sqlite"});
    CHECK(config.build_directory == "/tmp/build");
    CHECK(config.program == "/app/bin/migrate");
    CHECK(config.templates_directory == "/app/templates");
    REQUIRE(config.post_write);
    CHECK(config.post_write->empty());
}

TEST_CASE("an unknown key or a wrong type is said at its line, several in one run") {
    CHECK(refused("nam = \"x\"\nname = \"y\"\n[migrations]\ndirectroy = \"m\"\nfile_template = 3\n[modles]\n") ==
          Lines{"1:1: aludel.toml has no key 'nam'; did you mean 'name'?",
                "4:1: [migrations] has no key 'directroy'; did you mean 'directory'?", "5:17: migrations.file_template must be a string",
                "6:2: aludel.toml has no key 'modles'; did you mean 'models'?"});
    CHECK(refused("name = \"x\"\nmodels = 3") == Lines{"2:10: models must be a table: [models]"});
    CHECK(refused("name = \"x\"\n[models]\nheaders = [\"a\", 1]") == Lines{"3:17: models.headers must be a list of strings"});
    CHECK(refused("name = \"x\"\ndialects = [\"mysql\"]") == Lines{"2:12: there is no dialect 'mysql'; there are sqlite and postgresql"});
    CHECK(refused("") == Lines{"1:1: aludel.toml must say the name of the application: name = \"bookshelf\""});
}

TEST_CASE("a syntax error is said at its line") {
    const Lines lines = refused("name = \"x\"\n[models\n");
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().starts_with("2:8: "));
}

TEST_CASE("a file template has an id, known fields and no directories") {
    const auto with = [](const std::string& text) { return refused("name = \"x\"\n[migrations]\nfile_template = \"" + text + "\""); };
    CHECK(with("{slug}") == Lines{"3:17: migrations.file_template must contain {id}: two revisions may have the same message"});
    CHECK(with("{id}_{weekday}") ==
          Lines{"3:17: migrations.file_template has no field {weekday}; there are {id} {slug} {year} {month} {day} {hour} "
                "{minute} {second}"});
    CHECK(with("{id}/x") == Lines{"3:17: migrations.file_template must be a file name without directories"});
    CHECK(with("{id").size() == 1);
}

TEST_CASE("a namespace is a name, and no word of revision files") {
    CHECK(refused("name = \"x\"\n[migrations]\nnamespace = \"a::class\"") ==
          Lines{"3:13: 'class' is no name of a namespace in 'a::class'"});
    CHECK(
        refused("name = \"x\"\n[migrations]\nnamespace = \"date::m\"") ==
        Lines{
            "3:13: 'date' means something in revision files already; say another one: [migrations] namespace = \"date_app::migrations\""});
    CHECK(parse("name = \"date\"").migrations_namespace == "date_app::migrations");
    CHECK(refused("name = \"x\"\n[migrations]\nnamespace = \"shelf::date\"").empty());
}

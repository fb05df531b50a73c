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
    CHECK(config.model_settings == ModelSettings{});
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

TEST_CASE("the names and types of models are read") {
    const ModelSettings settings = parse(R"t(
name = "x"
[models]
note_missing_primary_key = false
[naming]
tables = "snake_case"
columns = "snake_case"
strip_prefixes = ["m_", "sz"]
strip_suffixes = ["_"]
[naming.plurals]
person = "people"
order_item = "order_lines"
[types]
"::boost::uuids::uuid" = "uuid"
"money" = "numeric(12, 2)"
"net::address" = { postgresql = "inet", sqlite = "text" }
"std::map<int, int>" = "json"
)t")
                                       .model_settings;
    CHECK(settings.table_names == "snake_case");
    CHECK(settings.column_names == "snake_case");
    CHECK(settings.strip_prefixes == Lines{"m_", "sz"});
    CHECK(settings.strip_suffixes == Lines{"_"});
    CHECK(settings.plurals == std::map<std::string, std::string>{{"person", "people"}, {"order_item", "order_lines"}});
    CHECK_FALSE(settings.note_missing_primary_key);
    REQUIRE(settings.types.size() == 4);
    CHECK(to_string(settings.types.at("boost::uuids::uuid")) == "uuid");
    CHECK(to_string(settings.types.at("money")) == "numeric(12, 2)");
    CHECK(to_string(settings.types.at("net::address")) == R"t(custom("", {{"postgresql", "inet"}, {"sqlite", "text"}}))t");
    CHECK(to_string(settings.types.at("std::map<int, int>")) == "json");
}

TEST_CASE("what can't be in the names and types of models is said at its line") {
    CHECK(refused(R"(name = "x"
models.note_missing_primary_key = "no"
[naming]
table = "snake_case"
tables = "snake_cased"
columns = "snake_case_plural"
strip_prefixes = ["m_", "", "-"]
[naming.plurals]
Person = "people"
mouse = ""
goose = 3
)") == Lines{"2:35: models.note_missing_primary_key must be true or false", "4:1: [naming] has no key 'table'; did you mean 'tables'?",
             "5:10: naming.tables can't be 'snake_cased'; did you mean 'snake_case'?",
             "6:11: naming.columns can't be 'snake_case_plural'; it is one of as_written, snake_case",
             "7:18: naming.strip_prefixes has '', which no member's name has",
             "7:18: naming.strip_prefixes has '-', which no member's name has",
             "9:1: [naming.plurals] has 'Person', which is no name in snake_case: person, order_item",
             "10:9: naming.plurals.mouse can't be '': it is part of a table's name", "11:9: naming.plurals.goose must be a string"});
    const std::string known =
        "array_of(integer), bigint, boolean, bytes, custom(\"...\"), date, double_precision, integer, interval, json, local_timestamp, "
        "numeric, real, smallint, text, time_of_day, timestamp, uuid, varchar(255)";
    CHECK(refused(R"t(name = "x"
[types]
"a b" = "uuid"
a = "uid"
b = 3
c = { postgres = "inet" }
d = { sqlite = "" }
e = {}
f = "enumeration(\"genre\")"
g = "frobnicated"
)t") == Lines{"3:1: [types] has 'a b', which is no C++ type: write it with its namespaces, \"boost::uuids::uuid\"",
              "4:5: [types] \"a\": 'uid' is no type of Aludel's; did you mean 'uuid'?",
              "5:5: [types] \"b\" must be a type, or a table of one for each engine: { postgresql = \"inet\", sqlite = \"text\" }",
              "6:7: [types] \"c\": there is no dialect 'postgres'; there are sqlite and postgresql",
              "7:16: [types] \"d\" sqlite must be a type in words of its own, as a string",
              "8:5: [types] \"e\" must be a type, or a table of one for each engine: { postgresql = \"inet\", sqlite = \"text\" }",
              "9:5: [types] \"f\" can't be an enumeration: an enum of the models is one by itself",
              "10:5: [types] \"g\": 'frobnicated' is no type of Aludel's; there are " + known});
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

TEST_CASE("objects are read with their places") {
    const ObjectsConfig objects = parse(R"(name = "shop"
[objects]
files = ["db/*.sql", "sql/one.sql"]
extensions = ["citext"]
schemas = ["auth"]
[[objects.sequence]]
name = "numbers"
schema = "auth"
start = 1000
increment = -1
minimum = -9223372036854775808
maximum = 5000
cycle = true
only = ["postgresql"]
comment = "of invoices"
[[objects.sequence]]
name = "numbers"
)")
                                      .objects;
    REQUIRE(objects.files.size() == 2);
    CHECK(objects.files[1].what == "sql/one.sql");
    CHECK(objects.files[1].location.line == 3);
    CHECK(objects.files[1].location.column == 22);
    CHECK(objects.extensions.at(0).what == "citext");
    CHECK(objects.schemas.at(0).location.line == 5);
    REQUIRE(objects.sequences.size() == 2);
    CHECK(objects.sequences[0].what == aludel::schema::Sequence{.name = {"auth", "numbers"},
                                                                .start = 1000,
                                                                .increment = -1,
                                                                .minimum = INT64_MIN,
                                                                .maximum = 5000,
                                                                .cycle = true,
                                                                .only = {"postgresql"},
                                                                .comment = "of invoices"});
    CHECK(objects.sequences[0].location.line == 7);
}

TEST_CASE("what [objects] cannot say is refused at its line") {
    CHECK(refused(R"(name = "shop"
[objects]
file = ["db/*.sql"]
extensions = ["citext", "", "citext"]
schemas = "auth"
sequence = [1]
)") == Lines{"3:1: [objects] has no key 'file'; did you mean 'files'?", "4:25: objects.extensions has an empty name in it",
             "4:29: objects.extensions names citext twice", "5:11: objects.schemas must be a list of strings",
             "6:12: objects.sequence must be a list of tables: [[objects.sequence]]"});
    CHECK(refused(R"(name = "shop"
[[objects.sequence]]
name = "numbers"
start = 1.5
cycle = 1
only = ["oracle"]
steps = 1
comment = 2
[[objects.sequence]]
name = "numbers"
[[objects.sequence]]
)") == Lines{"4:9: objects.sequence.start must be an integer", "5:9: objects.sequence.cycle must be true or false",
             "6:8: there is no dialect 'oracle'; there are sqlite and postgresql", "7:1: [objects.sequence] has no key 'steps'",
             "8:11: objects.sequence.comment must be a string", "10:8: there are two sequences numbers",
             "11:1: a sequence must have a name: name = \"invoice_numbers\""});
}

TEST_CASE("what autogenerate ignores is read with its places") {
    const Config config = parse(R"(name = "a"
[autogenerate]
ignore = ["legacy_*", "auth.users.ix_*",
          '"a.b".c']
)");
    REQUIRE(config.ignore.size() == 3);
    CHECK(config.ignore[0].what == "legacy_*");
    CHECK(config.ignore[1].location.column == 23);
    CHECK(config.ignore[2].what == "\"a.b\".c");
    CHECK(config.ignore[2].location.line == 4);
    CHECK(parse("name = \"a\"").ignore.empty());
}

TEST_CASE("what [autogenerate] cannot say is refused at its line") {
    CHECK(refused("name = \"a\"\n[autogenerate]\nignore = \"legacy_*\"") == Lines{"3:10: autogenerate.ignore must be a list of strings"});
    CHECK(refused("name = \"a\"\n[autogenerate]\nignore = [1]") == Lines{"3:11: autogenerate.ignore must be a list of strings"});
    CHECK(refused("name = \"a\"\n[autogenerate]\nignored = []") ==
          Lines{"3:1: [autogenerate] has no key 'ignored'; did you mean 'ignore'?"});
    CHECK(
        refused("name = \"a\"\n[autogenerate]\nignore = [\"\", \"a\", \"a\",\n\"users.\", \"a.b.c.d\"]") ==
        Lines{"3:11: autogenerate.ignore has an empty name in it", "3:20: autogenerate.ignore names a twice",
              "4:1: autogenerate.ignore can't be 'users.': write \"table\", \"table.column\" or \"schema.table\", with *, ? and [...] for "
              "what varies",
              "4:11: autogenerate.ignore can't be 'a.b.c.d': write \"table\", \"table.column\" or \"schema.table\", with *, ? and [...] "
              "for what varies"});
}

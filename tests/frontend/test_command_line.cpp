#include "command_line.h"

#include <doctest/doctest.h>

using namespace aludel::frontend;

TEST_CASE("options, headers and the arguments for Clang are told apart") {
    const CommandLine command = read_command_line({"--output", "o", "a.h", "--full-headers", "b.h", "--standard-library", "x",
                                                   "--standard-library", "", "--resource-dir", "r", "--", "-DX", "--", "--output"});
    CHECK(command.output == "o");
    CHECK(command.headers == std::vector<std::string>{"a.h", "b.h"});
    CHECK(command.full_headers);
    CHECK(command.standard_library == std::vector<std::string>{"x", ""});
    CHECK(command.resource_directory == "r");
    CHECK(command.clang_arguments == std::vector<std::string>{"-DX", "--", "--output"});
}

TEST_CASE("a response file has one argument a line, as it stands") {
    CHECK(split_response("a.h\r\n\n-DX=\"a b\"\nlast") == std::vector<std::string>{"a.h", "-DX=\"a b\"", "last"});
}

TEST_CASE("a depfile escapes what Make would read otherwise") {
    CHECK(depfile_text("t t", {"a#b", "$c"}) == "t\\ t: \\\n  a\\#b \\\n  $$c\n");
    CHECK(depfile_text("t", {}) == "t:\n");
}

TEST_CASE("the depfile's target is the output unless it is said") {
    CHECK(read_command_line({"h", "--output", "o", "--depfile", "d"}).depfile_target == "o");
    CHECK_THROWS_WITH_AS(read_command_line({"h", "--depfile", "d"}), "--depfile needs --depfile-target, or --output", UsageError);
    CHECK_THROWS_WITH_AS(read_command_line({"--output"}), "--output needs a value", UsageError);
    CHECK_THROWS_WITH_AS(read_command_line({}), "no header is given", UsageError);
    CHECK_THROWS_WITH_AS(read_command_line({"-x", "h"}), "there is no option '-x'; arguments for Clang stand after --", UsageError);
}

TEST_CASE("what aludel.toml says of names and types comes as options") {
    const Settings settings = read_command_line({"--table-names", "as_written", "--column-names", "snake_case", "--strip-prefix", "m_",
                                                 "--strip-prefix", "_", "--strip-suffix", "_", "--plural", "person=people", "--type",
                                                 "net::address=custom(\"inet\")", "--no-primary-key-note", "h"})
                                  .settings;
    CHECK(settings.table_names == NameStyle::as_written);
    CHECK(settings.column_names == NameStyle::snake_case);
    CHECK(settings.strip_prefixes == std::vector<std::string>{"m_", "_"});
    CHECK(settings.strip_suffixes == std::vector<std::string>{"_"});
    CHECK(settings.plurals == std::map<std::string, std::string>{{"person", "people"}});
    REQUIRE(settings.types.count("net::address") == 1);
    CHECK(aludel::schema::to_string(settings.types.at("net::address")) == "custom(\"inet\")");
    CHECK_FALSE(settings.note_tables_without_primary_key);
    const Settings usual = read_command_line({"h"}).settings;
    CHECK(usual.table_names == NameStyle::snake_case_plural);
    CHECK(usual.column_names == NameStyle::as_written);
    CHECK(usual.note_tables_without_primary_key);
}

TEST_CASE("a wrong setting is told") {
    CHECK_THROWS_WITH_AS(read_command_line({"--column-names", "snake_case_plural", "h"}),
                         "there is no style 'snake_case_plural' for --column-names", UsageError);
    CHECK_THROWS_WITH_AS(read_command_line({"--plural", "person", "h"}), "--plural needs a name, '=' and what it stands for, not 'person'",
                         UsageError);
    CHECK_THROWS_WITH_AS(read_command_line({"--type", "a=uid", "h"}), "there is no type 'uid' for 'a'", UsageError);
}

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

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "front_end.h"

using aludel::test::Files;
using aludel::test::read;
using aludel::test::schema_text;

namespace {

const std::string styles = ALUDEL_STYLES;

std::string text_of(const std::string& name) {
    std::ifstream file(styles + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The header of that name against the schema beside it; with UPDATE_GOLDEN=1 the schema is written anew, for `git diff` to show.
void check_style(const std::string& name, const std::vector<std::string>& options = {}) {
    const std::string schema = schema_text(read(Files{{name + ".h", text_of(name + ".h")}}, {name + ".h"}, options));
    if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(styles + "/" + name + ".schema", std::ios::binary) << schema;
    CHECK(schema == text_of(name + ".schema"));
}

}  // namespace

TEST_CASE("headers in the styles of others are read: Hungarian names") {
    std::vector<std::string> options = {"--column-names", "snake_case"};
    for (const char* prefix : {"n", "b", "sz", "psz", "df", "aby"}) options.insert(options.end(), {"--strip-prefix", prefix});
    check_style("hungarian", options);
}

TEST_CASE("headers in the styles of others are read: macros before members") {
    check_style("macros");
}

TEST_CASE("headers in the styles of others are read: tags and comments behind each member") {
    check_style("comments");
}

TEST_CASE("headers in the styles of others are read: pages of comments and conditions") {
    check_style("switches");
}

TEST_CASE("headers in the styles of others are read: classes with trailing underscores") {
    check_style("underscores", {"--strip-suffix", "_"});
}

TEST_CASE("headers in the styles of others are read: options with initialisers") {
    check_style("options");
}

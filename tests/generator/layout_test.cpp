#include <aludel/generator/layout.h>

#include <doctest/doctest.h>

using namespace aludel::generator;

namespace {

Term leaf(std::string text) {
    return {.head = std::move(text)};
}
Term braces(std::vector<Term> items) {
    return {.head = "{", .items = std::move(items), .tail = "}"};
}
Term call(std::vector<Term> items) {
    return {.head = "f(", .items = std::move(items), .tail = ")"};
}

}  // namespace

TEST_CASE("what fits stands on one line, to the last column") {
    const Term term = call({leaf("a"), braces({leaf("b"), leaf("c")})});
    CHECK(flat(term) == "f(a, {b, c})");
    CHECK(layout(term, ";", 4, 17) == "    f(a, {b, c});\n");
    CHECK(layout(term, ";", 4, 16) == "    f(a, {\n        b,\n        c,\n    });\n");
}

TEST_CASE("a list that must be spread is, and what holds it too") {
    Term list = braces({leaf("b")});
    list.spread = true;
    CHECK(layout(call({leaf("a"), list}), ";", 0) == "f(a, {\n    b,\n});\n");
    list.items.clear();
    CHECK(layout(call({leaf("a"), list}), ";", 0) == "f(a, {});\n");
}

TEST_CASE("a call without braces at its end breaks after its parenthesis") {
    CHECK(layout(call({leaf("first"), leaf("second")}), ";", 0, 10) == "f(\n    first,\n    second);\n");
}

TEST_CASE("a call whose first line would be too long gives each argument a line") {
    CHECK(layout(call({leaf("first_argument"), braces({leaf("a")})}), ";", 0, 16) == "f(\n    first_argument,\n    {a});\n");
}

TEST_CASE("string literals stand below each other where one line is too short") {
    const Term text{.head = "\"a\\nb\"", .pieces = {"\"a\\n\"", "\"b\""}};
    Term member = text;
    member.head = ".sql = " + member.head;
    CHECK(layout(call({text}), ";", 0, 80) == "f(\"a\\nb\");\n");
    CHECK(layout(call({text}), ";", 0, 8) == "f(\n    \"a\\n\"\n    \"b\");\n");
    CHECK(layout(call({braces({member})}), ";", 0, 12) == "f({\n    .sql =\n        \"a\\n\"\n        \"b\",\n});\n");
}

TEST_CASE("columns are counted in characters, not in bytes") {
    const Term term = call({leaf("\"größe\"")});
    CHECK(layout(term, ";", 0, 11) == "f(\"größe\");\n");
}

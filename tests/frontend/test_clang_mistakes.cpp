#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::Files;
using aludel::test::Headers;
using aludel::test::mistakes;

TEST_CASE("what the compiler refuses is reported in its words, and the rest is read on") {
    CHECK(mistakes(R"h(struct [[db::table("t")]] T {
    undeclared_t a;
    [[db::length(nope)]] std::string b;
    [[db::length(5 +)]] std::string c;
    [[db::default_value]] int d = zzzzzzzz;
    long e;
};
)h") == R"h(2:5-17 error [clang] unknown type name 'undeclared_t'
3:18-22 error [clang] use of undeclared identifier 'nope'
4:21-22 error [clang] expected expression
5:35-43 error [clang] use of undeclared identifier 'zzzzzzzz'
6:5-9 error [target-dependent-type] 'long' has another width on another platform, and would mean another schema there
    fix 6:5-9 "std::int64_t"
    hint: write std::int64_t
)h");
}

TEST_CASE("a name in a macro's body is shown where the macro stands") {
    CHECK(mistakes(R"h(#define LIMIT nope + 1
struct [[db::table("t")]] T {
    [[db::length(LIMIT)]] std::string b;
};
)h") == R"h(3:18-23 error [clang] use of undeclared identifier 'nope'
    note 1:15-19: expanded from macro 'LIMIT'
)h");
}

TEST_CASE("a header that breaks off is reported at its own end, not in what follows") {
    CHECK(mistakes("struct [[db::table(\"t\")]] T { int a; }\n") ==
          "1:39-39 error [clang] expected ';' after struct\n"
          "    fix 1:39-39 \";\"\n");
    const Headers headers(
        Files{{"a.h", "struct [[db::table(\"a\")]] A { int a; };\nint x ="}, {"b.h", "struct [[db::table(\"b\")]] B { int b; };\n"}});
    const auto run = headers.run({"b.h", "a.h"});
    REQUIRE(!run.document.diagnostics.empty());
    CHECK(run.document.diagnostics[0].location == aludel::generator::Location{"a.h", 2, 8, 2, 8});
    for (const auto& diagnostic : run.document.diagnostics) CHECK(diagnostic.location.file == "a.h");
}

TEST_CASE("Clang's fix-its come through, what is moved too") {
    CHECK(mistakes("[[db::table(\"t\")]] struct T { int a; };\n") ==
          "1:26-26 error [clang] misplaced attributes; expected attributes here\n"
          "    fix 1:26-26 \"[[db::table(\"t\")]]\"\n"
          "    fix 1:1-19 \"\"\n");
}

TEST_CASE("a header that is not found is the one mistake that is told") {
    CHECK(mistakes(R"h(#include "missing.h"
struct [[db::table("t")]] T { long a; };
)h") == "1:10-21 error [clang] 'missing.h' file not found\n");
}

TEST_CASE("a mistake in a file that a header includes is reported there") {
    const Headers headers(Files{{"models/user.h", "#include \"base.h\"\nstruct [[db::table(\"t\")]] T : Base {};\n"},
                                {"models/base.h", "#pragma once\nstruct Base { long a; };\n"}});
    const auto run = headers.run({"models/user.h"});
    CHECK(run.status == 1);
    REQUIRE(run.document.diagnostics.size() == 1);
    CHECK(run.document.diagnostics[0].location == aludel::generator::Location{"models/base.h", 2, 15, 2, 19});
    CHECK(run.document.dependencies == std::vector<std::string>{"models/user.h", "models/base.h"});
}

TEST_CASE("no header, however broken, stops the program") {
    for (const char* text :
         {"struct [[db::table(\"t\")]] T {", "struct [[db::table(\"t\"", "[[db::", "[[", "[[db::table]]", "[[db::]] int x;",
          "struct [[db::table(\"t\", )]] T { int a; };", "struct [[db::table(\"t\")]] T { [[db::primary_key(((]] int a; };",
          "#pragma aludel_replay\nlong x[[db::unique]];",
          "struct [[db::table(\"t\")]] T { [[db::references(&T::a, &T::b)]] int a; int b; T(T&&) = delete; };",
          "struct [[db::table(\"t\")]] T : T { int a; };", "struct [[db::table(\"t\"), db::index(&T::*)]] T { int a; };",
          "struct [[db::table(\"t\"), db::unique({})]] T { int a; };", "struct [[db::table(\"t\"), db::check(nullptr)]] T { int a; };",
          "namespace db_words { int call; } struct [[db::table(\"t\"), db::index(&T::a)]] T { int a; };"}) {
        CAPTURE(std::string(text));
        const Headers headers(Files{{"model.h", text}});
        const auto run = headers.run({"model.h"});
        CHECK(run.status == 1);
        CHECK(run.errors == "");
        CHECK(!run.document.diagnostics.empty());
    }
}

#include <aludel/generator/literal.h>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <aludel/generator/cpp_lexer.h>

using namespace aludel::generator;

namespace {

/// What a compiler reads in adjacent literals.
std::string meaning(const std::string& source) {
    std::vector<Diagnostic> diagnostics;
    std::string text;
    for (const Token& token : lex_cpp("x.cpp", source, diagnostics)) {
        if (token.kind == Token::Kind::string) text += token.text;
    }
    return diagnostics.empty() ? text : "unreadable: " + diagnostics.front().message;
}

}  // namespace

TEST_CASE("a literal keeps UTF-8 and escapes what a compiler would read otherwise") {
    CHECK(string_literal("it's \"q\" \\ end") == R"("it's \"q\" \\ end")");
    CHECK(string_literal("a\nb\tc") == R"("a\nb\tc")");
    CHECK(string_literal("größe 漢字") == "\"größe 漢字\"");
    CHECK(string_literal("why? what?"
                         "?= no?"
                         "??") == R"("why? what?\?= no?\?\?")");
    CHECK(string_literal(std::string("\0"
                                     "1",
                                     2)) == R"("\0001")");
    CHECK(string_literal("\x01"
                         "7") == R"("\0017")");
    CHECK(string_literal("\xff\xfe") == R"("\377\376")");
    CHECK(string_literal("a\xe2\x80\xae"
                         "b") == R"("a\342\200\256b")");  // right-to-left override
    CHECK(string_literal("") == "\"\"");
}

TEST_CASE("a text of several lines is a literal for each") {
    CHECK(string_literal_lines("a\nb\n") == std::vector<std::string>{R"("a\n")", R"("b\n")"});
    CHECK(string_literal_lines("a") == std::vector<std::string>{R"("a")"});
    CHECK(string_literal_lines("") == std::vector<std::string>{R"("")"});
}

TEST_CASE("whatever the bytes, the literal means them") {
    CHECK(rc::check("string_literal", [](const std::string& text) {
        RC_ASSERT(meaning(string_literal(text)) == text);
        std::string lines;
        for (const std::string& line : string_literal_lines(text)) lines += line + " ";
        RC_ASSERT(meaning(lines) == text);
        RC_ASSERT(string_literal(text).find("?"
                                            "?") == std::string::npos);
    }));
}

TEST_CASE("an identifier is no keyword and not reserved") {
    CHECK(identifier("users") == "users");
    CHECK(identifier("user-names") == "user_names");
    CHECK(identifier("1st") == "n1st");
    CHECK(identifier("__a__b__") == "a_b");
    CHECK(identifier("class") == "class_");
    CHECK(identifier("größe") == "gr_e");
    CHECK(identifier("漢字") == "unnamed");
    CHECK(identifier("") == "unnamed");
}

TEST_CASE("a comment stays on its line") {
    CHECK(comment_line("add\nbio") == "add bio");
    CHECK(comment_line("ends in a backslash \\") == "ends in a backslash \\.");
    CHECK(comment_line("ends in a trigraph ?"
                       "?/") ==
          "ends in a trigraph ?"
          "?/.");
    CHECK(comment_line("a \xe2\x80\xae turned") == "a  turned");
    CHECK(comment_line("blanks  \n ") == "blanks");
}

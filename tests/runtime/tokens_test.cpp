#include "sqlite/tokens.h"

#include <doctest/doctest.h>

using namespace aludel::runtime::sqlite;

TEST_CASE("two texts of the same meaning are normalised to one") {
    struct Case {
        const char* a;
        const char* b;
        bool same;
    };
    const Case cases[] = {
        {"CHECK (a>0)", "check(  \"a\" > 0 ) -- always", true},
        {"[order] == 1", "`ORDER` = 1", true},
        {"a != 1", "a<>1", true},
        {"a /* note */ || b", "a||b", true},
        {"x'AB' + 0X1f", "X'ab' + 0x1F", true},
        {"1.5E3", "1.5e3", true},
        {"'Fiction'", "'fiction'", false},
        {"'it''s'", "'its'", false},
        {"\"a b\"", "a b", false},
        {"a -> b", "a - > b", false},
        {"a > 0", "a > 1", false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.a);
        CHECK((normalised(c.a) == normalised(c.b)) == c.same);
    }
}

TEST_CASE("parentheses around the whole expression mean nothing") {
    CHECK(normalised_expression("((a) > (b))") == "( a ) > ( b )");
    CHECK(normalised_expression("(a) > (b)") == "( a ) > ( b )");
    CHECK(normalised_expression("(((1)))") == "1");
    CHECK(normalised_expression("()") == "");
    CHECK(normalised_expression("(a") == "( a");
}

TEST_CASE("a name is quoted and read back, whatever is in it") {
    for (const char* name : {"users", "a b", "say \"hi\"", "order", "ünïcode", "[x]", "a`b", "'"}) {
        const std::string quoted_name = quoted(name);
        const std::vector<Token> all = tokens(quoted_name);
        REQUIRE(all.size() == 2);
        CHECK(all[0].kind == Token::Kind::name);
        CHECK(unquoted(all[0]) == name);
    }
    CHECK(unquoted(tokens("[a]]b]")[0]) == "a");
    CHECK(unquoted(tokens("`a``b`")[0]) == "a`b");
}

TEST_CASE("a text that ends inside a quote or a comment is read to its end") {
    for (const char* text : {"'abc", "\"abc", "[abc", "/* abc", "-- abc", "x'12", "a ''' b"})
        CHECK(tokens(text).back().kind == Token::Kind::end);
}

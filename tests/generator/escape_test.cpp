#include <aludel/generator/escape.h>

#include <doctest/doctest.h>

using namespace aludel::generator;

TEST_CASE("a line for people holds no control, no line break and no mark of text direction") {
    CHECK(one_line("plain größe") == "plain größe");
    CHECK(one_line("a\nb\tc\r") == "a\\nb\\tc\\r");
    CHECK(one_line("\x1b[31mred\x1b[0m") == "\\x1B[31mred\\x1B[0m");
    CHECK(one_line("\u202Eevil\u2066") == "\\u{202E}evil\\u{2066}");
    CHECK(one_line("\xff\xc0") == "\\xFF\\xC0");
}

TEST_CASE("a code span of Markdown is longer than the ticks in it") {
    CHECK(markdown_code("users.name") == "`users.name`");
    CHECK(markdown_code("a`b") == "``a`b``");
    CHECK(markdown_code("`") == "`` ` ``");
    CHECK(markdown_code(" x ") == "`  x  `");
    CHECK(markdown_code("") == "` `");
    CHECK(markdown_code("**a**\n# b @you") == "`**a**\\n# b @you`");
}

TEST_CASE("a fence does not stand in what it fences") {
    CHECK(markdown_fence("users") == "```");
    CHECK(markdown_fence("a ```` b") == "`````");
}

TEST_CASE("HTML, DOT and Mermaid read a hostile name as a name") {
    CHECK(html_text("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#39;");
    CHECK(html_text("]]>\n") == "]]&gt;\\n");
    CHECK(dot_string("\"; rm -rf \\N &lt;") == "\"\\\"; rm -rf \\\\N &amp;lt;\"");
    CHECK(dot_string("a\nb") == "\"a\\\\nb\"");
    CHECK(mermaid_text("\"; rm -rf <b>#\n") == "#34;#59; rm -rf #60;b#62;#35;#92;n");
    CHECK(mermaid_text("größe_1 (id)") == "größe_1 (id)");
}

#include <aludel/generator/render.h>

#include <doctest/doctest.h>

using namespace aludel::generator;

namespace {

const SourceText sources = [](const std::string& file) -> std::optional<std::string> {
    if (file == "user.h")
        return "#include <aludel/model.h>\r\nstruct User {\r\n    [[db::primry_key]] std::int64_t id;\r\n\tint größe; int "
               "b;\n\x1b[31m\xff;\n";
    return std::nullopt;
};

Diagnostic typo() {
    return {"unknown-attribute",
            Severity::error,
            "unknown attribute 'db::primry_key'; did you mean 'db::primary_key'?",
            {"user.h", 3, 7, 3, 21},
            {{{"user.h", 3, 7, 3, 21}, "db::primary_key"}},
            {{"unknown-attribute", Severity::note, "a note", {"user.h", 2, 8, 2, 12}, {}, {}}}};
}

}  // namespace

TEST_CASE("a diagnostic shows the line, a caret, the range, the fix-it and the notes") {
    CHECK(render_text({typo()}, sources) == R"(user.h:3:7: error: unknown attribute 'db::primry_key'; did you mean 'db::primary_key'?
    3 |     [[db::primry_key]] std::int64_t id;
      |       ^~~~~~~~~~~~~~
      |       db::primary_key
user.h:2:8: note: a note
    2 | struct User {
      |        ^~~~
)");
}

TEST_CASE("carets stand right behind tabs and letters of several bytes") {
    CHECK(render_text({{"x",
                        Severity::warning,
                        "m",
                        {"user.h", 4, 15, 4, 18},
                        {{{"user.h", 4, 15, 4, 15}, "ä"}, {{"user.h", 4, 19, 4, 20}, "c"}},
                        {}}},
                      sources) ==
          "user.h:4:15: warning: m\n"
          "    4 |         int größe; int b;\n"
          "      |                    ^~~\n"
          "      |                    ä   c\n");
}

TEST_CASE("bytes that a terminal would obey are not shown to it") {
    CHECK(render_text({{"x", Severity::error, "m", {"user.h", 5, 1, 5, 1}, {}, {}}}, sources) ==
          "user.h:5:1: error: m\n"
          "    5 | ?[31m?;\n"
          "      | ^\n");
}

TEST_CASE("a diagnostic without a line, a file or a readable file is still printed") {
    CHECK(render_text({{"x", Severity::error, "m", {}, {}, {}}}, sources) == "aludel: error: m\n");
    CHECK(render_text({{"x", Severity::note, "m", {}, {}, {}}}, sources) == "note: m\n");
    CHECK(render_text({{"x", Severity::error, "m", {"user.h", 0, 0, 0, 0}, {}, {}}}, sources) == "user.h: error: m\n");
    CHECK(render_text({{"x", Severity::error, "m", {"gone.h", 3, 1, 3, 2}, {}, {}}}, sources) == "gone.h:3:1: error: m\n");
    CHECK(render_text({{"x", Severity::error, "m", {"user.h", 99, 1, 99, 2}, {}, {}}}, sources) == "user.h:99:1: error: m\n");
    CHECK(render_text({{"x", Severity::error, "m", {"user.h", 2, 99, 2, 120}, {}, {}}}, sources).find("^~") != std::string::npos);
}

TEST_CASE("a range over several lines is underlined to the end of its first") {
    CHECK(render_text({{"x", Severity::error, "m", {"user.h", 2, 8, 3, 3}, {}, {}}}, sources) ==
          "user.h:2:8: error: m\n    2 | struct User {\n      |        ^~~~~~\n");
}

TEST_CASE("colour is there when asked for, and only then") {
    CHECK(render_text({typo()}, sources, true).find("\033[1;31merror: \033[0m") != std::string::npos);
    CHECK(render_text({typo()}, sources).find('\033') == std::string::npos);
}

TEST_CASE("as JSON a diagnostic has the members of the struct") {
    CHECK(render_json({{"x",
                        Severity::warning,
                        "m \xff",
                        {"user.h", 4, 15, 4, 18},
                        {{{"user.h", 4, 15, 4, 15}, "c"}},
                        {{"x", Severity::note, "n", {}, {}, {}}}}}) ==
          R"([
  {
    "id": "x",
    "severity": "warning",
    "message": "m )"
          "\xef\xbf\xbd"
          R"(",
    "location": {
      "file": "user.h",
      "line": 4,
      "column": 15,
      "end_line": 4,
      "end_column": 18
    },
    "fixits": [
      {
        "range": {
          "file": "user.h",
          "line": 4,
          "column": 15,
          "end_line": 4,
          "end_column": 15
        },
        "replacement": "c"
      }
    ],
    "notes": [
      {
        "id": "x",
        "severity": "note",
        "message": "n",
        "location": null,
        "fixits": [],
        "notes": []
      }
    ]
  }
]
)");
}

TEST_CASE("SARIF counts columns in characters") {
    const std::string text = render_sarif({{"x", Severity::error, "m", {"user.h", 4, 15, 4, 18}, {}, {}}}, sources);
    CHECK(text.find("\"startColumn\": 13") != std::string::npos);
    CHECK(text.find("\"endColumn\": 16") != std::string::npos);
    CHECK(text.find("\"columnKind\": \"unicodeCodePoints\"") != std::string::npos);
    CHECK(text.find("\"ruleId\": \"x\"") != std::string::npos);
}

TEST_CASE("a message keeps its line breaks, and no control byte of it reaches the terminal") {
    CHECK(render_text({{"id", Severity::error, "the table \x1b[2Jusers\u202E is gone\nreally", {}, {}, {}}}, sources) ==
          "aludel: error: the table \\x1B[2Jusers\\u{202E} is gone\nreally\n");
}

#include <aludel/generator/fix.h>

#include <doctest/doctest.h>

using namespace aludel::generator;

namespace {

const SourceText sources = [](const std::string& file) -> std::optional<std::string> {
    if (file == "a.h") return "one two\nthree\n";
    return std::nullopt;
};

Diagnostic with(std::vector<FixIt> fixits) {
    return {"x", Severity::error, "m", {"a.h", 1, 1, 1, 2}, std::move(fixits), {}};
}

}  // namespace

TEST_CASE("fix-its replace, insert and remove, from several diagnostics at once") {
    const Fixed fixed = apply_fixits(
        {with({{{"a.h", 2, 1, 2, 6}, "3"}}), with({{{"a.h", 1, 5, 1, 5}, "and "}}), with({{{"a.h", 1, 1, 1, 4}, ""}})}, sources);
    CHECK(fixed.files.at("a.h") == " and two\n3\n");
    CHECK(fixed.applied == 3);
    CHECK(fixed.left == 0);
}

TEST_CASE("a diagnostic's fix-its are applied together or not at all") {
    const Fixed fixed =
        apply_fixits({with({{{"a.h", 1, 1, 1, 4}, "1"}}), with({{{"a.h", 2, 1, 2, 6}, "3"}, {{"a.h", 1, 3, 1, 5}, "?"}})}, sources);
    CHECK(fixed.files.at("a.h") == "1 two\nthree\n");
    CHECK(fixed.applied == 1);
    CHECK(fixed.left == 1);
}

TEST_CASE("the same edit asked for twice is made once; two at one place are a guess and are not") {
    CHECK(apply_fixits({with({{{"a.h", 1, 1, 1, 1}, "x"}}), with({{{"a.h", 1, 1, 1, 1}, "x"}})}, sources).files.at("a.h") ==
          "xone two\nthree\n");
    const Fixed fixed = apply_fixits({with({{{"a.h", 1, 1, 1, 1}, "x"}}), with({{{"a.h", 1, 1, 1, 1}, "y"}})}, sources);
    CHECK(fixed.files.at("a.h") == "xone two\nthree\n");
    CHECK(fixed.left == 1);
}

TEST_CASE("an edit of what is not there is left") {
    CHECK(apply_fixits({with({{{"b.h", 1, 1, 1, 1}, "x"}})}, sources).left == 1);
    CHECK(apply_fixits({with({{{"a.h", 1, 9, 1, 9}, "x"}})}, sources).left == 1);
    CHECK(apply_fixits({with({{{"a.h", 9, 1, 9, 1}, "x"}})}, sources).left == 1);
    CHECK(apply_fixits({with({{{"a.h", 1, 4, 1, 2}, "x"}})}, sources).files.empty());
}

TEST_CASE("notes are alternatives: theirs are not applied") {
    Diagnostic diagnostic = with({});
    diagnostic.notes.push_back(with({{{"a.h", 1, 1, 1, 1}, "x"}}));
    CHECK(apply_fixits({diagnostic}, sources).files.empty());
}

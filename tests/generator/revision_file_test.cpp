#include <aludel/generator/revision_file.h>

#include <doctest/doctest.h>

using namespace aludel::generator;

namespace {

std::string object(const std::string& members) {
    return "extern constinit const aludel::revision revision_a1 = {" + members + "};\n";
}

const std::string plain = R"(.id = "a1", .parents = {}, .message = "m", .api = 1, .upgrade = r::upgrade, .downgrade = r::downgrade)";

std::string refused(const std::string& source) {
    std::vector<Diagnostic> diagnostics;
    if (read_revision_file("m/a.cpp", source, diagnostics)) return "read";
    if (diagnostics.size() != 1) return "diagnostics: " + std::to_string(diagnostics.size());
    const Diagnostic& found = diagnostics.front();
    return std::to_string(found.location.line) + ":" + std::to_string(found.location.column) + ": " + found.message + " [" + found.id + "]";
}

RevisionFile read(const std::string& source) {
    std::vector<Diagnostic> diagnostics;
    const auto file = read_revision_file("m/a.cpp", source, diagnostics);
    REQUIRE(diagnostics.empty());
    REQUIRE(file);
    return *file;
}

}  // namespace

TEST_CASE("a revision file says its place in the graph in a plain form") {
    const RevisionFile file = read(R"(// add bio
//
// Revision a1, revises b2, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace bookshelf::migrations {
namespace ra1 {
void upgrade(aludel::operations& op) {
    // extern constinit const aludel::revision revision_no = {.id = "no"};
    /* aludel::revision revision_no = { */
    op.execute(R"x(aludel::revision revision_no = {)x");
    op.execute("aludel::revision revision_no = {");
    const char c = '"'; const long n = 1'000;
}
void downgrade(aludel::operations&) {}
}

extern constinit const aludel::revision revision_a1 = {
    .id = "a1",
    .parents = {"b2", "c3"},
    .message = "add \"bio\" to "  // broken by clang-format
               "users\t\101\x42\u00e4",
    .labels = {"left",},
    .depends_on = {"d4"},
    .api = 1,
    .upgrade = ra1::upgrade,
    .downgrade = &ra1::downgrade,
};

}
)");
    CHECK(file.path == "m/a.cpp");
    CHECK(file.id == "a1");
    CHECK(file.parents == std::vector<std::string>{"b2", "c3"});
    CHECK(file.message == "add \"bio\" to users\tAB\xc3\xa4");
    CHECK(file.labels == std::vector<std::string>{"left"});
    CHECK(file.depends_on == std::vector<std::string>{"d4"});
    CHECK(file.api == 1);
    CHECK(file.created == "2026-11-20 21:15 UTC");
    CHECK(file.location.line == 18);
}

TEST_CASE("the plain form survives Windows line ends, a byte order mark and spliced lines") {
    CHECK(read("\xEF\xBB\xBF// x\r\n" + object(plain)).id == "a1");
    CHECK(read("// a comment that goes on \\\n aludel::revision revision_b2 = {\n" + object(plain)).id == "a1");
    CHECK(read("extern constinit \\\r\nconst ::aludel::revision revision_a1 = {" + plain + "};").id == "a1");
    CHECK(read("#define X \"aludel::revision\" /* over\n lines */\n" + object(plain)).id == "a1");
}

TEST_CASE("anything that is not the plain form is refused where it stands") {
    CHECK(refused("int x;") ==
          "0:0: there is no revision object in this file; expected `extern constinit const aludel::revision revision_<id> = {...};`. Code "
          "that is no revision belongs in another directory [no-revision]");
    CHECK(refused("constinit const aludel::revision revision_a1 = {};") ==
          "1:25: write `extern constinit const aludel::revision revision_a1`: another program must find it [revision-not-plain]");
    CHECK(refused(object(plain) + object(plain)) ==
          "2:41: a second revision object in one file; a file holds one revision [two-revisions]");
    CHECK(refused("#if A\n" + object(plain) + "#endif") ==
          "1:1: the revision object depends on this condition; a revision is always there [revision-not-plain]");
    CHECK(refused(object(".id = ID")) ==
          "1:62: .id must be a plain string literal here, not 'ID': aludel reads it without a compiler [revision-not-plain]");
    CHECK(refused(object(".id = R\"(a1)\"")) ==
          "1:62: .id must be a plain string literal here, not a raw string: aludel reads it without a compiler [revision-not-plain]");
    CHECK(refused(object(".id = u8\"a1\"")) ==
          "1:62: .id must be a plain string literal here, not one with a prefix or suffix: aludel reads it without a compiler "
          "[revision-not-plain]");
    CHECK(refused(object(".name = \"a1\"")) == "1:57: aludel::revision has no member .name [revision-not-plain]");
    CHECK(refused(object(".id = \"a1\", .id = \"a1\"")) == "1:69: .id is said twice [revision-not-plain]");
    CHECK(refused(object("\"a1\"")) == "1:56: expected '.' in the revision object, not a string [revision-not-plain]");
    CHECK(refused(object(".id = \"b2\", .api = 1")) ==
          "1:41: the object is named revision_a1 but its .id is \"b2\"; name it revision_b2 [revision-id]");
    CHECK(refused(object(".id = \"a1\"")) == "1:41: the revision does not say its .api; write .api = 1 [revision-not-plain]");
    CHECK(refused(object(".id = \"a1\", .api = one")) == "1:75: .api must be a number, not 'one' [revision-not-plain]");
    CHECK(refused(object(".id = \"a1\", .api = 2")) ==
          "1:75: the revision is written for API level 2, and this aludel knows levels up to 1: use a newer aludel [revision-api]");
    CHECK(refused(object(".id = \"a1\", .upgrade = [](auto&) {}")) == "1:79: .upgrade must name a function, not '[' [revision-not-plain]");
    CHECK(refused("extern constinit const aludel::revision revision_a1 = {.id = \"a1") ==
          "1:62: this string does not end on its line [unterminated-string]");
    CHECK(refused(object(".id = \"a\\q\"")) == "1:64: unknown escape \\q in a string [unknown-escape]");
}

TEST_CASE("a file that ends anywhere is refused, never read past its end") {
    const std::string whole = "// x\n#if 0\n#endif\n/* c */ R\"(raw)\" 'c' 1'0 \n" + object(plain);
    for (std::size_t size = 0; size < whole.size() - 2; ++size) {
        std::vector<Diagnostic> diagnostics;
        CHECK_FALSE(read_revision_file("m/a.cpp", whole.substr(0, size), diagnostics));
        CHECK_FALSE(diagnostics.empty());
    }
}

TEST_CASE("an id makes an identifier") {
    CHECK(is_revision_id("7c1e0a94b2d3"));
    CHECK(is_revision_id("add_users"));
    CHECK_FALSE(is_revision_id(""));
    CHECK_FALSE(is_revision_id("a__b"));
    CHECK_FALSE(is_revision_id("_a"));
    CHECK_FALSE(is_revision_id("a-b"));
    CHECK_FALSE(is_revision_id("a@b"));
}

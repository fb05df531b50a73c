#include <aludel/generator/revision_text.h>

#include <doctest/doctest.h>

#include <cstdlib>
#include <regex>

#include <aludel/generator/failure.h>
#include <aludel/generator/revision_file.h>

using namespace aludel;
using namespace aludel::generator;

namespace {

NewRevision example() {
    const schema::Column published{.name = "published_on", .type = {schema::Date{}}, .nullable = true};
    NewRevision revision;
    revision.id = "7c1e0a94b2d3";
    revision.parents = {"41d0c2f8a6be"};
    revision.message = "rename users.about to bio, add books.published_on";
    revision.upgrade = {schema::Change{schema::RenameColumn{"users", "about", "bio"}},
                        schema::Change{schema::AddColumn{"books", published}}};
    revision.downgrade = {schema::Change{schema::DropColumn{"books", published}},
                          schema::Change{schema::RenameColumn{"users", "bio", "about"}}};
    revision.created = 1795209300;  // 2026-11-20 21:15 UTC
    return revision;
}

}  // namespace

TEST_CASE("a revision reads as a person would write it") {
    CHECK(revision_text(example(), "bookshelf::migrations") == R"(// rename users.about to bio, add books.published_on
//
// Revision 7c1e0a94b2d3, revises 41d0c2f8a6be, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop books.published_on.
#include <aludel/revision.h>

namespace bookshelf::migrations {
namespace r7c1e0a94b2d3 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.rename_column("users", "about", "bio");
    op.add_column("books", {.name = "published_on", .type = date, .nullable = true});
}

void downgrade(aludel::operations& op) {
    op.drop_column("books", "published_on");  // destroys data
    op.rename_column("users", "bio", "about");
}

}  // namespace r7c1e0a94b2d3

extern constinit const aludel::revision revision_7c1e0a94b2d3 = {
    .id = "7c1e0a94b2d3",
    .parents = {"41d0c2f8a6be"},
    .message = "rename users.about to bio, add books.published_on",
    .api = 1,
    .upgrade = r7c1e0a94b2d3::upgrade,
    .downgrade = r7c1e0a94b2d3::downgrade,
};

}  // namespace bookshelf::migrations
)");
}

TEST_CASE("the top lists what is destroyed, of many the sum, and what was accepted") {
    NewRevision revision;
    revision.id = "a1";
    revision.message = "much";
    const auto top = [&] {
        const std::string text = revision_text(revision, "app::migrations");
        const auto begin = text.find(" UTC.\n") + 6;
        return text.substr(begin, text.find("#include") - begin);
    };
    const auto table = [](int number) {
        schema::Table made;
        made.name = "t" + std::to_string(number);
        return made;
    };
    for (int i = 0; i < 13; ++i) {
        revision.upgrade.push_back(schema::Change{schema::CreateTable{table(i)}});
        revision.downgrade.push_back(schema::Change{schema::DropTable{table(i)}});
    }
    CHECK(top() == "// The downgrade destroys data: drop all 13 tables that the upgrade creates.\n");
    revision.upgrade = {schema::Change{schema::DropColumn{"x", {.name = "y", .type = {schema::Date{}}}}}};
    revision.accepted = {"Accepted (a:b): so."};
    CHECK(top() == "// The upgrade destroys data: drop x.y.\n// The downgrade destroys data: drop 13 tables.\n// Accepted (a:b): so.\n");
    revision.upgrade.clear();
    for (int i = 0; i < 15; ++i)
        revision.upgrade.push_back(schema::Change{schema::DropColumn{"x", {.name = "y" + std::to_string(i), .type = {schema::Date{}}}}});
    revision.downgrade.clear();
    CHECK(top() ==
          "// The upgrade destroys data: drop x.y0; drop x.y1; drop x.y2; drop x.y3; drop x.y4; drop x.y5; drop x.y6; drop x.y7;\n"
          "// drop x.y8; drop x.y9; drop x.y10; drop x.y11; and 3 more, each marked below.\n"
          "// Accepted (a:b): so.\n");
}

TEST_CASE("an empty revision compiles as it stands and says what there is to say") {
    NewRevision revision;
    revision.id = "a1";
    revision.message = "a message \"quoted\"\nof two lines \\";
    revision.labels = {"left"};
    revision.depends_on = {"b2", "c3"};
    CHECK(revision_text(revision, "app::migrations") == R"(// a message "quoted"
// of two lines \.
//
// Revision a1, the first one, created 1970-01-01 00:00 UTC.
#include <aludel/revision.h>

namespace app::migrations {
namespace ra1 {

using namespace aludel::types;

void upgrade([[maybe_unused]] aludel::operations& op) {
}

void downgrade([[maybe_unused]] aludel::operations& op) {
}

}  // namespace ra1

extern constinit const aludel::revision revision_a1 = {
    .id = "a1",
    .parents = {},
    .message = "a message \"quoted\"\nof two lines \\",
    .labels = {"left"},
    .depends_on = {"b2", "c3"},
    .api = 1,
    .upgrade = ra1::upgrade,
    .downgrade = ra1::downgrade,
};

}  // namespace app::migrations
)");
}

TEST_CASE("what is written is read back") {
    NewRevision revision = example();
    revision.message =
        "hostile \" \\ ?"
        "?/ \n <%id%> {{id}} */ // \x01 end \\";
    revision.labels = {"l"};
    std::vector<Diagnostic> diagnostics;
    const auto file = read_revision_file("x.cpp", revision_text(revision, "a::b"), diagnostics);
    REQUIRE(diagnostics.empty());
    REQUIRE(file);
    CHECK(file->id == revision.id);
    CHECK(file->parents == revision.parents);
    CHECK(file->message == revision.message);
    CHECK(file->labels == revision.labels);
    CHECK(file->created == "2026-11-20 21:15 UTC");
}

TEST_CASE("a slug is short, and cut between words") {
    CHECK(slug("Add books.published_on!") == "add_books_published_on");
    CHECK(slug("rename users.about to bio, add books.published_on") == "rename_users_about_to_bio_add_books");
    CHECK(slug(std::string(60, 'x')) == std::string(40, 'x'));
    CHECK(slug("größe") == "gr_e");
    CHECK(slug("漢字") == "");
    CHECK(slug("../../etc/passwd") == "etc_passwd");
}

TEST_CASE("the file's name follows the template") {
    CHECK(revision_file_name(example(), "{id}_{slug}") == "7c1e0a94b2d3_rename_users_about_to_bio_add_books.cpp");
    CHECK(revision_file_name(example(), "{year}-{month}-{day}_{hour}{minute}{second}_{id}") == "2026-11-20_211500_7c1e0a94b2d3.cpp");
    NewRevision unnamed = example();
    unnamed.message = "漢字";
    CHECK(revision_file_name(unnamed, "{id}_{slug}") == "7c1e0a94b2d3.cpp");
}

TEST_CASE("an id is 12 hexadecimal digits, and not the last one again") {
    const std::string id = random_revision_id();
    CHECK(std::regex_match(id, std::regex("[0-9a-f]{12}")));
    CHECK(id != random_revision_id());
}

TEST_CASE("SOURCE_DATE_EPOCH is the time of creation") {
    ::setenv("SOURCE_DATE_EPOCH", "1795209300", 1);
    CHECK(creation_time() == 1795209300);
    ::setenv("SOURCE_DATE_EPOCH", "soon", 1);
    CHECK_THROWS_WITH_AS(creation_time(), "SOURCE_DATE_EPOCH is \"soon\", not a number of seconds", Failure);
    ::unsetenv("SOURCE_DATE_EPOCH");
    CHECK(creation_time() > 1700000000);
}

#include <aludel/generator/repeated.h>

#include <doctest/doctest.h>

#include <functional>

#include <aludel/generator/files.h>
#include <aludel/generator/revision_text.h>

#include "scratch.h"

using namespace aludel;
using namespace aludel::generator;
using schema::Change;

namespace {

const schema::Column born{.name = "born_on", .type = {schema::Date{}}, .nullable = true};
const schema::Index index{.name = "ix_users_born_on", .keys = {{.of = "born_on"}}, .where = {"born_on > 'a;b'"}};
const migrations::Operation add = Change{schema::AddColumn{"users", born}};
const migrations::Operation drop_index = Change{schema::DropIndex{"users", index}};
const migrations::Operation create_index = Change{schema::CreateIndex{"users", index}};
const migrations::Operation effect = migrations::Execute{{"ALTER TABLE x"}, {schema::AddColumn{"users", born}}};

/// The id of the question, where the head is a revision of `done`, whose text `edit` has changed.
std::string asked(const std::vector<migrations::Operation>& done, const std::vector<migrations::Operation>& wanted,
                  const std::function<std::string(std::string)>& edit = {}) {
    const Scratch scratch;
    NewRevision revision{.id = "a1", .message = "first"};
    revision.upgrade = done;
    const path file = scratch / "a1.cpp";
    const std::string text = revision_text(revision, "app");
    write_file(file, edit ? edit(text) : text);
    std::vector<Diagnostic> diagnostics;
    const auto found = find_repeated(make_revisions({*read_revision_file(file.string(), read_file(file), diagnostics)}), {"a1"}, wanted);
    return found ? found->id : "";
}

}  // namespace

TEST_CASE("what the head does already is not done twice without a word") {
    CHECK(asked({add, create_index}, {add, create_index}) == "repeat:a1");
    CHECK(asked({add, create_index}, {create_index}) == "repeat:a1");  // a part of the snapshot is old
    CHECK(asked({effect, add}, {effect}) == "repeat:a1");
    CHECK(asked({add}, {add, create_index}).empty());
    CHECK(asked({create_index}, {add}).empty());
    CHECK(asked({effect}, {add}).empty());  // within another statement
    CHECK(asked({}, {add}).empty());
}

TEST_CASE("an index that was made anew may be dropped by the next revision") {
    CHECK(asked({drop_index, create_index}, {drop_index}).empty());
}

TEST_CASE("layout and comments do not hide what the head does; an edit does") {
    CHECK(asked({add, create_index}, {add, create_index}, [](std::string text) {
              for (auto at = text.find(", ", text.find("void upgrade")); at != std::string::npos; at = text.find(", ", at + 8))
                  text.replace(at, 2, ",  // x\n     ");
              return text;
          }) == "repeat:a1");
    CHECK(asked({add}, {add}, [](std::string text) { return text.replace(text.find("= date"), 6, "= timestamp"); }).empty());
}

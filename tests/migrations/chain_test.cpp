#include <aludel/chain.h>

#include <doctest/doctest.h>

#include <aludel/migrations/record.h>
#include <aludel/schema/error.h>

#include "graph_text.h"

// What `aludel chain` writes, by hand.
namespace bookshelf::migrations {

using aludel::revision;
using aludel::row;

namespace {
void up(aludel::operations& op) {
    op.drop_table("a");
}
void down(aludel::operations& op) {
    op.irreversible("gone");
}
}  // namespace

extern constinit const revision revision_aaaa = {
    .id = "aaaa", .message = "begin", .labels = {"main"}, .api = 1, .upgrade = up, .downgrade = down};
extern constinit const revision revision_bbbb = {.id = "bbbb", .parents = {"aaaa"}, .api = 1, .upgrade = up, .downgrade = down};
extern constinit const revision revision_cccc = {
    .id = "cccc", .parents = {"aaaa"}, .depends_on = {"bbbb"}, .api = 1, .upgrade = up, .downgrade = down};
extern constinit const revision revision_dddd = {.id = "dddd", .parents = {"bbbb", "cccc"}, .message = "merge", .api = 1};

template <class Rows>
consteval Rows list(Rows chain) {
    extern const revision revision_aaaa;
    const row raaaa = chain.add(revision_aaaa);  // begin
    extern const revision revision_bbbb;
    const row rbbbb = chain.add(revision_bbbb, {raaaa});
    extern const revision revision_cccc;
    const row rcccc = chain.add(revision_cccc, {raaaa});
    extern const revision revision_dddd;
    const row rdddd = chain.add(revision_dddd, {rcccc, rbbbb});  // merge
    return chain;
}

constexpr auto counted = list(aludel::chain_count{});
constexpr auto rows = list(aludel::chain_rows<counted>{});
static_assert(rows.heads() == 1);
static_assert(rows.rows == 4);
constinit const aludel::chain chain = {.name = "bookshelf", .links = rows.links, .size = rows.rows, .parents = rows.parents};

namespace none {
template <class Rows>
consteval Rows list(Rows chain) {
    return chain;
}
constexpr auto counted = list(aludel::chain_count{});
constexpr auto rows = list(aludel::chain_rows<counted>{});
static_assert(rows.heads() == 0);
constinit const aludel::chain chain = {.name = "none", .links = rows.links, .size = rows.rows, .parents = rows.parents};
}  // namespace none

}  // namespace bookshelf::migrations

using namespace aludel::migrations;
using Kind = GraphError::Kind;

namespace {

GraphError refusal(const aludel::revision& revision, std::initializer_list<const aludel::revision*> before = {}) {
    std::vector<aludel::link> links;
    for (const aludel::revision* one : before) links.push_back({one, 0, 0});
    links.push_back({&revision, 0, 0});
    const unsigned no_parents[1] = {};
    const aludel::chain chain{.name = "x", .links = links.data(), .size = static_cast<unsigned>(links.size()), .parents = no_parents};
    return error_of([&] { revisions(chain); });
}

void nothing(aludel::operations&) {}

}  // namespace

TEST_CASE("a compiled chain is read into revisions, parents first") {
    const std::vector<Revision> read = revisions(bookshelf::migrations::chain);
    REQUIRE(read.size() == 4);
    CHECK(read[0].id == "aaaa");
    CHECK(read[0].labels == std::vector<std::string>{"main"});
    CHECK(read[2].depends_on == std::vector<std::string>{"bbbb"});
    CHECK(read[3].parents == std::vector<std::string>{"bbbb", "cccc"});
    CHECK(read[3].message == "merge");
    CHECK(record(read[3].upgrade).empty());
    CHECK(record(read[0].upgrade).size() == 1);
    const Graph graph(nodes(read));
    CHECK(text(graph.upgrade({}, "head")) == "aaaa bbbb cccc dddd -> {dddd}");
    CHECK(text(graph.downgrade({"dddd"}, "main")) == "dddd cccc bbbb -> {aaaa}");
}

TEST_CASE("an empty chain is a chain") {
    CHECK(revisions(bookshelf::migrations::none::chain).empty());
    CHECK(revisions(aludel::chain{}).empty());
}

TEST_CASE("a row whose parents are not those of its revision is refused") {
    static constinit const aludel::revision orphan = {.id = "eeee", .parents = {"aaaa"}, .api = 1};
    const GraphError error = refusal(orphan);
    CHECK(error.kind() == Kind::row_differs);
    CHECK(std::string(error.what()) ==
          "revision eeee revises aaaa, and its row in the chain says nothing: `aludel chain` writes the chain anew");
}

TEST_CASE("an API level that the library does not run is refused") {
    static constinit const aludel::revision newer = {.id = "eeee", .api = 2};
    static constinit const aludel::revision none = {.id = "eeee"};
    CHECK(refusal(newer).kind() == Kind::unknown_api);
    CHECK(std::string(refusal(newer).what()) ==
          "revision eeee is written for API level 2, and this library runs 1: link a newer version of Aludel");
    CHECK(std::string(refusal(none).what()) ==
          "revision eeee is written for API level 0, and this library runs 1: write .api as the file had it when it was generated");
}

TEST_CASE("an upgrade without a downgrade is refused before anything runs") {
    static constinit const aludel::revision one_way = {.id = "eeee", .api = 1, .upgrade = nothing};
    static constexpr aludel::link link{&one_way, 0, 0};
    const aludel::chain chain{.name = "x", .links = &link, .size = 1};
    CHECK_THROWS_WITH_AS(
        revisions(chain),
        "revision eeee has an upgrade and no downgrade: write one, with op.irreversible(\"why\") where there is no way back",
        aludel::schema::SchemaError);
}

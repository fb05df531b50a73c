#include <aludel/generator/chain_file.h>

#include <doctest/doctest.h>

using namespace aludel::generator;

namespace {

Config config() {
    Config config;
    config.name = "bookshelf";
    config.migrations_namespace = "bookshelf::migrations";
    return config;
}

RevisionFile revision(std::string id, std::vector<std::string> parents, std::string message) {
    RevisionFile file;
    file.id = std::move(id);
    file.parents = std::move(parents);
    file.message = std::move(message);
    return file;
}

const std::vector<RevisionFile> three = {revision("a1", {}, "create users"), revision("b2", {"a1"}, "left"),
                                         revision("m3", {"a1", "b2"}, "merge\nboth")};

}  // namespace

TEST_CASE("the chain is one line a revision, parents first") {
    CHECK(chain_header(config()) == R"(// Written by `aludel chain`.
#pragma once

#include <aludel/chain.h>

namespace bookshelf::migrations {

extern const aludel::chain chain;

}  // namespace bookshelf::migrations
)");
    CHECK(chain_source(config(), three) ==
          R"(// Written by `aludel chain` from the revision files: one line a revision, parents first. In a merge conflict keep both
// sides' lines, then run `aludel chain`.
#include "chain.h"

#include <aludel/chain.h>

namespace bookshelf::migrations {

using aludel::revision;
using aludel::row;

// clang-format off
template <class Rows>
consteval Rows list(Rows chain) {
    extern const revision revision_a1; const row ra1 = chain.add(revision_a1);  // create users
    extern const revision revision_b2; const row rb2 = chain.add(revision_b2, {ra1});  // left
    extern const revision revision_m3; const row rm3 = chain.add(revision_m3, {ra1, rb2});  // merge
    return chain;
}
// clang-format on

namespace {

constexpr auto counted = list(aludel::chain_count{});
constexpr auto rows = list(aludel::chain_rows<counted>{});
static_assert(rows.heads() <= 1, "more than one head: run `aludel merge`, or `aludel heads` to see them");

}  // namespace

extern const aludel::runtime::Drivers drivers;  // by aludel_add_migrations(... DRIVERS ...)

constinit const aludel::chain chain = {"bookshelf", rows.links, rows.rows, rows.parents, &drivers};

}  // namespace bookshelf::migrations
)");
}

TEST_CASE("what differs between a chain and the files is said, row by row") {
    using Sentences = std::vector<std::string>;
    const std::string expected = chain_source(config(), three);
    CHECK(chain_differences(expected, expected).empty());
    CHECK(chain_differences(chain_source(config(), {three[0], three[2]}), expected) == Sentences{"revision b2 is missing from the chain"});
    CHECK(chain_differences(expected, chain_source(config(), {three[0], three[1]})) ==
          Sentences{"the chain has a row for m3 but there is no such file"});
    CHECK(chain_differences(chain_source(config(), {three[0], revision("b2", {}, "left"), three[2]}), expected) ==
          Sentences{"the row of b2 differs from its file"});
    CHECK(chain_differences("// mine\n" + expected, expected) == Sentences{"line 1 is not what `aludel chain` writes"});
    CHECK(chain_differences("", expected).size() == 3);
}

TEST_CASE("a chain with Windows line ends is the same chain") {
    const std::string expected = chain_source(config(), three);
    std::string windows;
    for (const char c : expected) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    CHECK(chain_differences(windows, expected).empty());
}

TEST_CASE("a message cannot leave its comment") {
    const std::string text = chain_source(config(), {revision("a1", {}, "ends in \\")});
    CHECK(text.find("// ends in \\.\n") != std::string::npos);
    CHECK(chain_source(config(), {revision("a1", {}, std::string(79, 'x') + "äää")}).find(std::string(79, 'x') + "...\n") !=
          std::string::npos);
}

#include <aludel/generator/files.h>

#include <doctest/doctest.h>

#include <filesystem>

#include <unistd.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/glob.h>
#include <aludel/generator/hooks.h>
#include <aludel/generator/process.h>

#include "scratch.h"

using namespace aludel::generator;

TEST_CASE("files that were changed together are all put back when the end is not reached") {
    const Scratch scratch;
    FileChanges().write(scratch / "a", "before");  // not released: gone
    CHECK_FALSE(find_file(scratch / "a"));
    {
        FileChanges first;
        first.write(scratch / "a", "before");
        first.write(scratch / "gone", "here");
        first.release();
    }
    {
        FileChanges changes;
        changes.write(scratch / "a", "after");
        changes.write(scratch / "new/deep/b", "new");
        changes.remove(scratch / "gone");
        CHECK(read_file(scratch / "a") == "after");
        CHECK_FALSE(find_file(scratch / "gone"));
    }
    CHECK(read_file(scratch / "a") == "before");
    CHECK(read_file(scratch / "gone") == "here");
    CHECK_FALSE(std::filesystem::exists(scratch / "new"));
}

TEST_CASE("a file keeps its permissions, and no temporary file stays") {
    const Scratch scratch;
    FileChanges changes;
    changes.write(scratch / "a", "1");
    std::filesystem::permissions(scratch / "a", std::filesystem::perms::owner_all);
    changes.write(scratch / "a", "2");
    changes.release();
    CHECK(std::filesystem::status(scratch / "a").permissions() == std::filesystem::perms::owner_all);
    CHECK(std::distance(std::filesystem::directory_iterator(scratch.directory()), {}) == 1);
}

TEST_CASE("a failure to read or write names the file and the reason") {
    const Scratch scratch;
    CHECK_THROWS_AS(read_file(scratch / "none"), Failure);
    std::filesystem::create_directory(scratch / "d");
    FileChanges changes;
    CHECK_THROWS_AS(changes.write(scratch / "d", "x"), Failure);
}

TEST_CASE("a glob finds files by name, in directories by name and in all directories") {
    const Scratch scratch;
    FileChanges changes;
    for (const char* file : {"m/a.h", "m/b.hpp", "m/x/c.h", "m/x/y/d.h", ".hidden/e.h"}) changes.write(scratch / file, "");
    const auto names = [&](const std::string& pattern) {
        std::string out;
        for (const path& found : glob(scratch.directory(), pattern)) out += found.lexically_relative(scratch.directory()).string() + " ";
        return out;
    };
    CHECK(names("m/*.h") == "m/a.h ");
    CHECK(names("m/*.h*") == "m/a.h m/b.hpp ");
    CHECK(names("m/**/*.h") == "m/a.h m/x/c.h m/x/y/d.h ");
    CHECK(names("*/x/?.h") == "m/x/c.h ");
    CHECK(names("m/a.h") == "m/a.h ");
    CHECK(names("none/*.h") == "");
    CHECK(names((scratch / "m/*.h").string()) == "m/a.h ");
}

TEST_CASE("a command is split as a shell would, and nothing in it is run by one") {
    using Words = std::vector<std::string>;
    CHECK(split_command("clang-format -i  FILE") == Words{"clang-format", "-i", "FILE"});
    CHECK(split_command("a 'b c' \"d \\\" e\" f\\ g ''") == Words{"a", "b c", "d \" e", "f g", ""});
    CHECK(split_command("echo $(rm -rf /); x") == Words{"echo", "$(rm", "-rf", "/);", "x"});
    CHECK_THROWS_WITH_AS(split_command("a 'b"), "a quote does not end in the command: a 'b", Failure);
    CHECK(run_program({"sh", "-c", "echo out; exit 3"}, true).output == "out\n");
    CHECK(run_program({"sh", "-c", "exit 3"}).status == 3);
    CHECK(run_program({"sh", "-c", "kill -9 $$"}).status == 137);
    CHECK_THROWS_AS(run_program({"/no/such/program"}), Failure);
}

TEST_CASE("hooks are those that were said, else clang-format where the project has a style") {
    const Scratch scratch;
    Config config;
    config.root = scratch / "app";
    FileChanges changes;
    changes.write(scratch / "app/x", "");
    changes.write(scratch / ".git/x", "");
    CHECK(post_write_hooks(config).empty());
    changes.write(scratch / ".clang-format", "");
    CHECK(post_write_hooks(config).size() == (is_installed("clang-format") ? 1U : 0U));
    config.post_write = std::vector<std::string>{"true"};
    CHECK(post_write_hooks(config) == std::vector<std::string>{"true"});
    CHECK_NOTHROW(run_hooks({"test -f REVISION_SCRIPT_FILENAME", "test -f"}, scratch / "app/x"));
    CHECK_THROWS_WITH_AS(run_hooks({"false"}, scratch / "app/x"), "the hook `false` ended with 1; nothing is written", Failure);
}

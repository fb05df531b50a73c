#include <aludel/runtime/migrate.h>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "database_file.h"
#include "shop.h"

using namespace aludel;
using namespace aludel::tests;

namespace {

using Texts = std::vector<std::string>;

struct Output {
    int code = 0;
    std::string text;  ///< both streams, as a person at a terminal sees them
};

/// Runs the migrate program of the shop, or of another chain, as a process of its own, in the folder.
Output migrate(const Texts& arguments, const std::string& folder = "/", const chain& program = shop()) {
    int pipes[2];
    REQUIRE(pipe(pipes) == 0);
    // What the test itself has said so far is not to be said again by the child.
    std::cout.flush();
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        dup2(pipes[1], 1);
        dup2(pipes[1], 2);
        close(pipes[0]);
        if (chdir(folder.c_str()) != 0) _exit(99);
        Texts words = {"shop_migrate"};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> argv;
        for (std::string& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        const int code = runtime::migrate_main(static_cast<int>(words.size()), argv.data(), program);
        std::fflush(nullptr);
        _exit(code);
    }
    close(pipes[1]);
    Output output;
    char buffer[4096];
    for (ssize_t count = 0; (count = read(pipes[0], buffer, sizeof buffer)) > 0;)
        output.text.append(buffer, static_cast<std::size_t>(count));
    close(pipes[0]);
    int status = 0;
    waitpid(child, &status, 0);
    output.code = WIFEXITED(status) ? WEXITSTATUS(status) : 200;
    return output;
}

}  // namespace

TEST_CASE("the migrate program speaks as Alembic's users expect") {
    unsetenv("DATABASE_URL");
    const DatabaseFile file;
    const std::string url = file.url();
    struct Case {
        Texts arguments;
        int code;
        const char* text;
    };
    const Case cases[] = {
        {{"current", "--url", url}, 0, ""},
        {{"heads"}, 0, "a0a0a0000005 (head)\n"},
        {{"--url", url, "upgrade", "a0a0a0000002"},
         0,
         "Running upgrade  -> a0a0a0000001, create customers and orders\nRunning upgrade a0a0a0000001 -> a0a0a0000002, add email to "
         "customers\n"},
        {{"upgrade", "+1", "--url", url}, 0, "Running upgrade a0a0a0000002 -> a0a0a0000003, make amounts numbers\n"},
        {{"current", "--url", url}, 0, "a0a0a0000003\n"},
        {{"current", "--check", "--url", url}, 1, "pending: a0a0a0000004\npending: a0a0a0000005\n"},
        {{"upgrade", "--url", url},
         0,
         "Running upgrade a0a0a0000003 -> a0a0a0000004, greet customers\nRunning upgrade a0a0a0000004 -> a0a0a0000005, rename note to "
         "remark\n"},
        {{"upgrade", "head", "--url", url}, 0, "Nothing to do: the database is at a0a0a0000005.\n"},
        {{"current", "--check", "--url", url}, 0, "The database is at head, and as its revisions made it.\n"},
        {{"downgrade", "-1", "--url", url}, 0, "Running downgrade a0a0a0000005 -> a0a0a0000004, rename note to remark\n"},
        {{"--url", url, "downgrade", "-2"},
         0,
         "Running downgrade a0a0a0000004 -> a0a0a0000003, greet customers\nRunning downgrade a0a0a0000003 -> a0a0a0000002, make amounts "
         "numbers\n"},
        {{"stamp", "head", "--url", url}, 0, "Stamped a0a0a0000005.\n"},
        {{"history", "-r", "a0a0a0000004:"},
         0,
         "a0a0a0000004 -> a0a0a0000005 (head), rename note to remark\na0a0a0000003 -> a0a0a0000004, greet customers\n"},
        {{"upgrade", "zzz", "--url", url}, 1, nullptr},
        {{"upgrade", "head", "--url", "postgresql://ada:secret@host/db"},
         1,
         "shop_migrate: \"postgresql://ada:***@host/db\" asks for the driver \"postgresql\", and this program has sqlite: add it to "
         "DRIVERS of "
         "aludel_add_migrations()\n"},
        {{"current"},
         1,
         "shop_migrate: no database is named: give --url sqlite:///file.db, set DATABASE_URL, or write [database] url in aludel.toml\n"},
        {{"verify"}, 0, "5 revisions verified (without a snapshot: there is no aludel.toml here).\n"},
        {{}, 2, nullptr},
        {{"upgrade", "--nosuch"}, 2, nullptr},
        {{"--help"}, 0, nullptr},
    };
    for (const Case& c : cases) {
        std::string typed;
        for (const std::string& argument : c.arguments) typed += argument + " ";
        CAPTURE(typed);
        const Output output = migrate(c.arguments);
        CHECK(output.code == c.code);
        if (c.text != nullptr) CHECK(output.text == c.text);
        if (c.text == nullptr) CHECK(output.text != "");
    }
}

TEST_CASE("the database comes from --url, else DATABASE_URL, else aludel.toml") {
    const DatabaseFile in_file;
    const DatabaseFile in_environment;
    const DatabaseFile typed;
    const std::string folder = std::filesystem::path(in_file.path()).parent_path();
    std::ofstream(folder + "/aludel.toml") << "name = \"shop\"\n[database]\nurl = \"sqlite:///${ALUDEL_TEST_FILE}\"\n";
    std::filesystem::create_directory(folder + "/below");
    unsetenv("DATABASE_URL");
    unsetenv("ALUDEL_TEST_FILE");
    CHECK(migrate({"upgrade"}, folder + "/below").text ==
          "shop_migrate: the database URL of aludel.toml needs the environment variable ALUDEL_TEST_FILE, which is not set; set it or give "
          "--url\n");
    setenv("ALUDEL_TEST_FILE", in_file.path().c_str(), 1);
    CHECK(migrate({"upgrade"}, folder + "/below").code == 0);
    CHECK(in_file.rows("SELECT revision FROM aludel_version WHERE chain = 'shop'") == "a0a0a0000005\n");
    setenv("DATABASE_URL", in_environment.url().c_str(), 1);
    CHECK(migrate({"upgrade", "+1"}, folder).code == 0);
    CHECK(in_environment.rows("SELECT revision FROM aludel_version WHERE chain = 'shop'") == "a0a0a0000001\n");
    CHECK(migrate({"upgrade", "+2", "--url", typed.url()}, folder).code == 0);
    CHECK(typed.rows("SELECT revision FROM aludel_version WHERE chain = 'shop'") == "a0a0a0000002\n");
    unsetenv("DATABASE_URL");
}

TEST_CASE("a script does what the run does") {
    const Output script = migrate({"upgrade", "a0a0a0000003", "--sql"});
    REQUIRE(script.code == 0);
    CHECK(script.text.find("-- Run this so that it stops at the first error: sqlite3 -bail\n\n-- Running upgrade <base> -> a0a0a0000001, "
                           "create customers and orders\n\nBEGIN;\nCREATE TABLE aludel_version") == 0);
    const DatabaseFile by_script;
    by_script.run("PRAGMA foreign_keys = OFF;" + script.text);
    CHECK(by_script.rows("SELECT revision FROM aludel_version WHERE chain = 'shop'") == "a0a0a0000003\n");
    CHECK(by_script.rows("SELECT kind, count(*) FROM aludel_history GROUP BY kind") == "script|3\n");
    CHECK(migrate({"upgrade", "--url", by_script.url()}).code == 0);
    CHECK(migrate({"current", "--check", "--url", by_script.url()}).code == 0);
    // From where the database no longer is, the script stops before it changes anything.
    CHECK(by_script.failure("PRAGMA foreign_keys = OFF;" + migrate({"upgrade", "a0a0a0000002:a0a0a0000003", "--sql"}).text) ==
          "CHECK constraint failed: this part of the script starts at revision a0a0a0000002, and the database is not there");
    const Output down = migrate({"downgrade", "a0a0a0000003:base", "--sql"});
    CHECK(migrate({"downgrade", "a0a0a0000003", "--url", by_script.url()}).code == 0);
    by_script.run("PRAGMA foreign_keys = OFF;" + down.text);
    CHECK(by_script.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name") ==
          "aludel_history\naludel_version\n");
    CHECK(migrate({"downgrade", "base", "--sql"}).text ==
          "shop_migrate: a script that downgrades starts somewhere: write from:to, as in head:base\n");
}

TEST_CASE("verify goes up and down on the database for tests, and refuses one that is not empty") {
    const DatabaseFile empty;
    setenv("ALUDEL_TEST_URL", empty.url().c_str(), 1);
    for (int time = 0; time < 2; ++time) {
        CHECK(migrate({"verify"}).text == "5 revisions verified (without a snapshot: there is no aludel.toml here).\n");
        CHECK(empty.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name") ==
              "aludel_history\naludel_version\n");
        CHECK(empty.rows("SELECT count(*) FROM aludel_history") == "0\n");
    }
    const DatabaseFile used;
    used.run("CREATE TABLE customers (id INTEGER); INSERT INTO customers VALUES (1)");
    setenv("ALUDEL_TEST_URL", used.url().c_str(), 1);
    const Output refused = migrate({"verify"});
    CHECK(refused.code == 1);
    CHECK(refused.text == used.url() +
                              " is not empty (customers): verify runs every revision up and down and works on an empty database alone; "
                              "nothing was done there\n");
    CHECK(used.rows("SELECT count(*) FROM customers") == "1\n");
    CHECK(migrate({"upgrade", "--url", empty.url()}).code == 0);
    setenv("ALUDEL_TEST_URL", empty.url().c_str(), 1);
    CHECK(migrate({"verify"}).code == 1);
    unsetenv("ALUDEL_TEST_URL");
}

TEST_CASE("verify names what a downgrade leaves behind") {
    static constexpr revision forgetful = {
        .id = "b0b0b0000001",
        .message = "add tags",
        .api = 1,
        .upgrade =
            [](operations& op) {
                using namespace types;
                op.create_table({.name = "tags",
                                 .columns = {{.name = "id", .type = bigint}, {.name = "word", .type = text, .nullable = true}},
                                 .primary_key = {.name = "pk_tags", .columns = {"id"}}});
            },
        .downgrade = [](operations& op) { op.drop_column("tags", "word"); },
    };
    const Chain program{&forgetful};
    const Output output = migrate({"verify"}, "/", program);
    CHECK(output.code == 1);
    CHECK(output.text ==
          "the downgrade of revision b0b0b0000001 (add tags) does not lead back to the schema before it, which would need: drop:tags\n");
}

TEST_CASE("export prints what each revision says, a line of JSON each") {
    const Output output = migrate({"export"});
    CHECK(output.code == 0);
    CHECK(std::count(output.text.begin(), output.text.end(), '\n') == 5);
    CHECK(output.text.find("{\"id\":\"a0a0a0000001\",\"parents\":[],\"message\":\"create customers and orders\",\"hash\":\"") == 0);
}

#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include <doctest/doctest.h>

#include <aludel/runtime/error.h>
#include <aludel/sqlite.h>

#include "database_file.h"
#include "message_of.h"
#include "shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;

namespace {

using Texts = std::vector<std::string>;

/// Starts the processes, lets them loose at one time, and adds up how many revisions each says it ran; -1 when one failed.
int upgrade_together(const std::string& url, int count) {
    int gate[2];
    REQUIRE(pipe(gate) == 0);
    std::vector<pid_t> children;
    for (int i = 0; i < count; ++i) {
        const pid_t child = fork();
        if (child == 0) {
            close(gate[1]);
            char byte = 0;
            (void)!read(gate[0], &byte, 1);
            try {
                Options options;
                options.lock_timeout = std::chrono::seconds(60);
                _exit(static_cast<int>(upgrade_to_head(url, shop(), options).revisions.size()));
            } catch (const std::exception& error) {
                (void)!write(2, error.what(), std::string(error.what()).size());
                _exit(100);
            }
        }
        children.push_back(child);
    }
    close(gate[0]);
    close(gate[1]);
    int sum = 0;
    for (const pid_t child : children) {
        int status = 0;
        waitpid(child, &status, 0);
        if (!WIFEXITED(status) || WEXITSTATUS(status) >= 100) sum = -1000;
        sum += WEXITSTATUS(status);
    }
    return sum;
}

struct Settings {
    static std::string of(sqlite3* database) {
        std::string text;
        for (const int which : {SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_ENABLE_FKEY,
                                SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, SQLITE_DBCONFIG_ENABLE_TRIGGER}) {
            int value = -1;
            sqlite3_db_config(database, which, -1, &value);
            text += std::to_string(value);
        }
        for (const char* pragma : {"ignore_check_constraints", "recursive_triggers", "defer_foreign_keys", "busy_timeout", "user_version",
                                   "application_id", "journal_mode"}) {
            sqlite3_exec(
                database, (std::string("PRAGMA ") + pragma).c_str(),
                [](void* out, int, char** values, char**) { return *static_cast<std::string*>(out) += std::string(" ") + values[0], 0; },
                &text, nullptr);
        }
        return text;
    }
};

struct Open {
    explicit Open(const std::string& path) { REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK); }
    ~Open() { CHECK(sqlite3_close(database) == SQLITE_OK); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    void run(const char* sql) const { CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK); }
    sqlite3* database = nullptr;
};

}  // namespace

TEST_CASE("eight processes that start at once run each revision once, and none fails") {
    for (int round = 0; round < 5; ++round) {
        const DatabaseFile file;
        const int already = round % 2 == 0 ? 0 : 2;
        if (already > 0) upgrade(file.url(), shop(), "a0a0a0000002");
        if (already > 0) file.run(shop_rows);
        if (round == 4) file.run("PRAGMA journal_mode = WAL");
        CHECK(upgrade_together(file.url(), 8) == 5 - already);
        CHECK(file.rows("SELECT count(*) FROM aludel_history") == "5\n");
        CHECK(runtime::check(file.url(), shop()).at_head());
        if (already > 0) CHECK(file.rows("SELECT (SELECT count(*) FROM customers) || ' ' || (SELECT count(*) FROM orders)") == "2 3\n");
    }
}

TEST_CASE("who waits too long is told, and so is who watches") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    const Open other(file.path());
    other.run("BEGIN IMMEDIATE");
    struct Watcher : Observer {
        void waiting(std::string_view text) override { told.emplace_back(text); }
        Texts told;
    } watcher;
    Options options;
    options.observer = &watcher;
    options.lock_timeout = std::chrono::milliseconds(1300);
    CHECK(message_of<LockTimeout>([&] { upgrade_to_head(file.url(), shop(), options); }) ==
          "another program held " + file.url() +
              " for more than 1300 ms (database is locked): try again when it is done, or raise Options::lock_timeout");
    CHECK(watcher.told == Texts{"another program holds " + file.url()});

    // A lock that is given up in time is no trouble.
    options.lock_timeout = std::chrono::seconds(30);
    std::thread releases([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        other.run("COMMIT");
    });
    CHECK(upgrade_to_head(file.url(), shop(), options).revisions.size() == 3);
    releases.join();
}

TEST_CASE("at head no lock is taken: another program may write meanwhile") {
    const DatabaseFile file;
    upgrade_to_head(file.url(), shop());
    const Open other(file.path());
    other.run("BEGIN IMMEDIATE");
    Options options;
    options.lock_timeout = std::chrono::milliseconds(0);
    CHECK(upgrade_to_head(file.url(), shop(), options).revisions.empty());
    other.run("COMMIT");
}

TEST_CASE("a reader that stays keeps a commit waiting, and then it is rolled back") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    {
        const Open other(file.path());
        other.run("BEGIN; SELECT * FROM customers");
        Options options;
        options.lock_timeout = std::chrono::milliseconds(100);
        CHECK(message_of<LockTimeout>([&] { upgrade_to_head(file.url(), shop(), options); }).find("cannot commit on " + file.url()) == 0);
        other.run("COMMIT");
    }
    CHECK(current(file.url(), shop()) == Texts{"a0a0a0000002"});
    CHECK(upgrade_to_head(file.url(), shop()).revisions.size() == 3);
}

TEST_CASE("a borrowed connection is as it was, after success and after an error") {
    const DatabaseFile file;
    for (const bool foreign_keys : {false, true}) {
        const Open open(file.path());
        open.run(foreign_keys ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
        open.run(
            "PRAGMA ignore_check_constraints = 1; PRAGMA recursive_triggers = 1; PRAGMA busy_timeout = 1234; PRAGMA user_version = 7; "
            "PRAGMA application_id = 8");
        const std::string before = Settings::of(open.database);
        upgrade_to_head(open.database, shop());
        CHECK(Settings::of(open.database) == before);
        downgrade(open.database, shop(), "base");
        CHECK(Settings::of(open.database) == before);
        static const auto up = +[](operations& op) { op.execute("SELECT nosuch"); };
        static const auto down = +[](operations&) {};
        static const revision broken = {
            .id = "b0b0b0000004", .parents = {"a0a0a0000003"}, .message = "break", .api = 1, .upgrade = up, .downgrade = down};
        const Chain chain{&shop_tables, &shop_email, &shop_amounts, &broken};
        CHECK_THROWS_AS(upgrade_to_head(open.database, chain), Error);
        CHECK(current(open.database, chain) == Texts{"a0a0a0000003"});
        CHECK(Settings::of(open.database) == before);
        CHECK(sqlite3_get_autocommit(open.database) == 1);
        downgrade(open.database, chain, "base");
    }
}

TEST_CASE("a borrowed connection that is in use is refused") {
    const DatabaseFile file;
    const Open open(file.path());
    open.run("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)");
    open.run("BEGIN");
    CHECK(message_of<Error>([&] { upgrade_to_head(open.database, shop()); }) ==
          "the connection that was given is in a transaction: commit it or roll it back before the upgrade");
    open.run("ROLLBACK");
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(open.database, "SELECT a FROM t", -1, &statement, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    CHECK(message_of<Error>([&] { upgrade_to_head(open.database, shop()); }) ==
          "the connection that was given has a running statement: reset or finalise it before the upgrade: SELECT a FROM t");
    sqlite3_finalize(statement);
    CHECK(message_of<Error>([&] { upgrade_to_head(static_cast<sqlite3*>(nullptr), shop()); }).find("is null") != std::string::npos);
}

TEST_CASE("a database in memory is upgraded through its connection") {
    const Open open(":memory:");
    CHECK(upgrade_to_head(open.database, shop()).revisions.size() == 5);
    CHECK(upgrade_to_head(open.database, shop()).revisions.empty());
    CHECK(runtime::check(open.database, shop()).at_head());
}

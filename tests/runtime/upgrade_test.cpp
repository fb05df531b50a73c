#include <aludel/sqlite.h>

#include <doctest/doctest.h>

#include <aludel/connection.h>

#include <aludel/runtime/error.h>

#include "database_file.h"
#include "shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;
using aludel::types::text;
using aludel::types::varchar;

namespace {

using Texts = std::vector<std::string>;

/// The message of the Error that the function throws.
template <class Thrown = Error, class Function>
std::string message_of(Function function) {
    try {
        function();
    } catch (const Thrown& error) {
        return error.what();
    }
    return "nothing was thrown";
}

void nothing(operations&) {}

const Texts all = {"a0a0a0000001", "a0a0a0000002", "a0a0a0000003", "a0a0a0000004", "a0a0a0000005"};

}  // namespace

TEST_CASE("an empty database is upgraded to head, and at head there is nothing to do") {
    const DatabaseFile file;
    const Result first = upgrade_to_head(file.url(), shop());
    CHECK(first.revisions == all);
    CHECK(first.rows == Texts{"a0a0a0000005"});
    CHECK(current(file.url(), shop()) == Texts{"a0a0a0000005"});
    const Result second = upgrade_to_head(file.url(), shop());
    CHECK(second.revisions.empty());
    CHECK(second.rows == Texts{"a0a0a0000005"});
    const Findings findings = runtime::check(file.url(), shop());
    CHECK(findings.problems == Texts{});
    CHECK(findings.unknown == Texts{});
    CHECK(findings.at_head());
}

TEST_CASE("rows live through rebuilds, data steps and renames, and back") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    file.run(shop_rows);
    CHECK(upgrade(file.url(), shop(), "+1").revisions == Texts{"a0a0a0000003"});
    CHECK(file.rows("SELECT id, customer_id, amount, typeof(amount) FROM orders ORDER BY id") ==
          "10|1|5|integer\n11|1|7|integer\n12|2|12|integer\n");
    CHECK(upgrade_to_head(file.url(), shop()).revisions == Texts{"a0a0a0000004", "a0a0a0000005"});
    CHECK(file.rows("SELECT id, name, remark, is_active, greeting FROM customers ORDER BY id") ==
          "1|Ada|none|1|Dear Ada\n2|Grace|admiral|0|Dear Grace\n");
    CHECK(file.rows("SELECT * FROM customer_totals") == "1|2\n2|1\n");
    CHECK(file.rows("SELECT seq FROM sqlite_sequence WHERE name = 'customers'") == "7\n");
    CHECK(runtime::check(file.url(), shop()).problems == Texts{});

    CHECK(downgrade(file.url(), shop(), "-3").revisions == Texts{"a0a0a0000005", "a0a0a0000004", "a0a0a0000003"});
    CHECK(current(file.url(), shop()) == Texts{"a0a0a0000002"});
    CHECK(file.rows("SELECT id, name, note FROM customers ORDER BY id") == "1|Ada|none\n2|Grace|admiral\n");
    CHECK(file.rows("SELECT id, amount, typeof(amount) FROM orders ORDER BY id") == "10|5|text\n11|7|text\n12|12|text\n");
    CHECK(runtime::check(file.url(), shop()).problems == Texts{});
    CHECK(upgrade_to_head(file.url(), shop()).revisions.size() == 3);

    CHECK(downgrade(file.url(), shop(), "base").revisions.size() == 5);
    CHECK(file.rows("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name") == "aludel_history\naludel_version\n");
    CHECK(current(file.url(), shop()).empty());
    CHECK(upgrade_to_head(file.url(), shop()).revisions == all);
}

TEST_CASE("after each revision, up and down, the live schema is what the revisions lead to") {
    const DatabaseFile file;
    for (const std::string& id : all) {
        CAPTURE(id);
        upgrade(file.url(), shop(), id);
        if (id == "a0a0a0000002") file.run(shop_rows);
        const Findings findings = runtime::check(file.url(), shop());
        CHECK(findings.problems == Texts{});
        CHECK(findings.unknown == Texts{});
    }
    while (!current(file.url(), shop()).empty()) {
        downgrade(file.url(), shop(), "-1");
        CHECK(runtime::check(file.url(), shop()).problems == Texts{});
    }
}

TEST_CASE("the history says what was applied, when, by whom, and how to go back") {
    const DatabaseFile file;
    upgrade_to_head(file.url(), shop());
    CHECK(file.rows("SELECT chain, revision, format FROM aludel_version ORDER BY chain") == "||1\nshop|a0a0a0000005|1\n");
    CHECK(file.rows("SELECT chain, id, position, parents, message, kind, older_may_run FROM aludel_history ORDER BY position") ==
          "shop|a0a0a0000001|1||create customers and orders|upgrade|1\n"
          "shop|a0a0a0000002|2|a0a0a0000001|add email to customers|upgrade|1\n"
          "shop|a0a0a0000003|3|a0a0a0000002|make amounts numbers|upgrade|0\n"
          "shop|a0a0a0000004|4|a0a0a0000003|greet customers|upgrade|0\n"
          "shop|a0a0a0000005|5|a0a0a0000004|rename note to remark|upgrade|0\n");
    CHECK(file.rows("SELECT count(*) FROM aludel_history WHERE applied_at GLOB "
                    "'20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z' AND duration_us > 0 "
                    "AND applied_by LIKE '%_@_%' AND length(hash) = 32 AND json_valid(operations) AND json_valid(down_steps)") == "5\n");
}

TEST_CASE("a failed revision leaves the database at the one before it, and says which and where") {
    static const auto up = +[](operations& op) {
        op.execute("DELETE FROM orders");
        op.execute("INSERT INTO nosuch VALUES (1)");
    };
    static const revision broken = {
        .id = "b0b0b0000003", .parents = {"a0a0a0000002"}, .message = "break", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&shop_tables, &shop_email, &broken};
    const DatabaseFile file;
    upgrade(file.url(), chain, "a0a0a0000002");
    file.run(shop_rows);
    try {
        upgrade_to_head(file.url(), chain);
        FAIL("it did not throw");
    } catch (const Error& error) {
        CHECK(error.revision() == "b0b0b0000003");
        CHECK(error.statement() == "INSERT INTO nosuch VALUES (1)");
        CHECK(error.sqlstate() == "SQLITE_ERROR");
        CHECK(std::string(error.what()) ==
              "upgrading through revision b0b0b0000003 (break) failed at step 2 of 2, execute INSERT INTO nosuch VALUES (1): SQLite "
              "refused a "
              "statement: no such table: nosuch (SQLITE_ERROR): INSERT INTO nosuch VALUES (1). The database is at a0a0a0000002, as before "
              "it");
    }
    CHECK(file.rows("SELECT count(*) FROM orders") == "3\n");
    CHECK(current(file.url(), chain) == Texts{"a0a0a0000002"});
}

TEST_CASE("an irreversible downgrade stops before anything is touched") {
    static const auto up = +[](operations& op) { op.execute("UPDATE customers SET note = 'x'"); };
    static const auto down = +[](operations& op) { op.irreversible("the notes are gone"); };
    static const revision no_way_back = {
        .id = "b0b0b0000003", .parents = {"a0a0a0000002"}, .message = "overwrite", .api = 1, .upgrade = up, .downgrade = down};
    static const revision later = {
        .id = "b0b0b0000004", .parents = {"b0b0b0000003"}, .message = "again", .api = 1, .upgrade = up, .downgrade = down};
    const Chain chain{&shop_tables, &shop_email, &no_way_back, &later};
    const DatabaseFile file;
    upgrade_to_head(file.url(), chain);
    CHECK(message_of([&] { downgrade(file.url(), chain, "-1"); }) ==
          "downgrading revision b0b0b0000004 (again) stops before its first step: it is irreversible: the notes are gone; nothing was "
          "changed");
    const Chain without_last{&shop_tables, &shop_email, &no_way_back};
    stamp(file.url(), chain, "b0b0b0000003");
    CHECK(message_of([&] {
              downgrade(file.url(), without_last, "base");
          }).find("it is irreversible: the notes are gone; nothing was changed") != std::string::npos);
    CHECK(current(file.url(), chain) == Texts{"b0b0b0000003"});
}

TEST_CASE("a guard stops the revision with the rows that do not fit") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    file.run("INSERT INTO customers (id, name) VALUES (1, 'Ada'), (2, 'Ada')");
    const std::string message = message_of([&] { upgrade_to_head(file.url(), shop()); });
    CHECK_MESSAGE(message.find("uq_customers_name") != std::string::npos, message);
    CHECK_MESSAGE(message.find("'Ada'") != std::string::npos, message);
    CHECK(current(file.url(), shop()) == Texts{"a0a0a0000002"});
}

TEST_CASE("a revision that was edited after it was applied is named, with what differs") {
    static const auto up = +[](operations& op) {
        op.add_column("customers", {.name = "email", .type = varchar(200), .nullable = true});
        op.create_index("customers", {.name = "ix_customers_email", .keys = {{.column = "email"}}});
        op.add_column("customers", {.name = "greeting", .type = text, .nullable = true});
    };
    static const revision edited = {.id = "a0a0a0000002",
                                    .parents = {"a0a0a0000001"},
                                    .message = "add email to customers",
                                    .api = 1,
                                    .upgrade = up,
                                    .downgrade = nothing};
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    const Chain chain{&shop_tables, &edited, &shop_amounts};
    const std::string message = message_of<ChecksumMismatch>([&] { upgrade_to_head(file.url(), chain); });
    CHECK_MESSAGE(message.find("revision a0a0a0000002 (add email to customers) was edited after it was applied on 20") == 0, message);
    CHECK_MESSAGE(message.find("\n  - applied: add customers.email varchar(255)") != std::string::npos, message);
    CHECK_MESSAGE(message.find("\n  + now:     add customers.email varchar(200)") != std::string::npos, message);
    CHECK(message.find("greeting") == std::string::npos);
    // At head only the tips are compared.
    const Chain only{&shop_tables, &edited};
    CHECK(upgrade_to_head(file.url(), only).revisions.empty());
    CHECK(runtime::check(file.url(), only).problems.size() >= 1);
}

TEST_CASE("a database that a newer program upgraded is refused, and goes down by the steps that the history kept") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    file.run(shop_rows);
    upgrade_to_head(file.url(), shop());
    const Chain older{&shop_tables, &shop_email};
    CHECK(message_of<DatabaseIsAhead>([&] { upgrade_to_head(file.url(), older); }) ==
          file.url() +
              " has revisions that this program does not know: a0a0a0000003 (make amounts numbers), a0a0a0000004 (greet customers), "
              "a0a0a0000005 (rename note to "
              "remark); it was upgraded by a newer program: start that one, or downgrade the database with it. An older program is not to "
              "run on it");
    CHECK(downgrade(file.url(), older, "a0a0a0000002").revisions == Texts{"a0a0a0000005", "a0a0a0000004", "a0a0a0000003"});
    CHECK(file.rows("SELECT id, customer_id, amount FROM orders ORDER BY id") == "10|1|5\n11|1|7\n12|2|12\n");
    CHECK(runtime::check(file.url(), older).problems == Texts{});
    CHECK(upgrade_to_head(file.url(), older).revisions.empty());

    const Chain oldest{&shop_tables};
    try {
        upgrade_to_head(file.url(), oldest);
        FAIL("it did not throw");
    } catch (const DatabaseIsAhead& error) {
        CHECK(error.older_may_run());
    }
}

TEST_CASE("steps of kinds that this program does not know are refused before the first of them") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    const Chain older{&shop_tables};
    file.run("UPDATE aludel_history SET down_steps = replace(down_steps, '\"sql\"', '\"teleport\"') WHERE position = 2");
    const std::string message = message_of([&] { downgrade(file.url(), older, "base"); });
    CHECK_MESSAGE(message.find("a0a0a0000002 (add email to customers) is unknown to this program") != std::string::npos, message);
    CHECK(current(file.url(), shop()) == Texts{"a0a0a0000002"});
}

TEST_CASE("a history of a newer format is refused") {
    const DatabaseFile file;
    upgrade_to_head(file.url(), shop());
    file.run("UPDATE aludel_version SET format = 2");
    CHECK(message_of([&] { upgrade_to_head(file.url(), shop()); }) ==
          file.url() +
              " has a history of format 2, and this program knows format 1: it was upgraded by a program that is "
              "built with a newer Aludel. Build this one with it too");
}

TEST_CASE("a revision that was inserted below an applied one is refused") {
    static const auto up = +[](operations& op) { op.execute("SELECT 1"); };
    static const revision inserted = {
        .id = "c0c0c0000001", .parents = {"a0a0a0000001"}, .message = "inserted", .api = 1, .upgrade = up, .downgrade = nothing};
    static const auto email_up = shop_email.upgrade;
    static const revision moved = {.id = "a0a0a0000002",
                                   .parents = {"c0c0c0000001"},
                                   .message = "add email to customers",
                                   .api = 1,
                                   .upgrade = email_up,
                                   .downgrade = nothing};
    static const revision next = {
        .id = "c0c0c0000009", .parents = {"a0a0a0000002"}, .message = "next", .api = 1, .upgrade = up, .downgrade = nothing};
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    const Chain chain{&shop_tables, &inserted, &moved, &next};
    CHECK(message_of([&] { upgrade_to_head(file.url(), chain); }) ==
          "revision a0a0a0000002 (add email to customers) revises [c0c0c0000001] now, and revised [a0a0a0000001] when it was applied: give "
          "it back its parents");
}

TEST_CASE("an unversioned database with tables is never run over") {
    const DatabaseFile file;
    file.run("CREATE TABLE customers(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO customers VALUES (1, 'Ada');");
    CHECK(message_of([&] { upgrade_to_head(file.url(), shop()); }) ==
          file.url() +
              " has tables (customers) and no history of Aludel: nothing is run over it. If it is a database of "
              "this application, say which revision it is at (Options::adopt, or `stamp` of the migrate program)");
    CHECK(file.rows("SELECT * FROM customers") == "1|Ada\n");
    CHECK(file.rows("SELECT count(*) FROM sqlite_schema") == "1\n");
}

TEST_CASE("an unversioned database is adopted when it is what its revision says, and only then") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    file.run(shop_rows);
    file.run("DROP TABLE aludel_history; DROP TABLE aludel_version; PRAGMA user_version = 37;");
    Options options;
    options.adopt = [](connection& database) -> std::optional<std::string> {
        const Row row = database.query("PRAGMA user_version").at(0);
        if (row.at(0) == Value(std::int64_t{37})) return "a0a0a0000002";
        return std::nullopt;
    };
    file.run("ALTER TABLE customers ADD COLUMN stray TEXT");
    CHECK(message_of([&] {
              upgrade_to_head(file.url(), shop(), options);
          }).find("is not at revision a0a0a0000002 as Options::adopt says: column customers.stray is there and no revision made it") !=
          std::string::npos);
    CHECK(file.rows("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'aludel%'") == "0\n");
    file.run("ALTER TABLE customers DROP COLUMN stray");
    CHECK(upgrade_to_head(file.url(), shop(), options).revisions == Texts{"a0a0a0000003", "a0a0a0000004", "a0a0a0000005"});
    CHECK(file.rows("SELECT kind, count(*) FROM aludel_history GROUP BY kind ORDER BY kind") == "adopt|2\nupgrade|3\n");
    CHECK(file.rows("SELECT count(*) FROM orders") == "3\n");

    const DatabaseFile other;
    other.run("CREATE TABLE x(a)");
    CHECK(message_of([&] { upgrade_to_head(other.url(), shop(), options); }).find("and Options::adopt does not know it either") !=
          std::string::npos);
}

TEST_CASE("stamping sets the version rows and runs nothing") {
    const DatabaseFile file;
    CHECK(stamp(file.url(), shop(), "a0a0a0000003").rows == Texts{"a0a0a0000003"});
    CHECK(file.rows("SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name)") ==
          "aludel_history,aludel_version\n");
    CHECK(file.rows("SELECT id, kind FROM aludel_history ORDER BY position") ==
          "a0a0a0000001|stamp\na0a0a0000002|stamp\na0a0a0000003|stamp\n");
    CHECK(stamp(file.url(), shop(), "a0a0a0000001").rows == Texts{"a0a0a0000001"});
    CHECK(file.rows("SELECT id FROM aludel_history") == "a0a0a0000001\n");
    CHECK(stamp(file.url(), shop(), "base").rows.empty());
    CHECK(file.rows("SELECT count(*) FROM aludel_history") == "0\n");
    CHECK(current(file.url(), shop()).empty());
}

TEST_CASE("two chains share a database") {
    static const auto up =
        +[](operations& op) { op.create_table({.name = "plugin", .columns = {{.name = "x", .type = types::text, .nullable = true}}}); };
    static const revision only = {.id = "a0a0a0000001", .message = "plugin", .api = 1, .upgrade = up, .downgrade = nothing};
    Chain plugin{&only};
    plugin.rename("plugin");
    const DatabaseFile file;
    upgrade_to_head(file.url(), shop());
    CHECK(upgrade_to_head(file.url(), plugin).revisions == Texts{"a0a0a0000001"});
    CHECK(current(file.url(), shop()) == Texts{"a0a0a0000005"});
    CHECK(current(file.url(), plugin) == Texts{"a0a0a0000001"});
    CHECK(upgrade_to_head(file.url(), shop()).revisions.empty());
}

TEST_CASE("several heads are named") {
    static const auto up = +[](operations&) {};
    static const revision left = {
        .id = "d0d0d0000001", .parents = {"a0a0a0000001"}, .message = "left", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&shop_tables, &left, &shop_email};
    const DatabaseFile file;
    try {
        upgrade_to_head(file.url(), chain);
        FAIL("it did not throw");
    } catch (const MultipleHeads& error) {
        CHECK(error.heads().size() == 2);
    }
    CHECK(upgrade(file.url(), chain, "heads").rows == Texts{"a0a0a0000002", "d0d0d0000001"});
    CHECK(upgrade(file.url(), chain, "heads").revisions.empty());
}

TEST_CASE("a URL that names no driver of the program, or no file, says what to do") {
    CHECK(message_of([] { upgrade_to_head("postgresql://ada:secret@host/db", shop()); }) ==
          "\"postgresql://ada:***@host/db\" asks for the driver \"postgresql\", and this program has sqlite: add it to DRIVERS of "
          "aludel_add_migrations()");
    CHECK(message_of([] {
              upgrade_to_head("sqlite://host/db", shop());
          }).find("an SQLite database is a file: write sqlite:///relative.db") != std::string::npos);
    CHECK(message_of([] {
              upgrade_to_head("sqlite:///x.db?timeout=5", shop());
          }).find("it knows cache, immutable, mode, modeof, nolock, psow, vfs") != std::string::npos);
    CHECK(message_of([] { upgrade_to_head("sqlite:////nosuch/folder/x.db", shop()); }).find("cannot open sqlite:////nosuch/folder/x.db") ==
          0);
    CHECK(upgrade_to_head("sqlite://", shop()).revisions == all);
}

TEST_CASE("who only asks leaves no file behind") {
    const DatabaseFile file;
    CHECK(current(file.url(), shop()).empty());
    CHECK_FALSE(file.exists());
}

TEST_CASE("a database that can only be read is read at head and refused below it") {
    const DatabaseFile file;
    upgrade(file.url(), shop(), "a0a0a0000002");
    CHECK(message_of([&] { upgrade_to_head(file.url() + "?mode=ro", shop()); }).find("can only be read, and there are revisions to run") !=
          std::string::npos);
    upgrade_to_head(file.url(), shop());
    CHECK(upgrade_to_head(file.url() + "?mode=ro", shop()).revisions.empty());
}

TEST_CASE("a data step cannot end the transaction that it is in") {
    static const char* statement = nullptr;
    static const auto step = +[](connection& database) { database.execute(statement); };
    static const auto up = +[](operations& op) { op.run("step", 1, step); };
    static const revision stepping = {.id = "e0e0e0000001", .message = "step", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&stepping};
    for (const char* sql :
         {"COMMIT", "/* x */ ; end", "-- y\nROLLBACK", "savepoint a", "BEGIN", "RELEASE a", "PRAGMA foreign_keys = ON", "VACUUM",
          "\xEF\xBB\xBF"
          "COMMIT"}) {
        CAPTURE(sql);
        statement = sql;
        const DatabaseFile file;
        CHECK(message_of([&] { upgrade_to_head(file.url(), chain); }).find("at step 1 of 1") != std::string::npos);
        CHECK(file.rows("SELECT count(*) FROM sqlite_schema") == "0\n");
    }
}

TEST_CASE("a transaction that a statement rolled back is noticed, and nothing after it is kept") {
    static const auto step = +[](connection& database) {
        database.execute("CREATE TABLE t(a UNIQUE)");
        database.execute("INSERT INTO t VALUES (1)");
        try {
            database.execute("INSERT OR ROLLBACK INTO t VALUES (1)");
        } catch (const Error&) {
        }
        database.execute("CREATE TABLE kept(a)");
    };
    static const auto up = +[](operations& op) { op.run("step", 1, step); };
    static const revision stepping = {.id = "e0e0e0000001", .message = "step", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&stepping};
    const DatabaseFile file;
    CHECK(message_of([&] { upgrade_to_head(file.url(), chain); }).find("is no longer open") != std::string::npos);
    CHECK(file.rows("SELECT count(*) FROM sqlite_schema") == "0\n");
}

#include <aludel/runtime.h>

#include <doctest/doctest.h>

#include <aludel/connection.h>

#include <aludel/runtime/error.h>

#include "live_database.h"
#include "message_of.h"
#include "shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;
using aludel::types::text;
using aludel::types::varchar;

// The executor on whichever engine this program is linked with.

namespace {

using Texts = std::vector<std::string>;

void nothing(operations&) {}

const Texts all = {"a0a0a0000001", "a0a0a0000002", "a0a0a0000003", "a0a0a0000004", "a0a0a0000005"};

}  // namespace

TEST_CASE("an empty database is upgraded to head, and at head there is nothing to do") {
    const LiveDatabase live;
    const Result first = upgrade_to_head(live.url(), shop());
    CHECK(first.revisions == all);
    CHECK(first.rows == Texts{"a0a0a0000005"});
    CHECK(current(live.url(), shop()) == Texts{"a0a0a0000005"});
    const Result second = upgrade_to_head(live.url(), shop());
    CHECK(second.revisions.empty());
    CHECK(second.rows == Texts{"a0a0a0000005"});
    const Findings findings = runtime::check(live.url(), shop());
    CHECK(findings.problems == Texts{});
    CHECK(findings.unknown == Texts{});
    CHECK(findings.at_head());
}

TEST_CASE("after each revision, up and down, the live schema is what the revisions lead to") {
    const LiveDatabase live;
    for (const std::string& id : all) {
        CAPTURE(id);
        upgrade(live.url(), shop(), id);
        if (id == "a0a0a0000002") live.run(shop_rows);
        const Findings findings = runtime::check(live.url(), shop());
        CHECK(findings.problems == Texts{});
        CHECK(findings.unknown == Texts{});
    }
    while (!current(live.url(), shop()).empty()) {
        downgrade(live.url(), shop(), "-1");
        CHECK(runtime::check(live.url(), shop()).problems == Texts{});
    }
}

TEST_CASE("an irreversible downgrade stops before anything is touched") {
    static const auto up = +[](operations& op) { op.execute("UPDATE customers SET note = 'x'"); };
    static const auto down = +[](operations& op) { op.irreversible("the notes are gone"); };
    static const revision no_way_back = {
        .id = "b0b0b0000003", .parents = {"a0a0a0000002"}, .message = "overwrite", .api = 1, .upgrade = up, .downgrade = down};
    static const revision later = {
        .id = "b0b0b0000004", .parents = {"b0b0b0000003"}, .message = "again", .api = 1, .upgrade = up, .downgrade = down};
    const Chain chain{&shop_tables, &shop_email, &no_way_back, &later};
    const LiveDatabase live;
    upgrade_to_head(live.url(), chain);
    CHECK(message_of([&] { downgrade(live.url(), chain, "-1"); }) ==
          "downgrading revision b0b0b0000004 (again) stops before its first step: it is irreversible: the notes are gone; nothing was "
          "changed");
    const Chain without_last{&shop_tables, &shop_email, &no_way_back};
    stamp(live.url(), chain, "b0b0b0000003");
    CHECK(message_of([&] {
              downgrade(live.url(), without_last, "base");
          }).find("it is irreversible: the notes are gone; nothing was changed") != std::string::npos);
    CHECK(current(live.url(), chain) == Texts{"b0b0b0000003"});
}

TEST_CASE("a guard stops the revision with the rows that do not fit") {
    const LiveDatabase live;
    upgrade(live.url(), shop(), "a0a0a0000002");
    live.run("INSERT INTO customers (id, name) VALUES (1, 'Ada'), (2, 'Ada')");
    const std::string message = message_of([&] { upgrade_to_head(live.url(), shop()); });
    CHECK_MESSAGE(message.find("uq_customers_name") != std::string::npos, message);
    CHECK_MESSAGE(message.find("'Ada'") != std::string::npos, message);
    CHECK(current(live.url(), shop()) == Texts{"a0a0a0000002"});
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
    const LiveDatabase live;
    upgrade(live.url(), shop(), "a0a0a0000002");
    const Chain chain{&shop_tables, &edited, &shop_amounts};
    const std::string message = message_of<ChecksumMismatch>([&] { upgrade_to_head(live.url(), chain); });
    CHECK_MESSAGE(message.find("revision a0a0a0000002 (add email to customers) was edited after it was applied on 20") == 0, message);
    CHECK_MESSAGE(message.find("\n  - applied: add customers.email varchar(255)") != std::string::npos, message);
    CHECK_MESSAGE(message.find("\n  + now:     add customers.email varchar(200)") != std::string::npos, message);
    CHECK(message.find("greeting") == std::string::npos);
    // At head only the tips are compared.
    const Chain only{&shop_tables, &edited};
    CHECK(upgrade_to_head(live.url(), only).revisions.empty());
    CHECK(runtime::check(live.url(), only).problems.size() >= 1);
}

TEST_CASE("a database that a newer program upgraded is refused, and goes down by the steps that the history kept") {
    const LiveDatabase live;
    upgrade(live.url(), shop(), "a0a0a0000002");
    live.run(shop_rows);
    upgrade_to_head(live.url(), shop());
    const Chain older{&shop_tables, &shop_email};
    CHECK(message_of<DatabaseIsAhead>([&] { upgrade_to_head(live.url(), older); }) ==
          live.url() +
              " has revisions that this program does not know: a0a0a0000003 (make amounts numbers), a0a0a0000004 (greet customers), "
              "a0a0a0000005 (rename note to "
              "remark); it was upgraded by a newer program: start that one, or downgrade the database with it. An older program is not to "
              "run on it");
    CHECK(downgrade(live.url(), older, "a0a0a0000002").revisions == Texts{"a0a0a0000005", "a0a0a0000004", "a0a0a0000003"});
    CHECK(live.rows("SELECT id, customer_id, amount FROM orders ORDER BY id") == "10|1|5\n11|1|7\n12|2|12\n");
    CHECK(runtime::check(live.url(), older).problems == Texts{});
    CHECK(upgrade_to_head(live.url(), older).revisions.empty());

    const Chain oldest{&shop_tables};
    try {
        upgrade_to_head(live.url(), oldest);
        FAIL("it did not throw");
    } catch (const DatabaseIsAhead& error) {
        CHECK(error.older_may_run());
    }
}

TEST_CASE("steps of kinds that this program does not know are refused before the first of them") {
    const LiveDatabase live;
    upgrade(live.url(), shop(), "a0a0a0000002");
    const Chain older{&shop_tables};
    live.run(R"(UPDATE aludel_history SET down_steps = replace(down_steps, '"sql"', '"teleport"') WHERE position = 2)");
    const std::string message = message_of([&] { downgrade(live.url(), older, "base"); });
    CHECK_MESSAGE(message.find("a0a0a0000002 (add email to customers) is unknown to this program") != std::string::npos, message);
    CHECK(current(live.url(), shop()) == Texts{"a0a0a0000002"});
}

TEST_CASE("a history of a newer format is refused") {
    const LiveDatabase live;
    upgrade_to_head(live.url(), shop());
    live.run("UPDATE aludel_version SET format = 2");
    CHECK(message_of([&] { upgrade_to_head(live.url(), shop()); }) ==
          live.url() +
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
    const LiveDatabase live;
    upgrade(live.url(), shop(), "a0a0a0000002");
    const Chain chain{&shop_tables, &inserted, &moved, &next};
    CHECK(message_of([&] { upgrade_to_head(live.url(), chain); }) ==
          "revision a0a0a0000002 (add email to customers) revises [c0c0c0000001] now, and revised [a0a0a0000001] when it was applied: give "
          "it back its parents");
}

TEST_CASE("an unversioned database with tables is never run over") {
    const LiveDatabase live;
    live.run("CREATE TABLE customers(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO customers VALUES (1, 'Ada');");
    CHECK(message_of([&] { upgrade_to_head(live.url(), shop()); }) ==
          live.url() +
              " has tables (customers) and no history of Aludel: nothing is run over it. If it is a database of "
              "this application, say which revision it is at (Options::adopt, or `stamp` of the migrate program)");
    CHECK(live.rows("SELECT * FROM customers") == "1|Ada\n");
    CHECK(live.tables() == Texts{"customers"});
}

TEST_CASE("stamping sets the version rows and runs nothing") {
    const LiveDatabase live;
    CHECK(stamp(live.url(), shop(), "a0a0a0000003").rows == Texts{"a0a0a0000003"});
    CHECK(live.tables() == Texts{"aludel_history", "aludel_version"});
    CHECK(live.rows("SELECT id, kind FROM aludel_history ORDER BY position") ==
          "a0a0a0000001|stamp\na0a0a0000002|stamp\na0a0a0000003|stamp\n");
    CHECK(stamp(live.url(), shop(), "a0a0a0000001").rows == Texts{"a0a0a0000001"});
    CHECK(live.rows("SELECT id FROM aludel_history") == "a0a0a0000001\n");
    CHECK(stamp(live.url(), shop(), "base").rows.empty());
    CHECK(live.rows("SELECT count(*) FROM aludel_history") == "0\n");
    CHECK(current(live.url(), shop()).empty());
}

TEST_CASE("two chains share a database") {
    static const auto up =
        +[](operations& op) { op.create_table({.name = "plugin", .columns = {{.name = "x", .type = types::text, .nullable = true}}}); };
    static const revision only = {.id = "a0a0a0000001", .message = "plugin", .api = 1, .upgrade = up, .downgrade = nothing};
    Chain plugin{&only};
    plugin.rename("plugin");
    const LiveDatabase live;
    upgrade_to_head(live.url(), shop());
    CHECK(upgrade_to_head(live.url(), plugin).revisions == Texts{"a0a0a0000001"});
    CHECK(current(live.url(), shop()) == Texts{"a0a0a0000005"});
    CHECK(current(live.url(), plugin) == Texts{"a0a0a0000001"});
    CHECK(upgrade_to_head(live.url(), shop()).revisions.empty());
}

TEST_CASE("several heads are named") {
    static const auto up = +[](operations&) {};
    static const revision left = {
        .id = "d0d0d0000001", .parents = {"a0a0a0000001"}, .message = "left", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&shop_tables, &left, &shop_email};
    const LiveDatabase live;
    try {
        upgrade_to_head(live.url(), chain);
        FAIL("it did not throw");
    } catch (const MultipleHeads& error) {
        CHECK(error.heads().size() == 2);
    }
    CHECK(upgrade(live.url(), chain, "heads").rows == Texts{"a0a0a0000002", "d0d0d0000001"});
    CHECK(upgrade(live.url(), chain, "heads").revisions.empty());
}

TEST_CASE("a data step cannot end the transaction that it is in") {
    static const char* statement = nullptr;
    static const auto step = +[](connection& database) { database.execute(statement); };
    static const auto up = +[](operations& op) { op.run("step", 1, step); };
    static const revision stepping = {.id = "e0e0e0000001", .message = "step", .api = 1, .upgrade = up, .downgrade = nothing};
    const Chain chain{&stepping};
    static constexpr const char* after_byte_order_mark =
        "\xEF\xBB\xBF"
        "COMMIT";  // two literals: C would be a digit of the escape
    for (const char* sql : {"COMMIT", "/* x */ ; end", "-- y\nROLLBACK", "savepoint a", "BEGIN", "RELEASE a", "PRAGMA foreign_keys = ON",
                            "VACUUM", "SET search_path = x", after_byte_order_mark}) {
        CAPTURE(sql);
        statement = sql;
        const LiveDatabase live;
        CHECK(message_of([&] { upgrade_to_head(live.url(), chain); }).find("at step 1 of 1") != std::string::npos);
        CHECK(live.tables().empty());
    }
}

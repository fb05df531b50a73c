#include <aludel/postgresql.h>

#include <doctest/doctest.h>

#include <aludel/runtime/error.h>

#include "cutting_proxy.h"
#include "postgresql/database.h"
#include "runtime/message_of.h"
#include "runtime/shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;

namespace {

using Texts = std::vector<std::string>;
const Texts all = {"a0a0a0000001", "a0a0a0000002", "a0a0a0000003", "a0a0a0000004", "a0a0a0000005"};

}  // namespace

TEST_CASE("a line that breaks at any COMMIT, before it or after, is no failure: each revision runs once") {
    for (const auto cut : {CuttingProxy::Cut::before, CuttingProxy::Cut::after}) {
        for (int commit = 1; commit <= 6; ++commit) {
            CAPTURE(commit);
            CAPTURE(cut == CuttingProxy::Cut::after);
            const PostgresqlDatabase database;
            const CuttingProxy proxy(database.url(), commit, cut);
            CHECK(upgrade_to_head(proxy.url(), shop()).revisions == all);
            // One that was not kept is committed again.
            const int again = commit <= 5 && cut == CuttingProxy::Cut::before ? 1 : 0;
            CHECK(proxy.commits() == 5 + again);
            CHECK(database.rows("SELECT id FROM aludel_history ORDER BY position") == all);
            CHECK(database.advisory_locks() == 0);
        }
    }
}

TEST_CASE("on the way down, too") {
    for (const auto cut : {CuttingProxy::Cut::before, CuttingProxy::Cut::after}) {
        const PostgresqlDatabase database;
        upgrade_to_head(database.url(), shop());
        const CuttingProxy proxy(database.url(), 2, cut);
        CHECK(downgrade(proxy.url(), shop(), "base").revisions.size() == 5);
        CHECK(database.rows("SELECT count(*) FROM aludel_history") == Texts{"0"});
    }
}

TEST_CASE("a COMMIT that stays in doubt is one, and the next run finds out") {
    const PostgresqlDatabase database;
    {
        const CuttingProxy proxy(database.url(), 3, CuttingProxy::Cut::after, true);
        Options options;
        options.lock_timeout = std::chrono::milliseconds(200);
        const std::string message = message_of<CommitInDoubt>([&] { upgrade_to_head(proxy.url(), shop(), options); });
        CHECK_MESSAGE(
            message.find("the connection to " + proxy.url() +
                         " was lost during COMMIT, so that the transaction may have been kept or not, and within 200 ms there was "
                         "no other: cannot connect to " +
                         proxy.url()) == 0,
            message);
    }
    CHECK(upgrade_to_head(database.url(), shop()).revisions == Texts{"a0a0a0000004", "a0a0a0000005"});
}

TEST_CASE("a borrowed connection cannot be opened anew, and its COMMIT stays in doubt") {
    const PostgresqlDatabase database;
    const CuttingProxy proxy(database.url(), 3, CuttingProxy::Cut::after);
    pqxx::connection connection(proxy.url());
    const std::string message = message_of<CommitInDoubt>([&] { upgrade_to_head(connection, shop()); });
    CHECK_MESSAGE(message.find("that was during COMMIT, so that the transaction may have been kept or not") != std::string::npos, message);
    CHECK(current(database.url(), shop()) == Texts{"a0a0a0000003"});
}

#include <doctest/doctest.h>

#include <map>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/validate.h>

#include "evolution.h"
#include "live.h"
#include "properties/law.h"
#include "properties/schema_generators.h"
#include "text.h"

// Random schemas with rows go through random changes on a live server.

using namespace aludel;
using namespace aludel::schema;
using namespace aludel::tests;
using aludel::testing::Dice;
using migrations::Operation;
using migrations::Step;

namespace {

void insert_rows(Live& live, const Schema& schema) {
    for (const std::string& statement : ordinary_rows(schema)) live.run(statement);
}

std::vector<std::vector<std::string>> values(Live& live, const std::pair<Name, std::string>& at) {
    return live.rows(select(at));
}

}  // namespace

TEST_CASE("an evolved database is the one that its schema makes, and keeps its rows") {
    int executed = 0;
    aludel::testing::law(
        "evolve(before, diff(before, after)) == create(after)",
        [&executed] {
            Dice dice = *aludel::testing::dice();
            aludel::testing::SchemaOptions options;
            options.executable_on_postgresql = true;
            const aludel::testing::Evolution evolution = aludel::testing::random_evolution(dice, options);
            if (!validate(evolution.before, {"postgresql"}).empty() || !validate(evolution.after, {"postgresql"}).empty()) return;
            const std::vector<Change> changes = decided_on_postgresql(dice, evolution);
            RC_ASSERT(!collides(evolution.before, changes));
            std::vector<Operation> operations(changes.begin(), changes.end());

            for (const Change& change : changes) RC_LOG(describe(change) + "\n");
            Live live;
            REQUIRE(live.apply(creation(evolution.before)) == "");
            insert_rows(live, evolution.before);
            live.run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED");  // as after a commit
            const Columns kept = kept_columns(evolution.before, changes, evolution.after);
            std::map<std::pair<Name, std::string>, std::vector<std::vector<std::string>>> before;
            for (const auto& [from, to] : kept) before[from] = values(live, from);
            std::string stopped;
            try {
                stopped = live.apply(steps(evolution.before, operations));
            } catch (const std::runtime_error& error) {
                // A key filled with what may be no key there.
                if (std::string(error.what()).find("violates foreign key constraint") == std::string::npos) throw;
                return;
            }
            if (!stopped.empty()) {
                // Filled with one value in every row.
                RC_ASSERT(stopped.find("is to be unique") != std::string::npos || stopped.find("is to refer to") != std::string::npos);
                return;
            }
            for (const auto& [from, to] : kept) RC_ASSERT(values(live, to) == before[from]);
            const std::vector<std::string> evolved = live.catalogue();
            ++executed;
            {
                live.run("ROLLBACK; BEGIN");
                REQUIRE(live.apply(creation(evolution.after)) == "");
                RC_ASSERT(evolved == live.catalogue());
            }
        },
        300);
    MESSAGE("executed: ", executed);
    CHECK(executed > 0);
}

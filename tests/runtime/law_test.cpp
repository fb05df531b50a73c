#include <doctest/doctest.h>

#include <set>

#include <rapidcheck.h>

#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>

#include "live_memory.h"
#include "migrations/sqlite/random_schema.h"
#include "properties/law.h"

using namespace aludel;
using aludel::migrations::Operation;
using aludel::schema::Schema;
using aludel::schema::Table;
using aludel::tests::Live;

namespace {

std::vector<Operation> creations(const Schema& schema) {
    std::vector<Operation> operations;
    for (const schema::Enum& type : schema.enums) operations.emplace_back(schema::Change(schema::CreateEnum{type}));
    std::set<std::string> there;
    while (there.size() < schema.tables.size()) {
        const std::size_t before = there.size();
        for (const Table& table : schema.tables) {
            const bool ready = std::all_of(table.foreign_keys.begin(), table.foreign_keys.end(), [&](const schema::ForeignKey& key) {
                return key.referred_table == table.name || there.count(key.referred_table.name) != 0;
            });
            if (!ready || !there.insert(table.name.name).second) continue;
            operations.emplace_back(schema::Change(schema::CreateTable{table}));
        }
        RC_ASSERT(there.size() > before);
    }
    return operations;
}

/// Draws a database with rows, puts things into it that no revision knows, and changes it revision by revision.
void evolve(std::uint64_t seed, int& executed, int& stopped) {
    tests::Draw draw(seed);
    Schema schema = draw.schema();
    Live live;
    RC_ASSERT(live.apply({}, creations(schema)) == "");
    RC_ASSERT(live.differences(schema) == std::vector<std::string>{});
    live.run(draw.rows(schema));
    int number = 0;
    for (const Table& table : schema.tables) {
        if (!draw.chance(50)) continue;
        const std::string name = live.driver->dialect().quote(table.name.name);
        const std::string id = std::to_string(++number);
        live.run("ALTER TABLE " + name + " ADD COLUMN stray TEXT; UPDATE " + name + " SET stray = '" + id + " ' || CAST(id AS TEXT);" +
                 "CREATE INDEX stray_index_" + id + " ON " + name + " (stray) WHERE stray <> '';" + "CREATE TRIGGER stray_trigger_" + id +
                 " AFTER DELETE ON " + name + " BEGIN SELECT 1; END;");
    }
    const auto strays = live.stray_values();
    const auto objects = live.texts("SELECT name FROM sqlite_schema WHERE name LIKE 'stray%'");

    for (std::uint64_t revisions = 1 + draw.below(4); revisions > 0; --revisions) {
        Schema after = schema;
        std::vector<Operation> operations;
        for (std::uint64_t left = 1 + draw.below(5); left > 0; --left) {
            const auto change = draw.change(after);
            if (!change || std::holds_alternative<schema::DropTable>(*change)) continue;
            try {
                live.driver->dialect().render(after, {*change});
            } catch (const schema::SchemaError&) {
                continue;
            }
            schema::apply(after, *change);
            operations.emplace_back(*change);
        }
        const std::string failure = live.apply(schema, operations);
        if (failure.empty()) {
            schema = after;
            ++executed;
        } else {
            ++stopped;
            // A guard's message is a sentence about rows; keys that were changed leave orphans, which the commit finds.
            const bool expected = failure.find("these ") != std::string::npos || failure.find("would lead nowhere") != std::string::npos;
            if (!expected) RC_FAIL(failure);
        }
        const auto differences = live.differences(schema);
        if (!differences.empty()) RC_FAIL(differences.front());
        RC_ASSERT(live.stray_values() == strays);
        RC_ASSERT(live.texts("SELECT name FROM sqlite_schema WHERE name LIKE 'stray%'") == objects);
        RC_ASSERT(live.texts("SELECT integrity_check FROM pragma_integrity_check") == std::multiset<std::string>{"ok"});
    }
}

}  // namespace

TEST_CASE("after any changes the live schema is what they lead to, and nothing that they do not know is lost") {
    int executed = 0;
    int stopped = 0;
    testing::law(
        "introspect(live) == lower(fold), strays stay", [&](std::uint64_t seed) { evolve(seed, executed, stopped); }, 200);
    MESSAGE(executed << " revisions executed, " << stopped << " stopped by a guard");
    CHECK(executed > stopped);
}

#include <doctest/doctest.h>

#include <aludel/runtime/compare.h>
#include <aludel/runtime/error.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/validate.h>

#include "migrations/postgresql/evolution.h"
#include "migrations/postgresql/text.h"
#include "postgresql/introspection.h"
#include "properties/law.h"
#include "runtime/postgresql/catalogue.h"

// Random schemas with rows go through random changes on a live server, and back: what is there is what was meant.

using namespace aludel::schema;
using aludel::migrations::Operation;
using aludel::runtime::postgresql::Connection;
using aludel::testing::Dice;

namespace {

Connection& connection() {
    static aludel::tests::Catalogue catalogue;
    static const bool prepared = [] {
        catalogue.run("CREATE COLLATION nocase FROM \"C\"");
        return true;
    }();
    (void)prepared;
    return catalogue.connection;
}

/// A transaction that is rolled back.
class Live {
public:
    Live() { connection().begin("BEGIN"); }
    ~Live() { connection().rollback(); }
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    /// @returns the message of a guard that stopped it.
    static std::string apply(const std::vector<aludel::migrations::Step>& steps) {
        for (const auto& step : steps) {
            if (const auto* sql = std::get_if<aludel::migrations::SqlStep>(&step.action)) connection().execute(sql->sql);
            const auto* guard = std::get_if<aludel::migrations::GuardStep>(&step.action);
            if (guard != nullptr && !connection().texts(guard->query).empty()) return guard->message;
        }
        return "";
    }

    static std::string differences(const Schema& schema) {
        const Schema physical = aludel::migrations::postgresql::dialect().lower(schema);
        const auto expected = aludel::runtime::postgresql::as_introspected(connection(), physical);
        const auto live = aludel::runtime::postgresql::introspect(connection(), physical);
        std::string text = aludel::tests::lines(aludel::runtime::compare(live, expected));
        for (const std::string& key : expected.unjudged) text += "unjudged: " + key + "\n";
        return text;
    }
};

void expect_none(const std::string& when, const std::string& differences) {
    if (!differences.empty()) RC_FAIL(when + ": " + differences);
}

std::vector<Operation> operations(const std::vector<Change>& changes) {
    return {changes.begin(), changes.end()};
}

void evolve(int& executed, int& returned) {
    Dice dice = *aludel::testing::dice();
    aludel::testing::SchemaOptions options;
    options.executable_on_postgresql = true;
    const aludel::testing::Evolution evolution = aludel::testing::random_evolution(dice, options);
    if (!validate(evolution.before, {"postgresql"}).empty() || !validate(evolution.after, {"postgresql"}).empty()) return;
    const std::vector<Change> changes = aludel::tests::decided_on_postgresql(dice, evolution);
    // As the changes write it; the evolution's own may say the same in other words.
    const Schema after = aludel::schema::apply(evolution.before, changes);
    RC_ASSERT(!aludel::tests::collides(evolution.before, changes));
    for (const Change& change : changes) RC_LOG(describe(change) + "\n");

    Live live;
    RC_ASSERT(Live::apply(aludel::tests::creation(evolution.before)) == "");
    for (const std::string& row : aludel::tests::ordinary_rows(evolution.before)) connection().execute(row);
    connection().execute("SET CONSTRAINTS ALL IMMEDIATE");
    connection().execute("SET CONSTRAINTS ALL DEFERRED");  // as after a commit
    expect_none("before", Live::differences(evolution.before));

    const aludel::tests::Columns kept = aludel::tests::kept_columns(evolution.before, changes, after);
    std::map<aludel::tests::ColumnPlace, std::vector<aludel::runtime::postgresql::TextRow>> values;
    for (const auto& [from, to] : kept) values[from] = connection().texts(aludel::tests::select(from));
    try {
        // A guard stops what was filled with one value in every row, PostgreSQL a key filled with what is no key there.
        if (!Live::apply(aludel::tests::steps(evolution.before, operations(changes))).empty()) return;
        connection().execute("SET CONSTRAINTS ALL IMMEDIATE");
    } catch (const aludel::runtime::Error& error) {
        if (error.sqlstate() != "23503") throw;
        return;
    }
    ++executed;
    expect_none("after", Live::differences(after));
    for (const auto& [from, to] : kept) RC_ASSERT(connection().texts(aludel::tests::select(to)) == values[from]);

    // Back, without the rows: what goes back on them is asked (downgrade), what it goes back to is not.
    std::string tables;
    for (const Table& table : after.tables) {
        const auto& dialect = aludel::migrations::postgresql::dialect();
        const std::string schema = table.name.schema.empty() ? "" : dialect.quote(table.name.schema) + ".";
        tables += (tables.empty() ? "TRUNCATE " : ", ") + schema + dialect.quote(table.name.name);
    }
    if (!tables.empty()) connection().execute(tables);
    connection().execute("SET CONSTRAINTS ALL DEFERRED");
    const std::vector<Change> back = reverse(changes, evolution.before);
    RC_ASSERT(!aludel::tests::collides(after, back));
    for (const Change& change : back) RC_LOG("back: " + describe(change) + "\n");
    RC_ASSERT(Live::apply(aludel::tests::steps(after, operations(back))) == "");
    ++returned;
    expect_none("back", Live::differences(evolution.before));
}

}  // namespace

TEST_CASE("an evolved database is what its schema says, keeps its rows, and goes back") {
    int executed = 0;
    int returned = 0;
    aludel::testing::law(
        "compare(live, diff(before, after)) is empty, and again after reverse()", [&] { evolve(executed, returned); }, 50);
    MESSAGE(executed << " evolved, " << returned << " went back");
    CHECK(returned > 0);
}

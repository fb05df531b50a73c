#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include <aludel/migrations/dialect.h>
#include <aludel/migrations/fold.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>
#include <aludel/schema/validate.h>

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

std::string quoted(const std::string& name) {
    return migrations::postgresql::dialect().quote(name);
}

/// What the generators make for SQLite, made fit for PostgreSQL: a view may not stand on another that is made anew, and
/// computed columns are stored before version 18.
void adapt(Schema& schema) {
    for (View& view : schema.views)
        if (view.query.sql.find("from") != std::string::npos) view.query.sql = "select 1 as one";
    for (Table& table : schema.tables)
        for (Column& column : table.columns) {
            if (column.computed) column.computed->stored = true;
            if (std::holds_alternative<Json>(column.type.kind) && column.default_value)
                column.default_value = Value{std::string("{\"a\": 1}")};
        }
}

std::string value_of(const Schema& schema, const Table& table, const Column& column, int row) {
    std::string text = aludel::testing::ordinary_value(schema, table, column, row);
    if (text == "null" || text.empty()) return text;
    if (std::holds_alternative<Boolean>(column.type.kind)) return text == "0" ? "false" : "true";
    if (std::holds_alternative<Bytes>(column.type.kind)) return "'\\x" + text.substr(2) + "::bytea";
    return text;
}

void insert_rows(Live& live, const Schema& schema) {
    for (const Table& table : schema.tables)
        for (int row = 1; row <= 3; ++row) {
            std::string columns;
            std::string values;
            for (const Column& column : table.columns) {
                const std::string value = value_of(schema, table, column, row);
                if (value.empty()) continue;
                columns += (columns.empty() ? "" : ", ") + quoted(column.name);
                values += (values.empty() ? "" : ", ") + value;
            }
            live.run("INSERT INTO " + quoted(table.name.name) + " (" + columns + ") VALUES (" + values + ") ON CONFLICT DO NOTHING");
        }
}

/// Answers the questions of a diff with values of the columns' own types.
std::vector<Change> decided(Dice& dice, const aludel::testing::Evolution& evolution) {
    Decisions decisions;
    decisions.renames = evolution.renames;
    for (int round = 0; round < 20; ++round) {
        Diff difference = diff(evolution.before, evolution.after, decisions);
        if (difference.questions.empty()) return difference.changes;
        aludel::testing::answer(dice, difference.questions, decisions, true);
        for (const Question& question : difference.questions) {
            if (question.kind != Question::Kind::fill) continue;
            const std::string key = question.id.substr(question.id.find(':') + 1);
            const Table* table = evolution.after.tables.find(question.table);
            const Column* column = table == nullptr ? nullptr : table->columns.find(question.column);
            if (column == nullptr) continue;
            Table alone = *table;
            alone.foreign_keys = {};
            decisions.fills[key] = {value_of(evolution.after, alone, *column, 1), {}};
        }
    }
    throw SchemaError("the answers lead to questions without end");
}

/// Two objects have one name between two changes: diff() does not know that PostgreSQL keeps the names of keys, indexes,
/// types and tables together.
bool collides(Schema schema, const std::vector<Change>& changes) {
    for (const Change& change : changes) {
        aludel::schema::apply(schema, change);
        for (const Problem& problem : validate(schema, {"postgresql"}))
            if (problem.message.find("its name ") == 0) return true;
    }
    return false;
}

using Columns = std::map<std::pair<Name, std::string>, std::pair<Name, std::string>>;

/// Where the columns of `before` that are kept, with their types, stand in `after`.
Columns kept_columns(const Schema& before, const std::vector<Change>& changes, const Schema& after) {
    Columns kept;
    for (const Table& table : before.tables)
        for (const Column& column : table.columns)
            if (!column.computed) kept[{table.name, column.name}] = {table.name, column.name};
    const auto move = [&](const auto& matches, const auto& moved) {
        for (auto& [from, at] : kept)
            if (matches(at)) at = moved(at);
    };
    for (const Change& change : changes) {
        if (const auto* table = std::get_if<RenameTable>(&change))
            move([&](const auto& at) { return at.first == table->from; }, [&](const auto& at) { return std::pair(table->to, at.second); });
        if (const auto* column = std::get_if<RenameColumn>(&change))
            move([&](const auto& at) { return at == std::pair(column->table, column->from); },
                 [&](const auto& at) { return std::pair(at.first, column->to); });
        if (const auto* gone = std::get_if<DropTable>(&change))
            std::erase_if(kept, [&](const auto& each) { return each.second.first == gone->table.name; });
        if (const auto* gone = std::get_if<DropColumn>(&change))
            std::erase_if(kept, [&](const auto& each) { return each.second == std::pair(gone->table, gone->column.name); });
        if (const auto* altered = std::get_if<AlterColumn>(&change);
            altered != nullptr && (altered->fields.computed || !altered->fill.empty()))
            std::erase_if(kept, [&](const auto& each) { return each.second == std::pair(altered->table, altered->after.name); });
    }
    std::erase_if(kept, [&](const auto& each) {
        return after.tables.find(each.second.first)->columns.find(each.second.second)->computed.has_value();
    });
    return kept;
}

std::vector<std::vector<std::string>> values(Live& live, const std::pair<Name, std::string>& at) {
    return live.rows("SELECT " + quoted(at.second) + " FROM " + quoted(at.first.name) + " ORDER BY " + quoted(at.second) + "::text");
}

}  // namespace

TEST_CASE("an evolved database is the one that its schema makes, and keeps its rows") {
    int executed = 0;
    aludel::testing::law(
        "evolve(before, diff(before, after)) == create(after)",
        [&executed] {
            Dice dice = *aludel::testing::dice();
            aludel::testing::SchemaOptions options;
            options.executable_on_sqlite = true;
            aludel::testing::Evolution evolution = aludel::testing::random_evolution(dice, options);
            adapt(evolution.before);
            adapt(evolution.after);
            if (!validate(evolution.before, {"postgresql"}).empty() || !validate(evolution.after, {"postgresql"}).empty()) return;
            const std::vector<Change> changes = decided(dice, evolution);
            if (collides(evolution.before, changes)) return;
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

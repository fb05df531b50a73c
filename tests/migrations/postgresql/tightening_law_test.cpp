#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include <rapidcheck.h>

#include <aludel/migrations/dialect.h>
#include <aludel/migrations/fold.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>
#include <aludel/schema/validate.h>

#include "live.h"
#include "migrations/sqlite/random_schema.h"
#include "properties/law.h"
#include "text.h"

// Changes drawn without a thought for the rows: other types, new keys, values of enums that go.

using namespace aludel;
using namespace aludel::schema;
using namespace aludel::tests;
using migrations::Operation;

namespace {

/// As SQLite writes a value, as PostgreSQL does.
std::string value_of(Draw& draw, const Schema& schema, const Column& column, int row) {
    const std::string text = draw.value(schema, column, row);
    if (std::holds_alternative<Boolean>(column.type.kind)) return text == "0" ? "false" : "true";
    if (std::holds_alternative<Bytes>(column.type.kind)) return "'\\x" + text.substr(2) + "::bytea";
    if (std::holds_alternative<Integer>(column.type.kind) && std::get<Integer>(column.type.kind).bits == 64 && draw.chance(70))
        return std::to_string(row);
    return text;
}

void insert_rows(Live& live, Draw& draw, const Schema& schema) {
    const migrations::Dialect& dialect = migrations::postgresql::dialect();
    // Tables refer to those drawn before them, whose number is smaller.
    std::map<int, const Table*> tables;
    for (const Table& table : schema.tables) tables[std::stoi(table.name.name.substr(1))] = &table;
    for (const auto& each : tables)
        for (int row = 1; row <= 4; ++row) {
            const Table& table = *each.second;
            std::string columns;
            std::string values;
            for (const Column& column : table.columns) {
                std::string value = column.name == "id" ? std::to_string(row) : value_of(draw, schema, column, row);
                for (const ForeignKey& key : table.foreign_keys)
                    if (key.columns.front() == column.name)
                        value = "(SELECT min(" + dialect.quote(key.referred_columns.front()) + ") FROM " +
                                dialect.quote(key.referred_table.name) + ")";
                if (column.nullable && draw.chance(25)) value = "NULL";
                columns += (columns.empty() ? "" : ", ") + dialect.quote(column.name);
                values += (values.empty() ? "" : ", ") + value;
            }
            live.run("INSERT INTO " + dialect.quote(table.name.name) + " (" + columns + ") VALUES (" + values + ") ON CONFLICT DO NOTHING");
        }
}

/// Fills in PostgreSQL's words.
void adapt(Draw& draw, const Schema& schema, Change& change) {
    const auto fill = [&](Expression& expression, const Column& column) {
        if (!expression.empty()) expression = {value_of(draw, schema, column, 1), {}};
    };
    if (auto* constraint = std::get_if<AddConstraint>(&change))
        if (auto* check = std::get_if<Check>(&constraint->constraint); check != nullptr && check->expression.sql == "length(id) < 30")
            check->expression.sql = "length(id::text) < 30";
    if (auto* added = std::get_if<AddColumn>(&change)) fill(added->fill, added->column);
    if (auto* altered = std::get_if<AlterColumn>(&change)) {
        fill(altered->fill, altered->after);
        if (!std::holds_alternative<String>(altered->after.type.kind)) altered->after.collation = {};  // no other type has one
        altered->fields = differing_fields(altered->before, altered->after);
    }
}

/// PostgreSQL compares no text, no boolean and no time with a number, where SQLite compares anything.
bool can_be_read(const Schema& schema) {
    for (const Table& table : schema.tables) {
        const Column* id = table.columns.find("id");
        if (id == nullptr) continue;
        const auto& kind = id->type.kind;
        const bool number =
            std::holds_alternative<Integer>(kind) || std::holds_alternative<Float>(kind) || std::holds_alternative<Numeric>(kind);
        for (const Check& check : table.checks)
            if (check.expression.sql == "id > 0" && !number) return false;
    }
    return true;
}

bool may_stand(const Schema& schema, const Change& change) {
    try {
        const Schema after = aludel::schema::apply(schema, {change});
        if (!validate(after, {"postgresql"}).empty() || !can_be_read(after)) return false;
        migrations::postgresql::dialect().render(schema, {change});
        return true;
    } catch (const SchemaError&) {
        return false;  // what PostgreSQL does not have, and conversions that an author would have to write
    }
}

struct Outcome {
    int executed = 0;
    int stopped = 0;
};

void evolve(std::uint64_t seed, Outcome& outcome) {
    Draw draw(seed);
    Schema before = draw.schema();
    if (draw.chance(50) && !before.enums.empty()) {
        Enum native = *before.enums.begin();
        native.storage = EnumStorage::native;
        *before.enums.find(native.name) = native;
    }
    try {
        creation(before);
    } catch (const SchemaError&) {
        return;  // a NUL byte in a default
    }
    Schema after = before;
    std::vector<Operation> operations;
    for (std::uint64_t left = 1 + draw.below(8); left > 0; --left) {
        auto change = draw.change(after);
        if (!change) continue;
        adapt(draw, after, *change);
        if (!may_stand(after, *change)) continue;
        aludel::schema::apply(after, *change);
        RC_LOG(describe(*change) + "\n");
        operations.emplace_back(*change);
    }
    Live live;
    REQUIRE(live.apply(creation(before)) == "");
    insert_rows(live, draw, before);
    live.run("SAVEPOINT before");
    std::string stopped;
    try {
        stopped = live.apply(steps(before, operations));
    } catch (const std::runtime_error& error) {
        // A fill that another constraint refuses: PostgreSQL's own error stops it as well as a guard.
        if (std::string(error.what()).find(" violates ") == std::string::npos) throw;
        ++outcome.stopped;
        return;
    }
    if (!stopped.empty()) {
        ++outcome.stopped;
        live.run("ROLLBACK TO before");
        // The same change on no rows stops nowhere.
        for (const Table& table : before.tables)
            live.run("TRUNCATE " + migrations::postgresql::dialect().quote(table.name.name) + " CASCADE");
        RC_ASSERT(live.apply(steps(before, operations)) == "");
    } else {
        ++outcome.executed;
    }
    const std::vector<std::string> evolved = live.catalogue();
    live.run("ROLLBACK; BEGIN");
    REQUIRE(live.apply(creation(after)) == "");
    RC_ASSERT(evolved == live.catalogue());
}

}  // namespace

TEST_CASE("whatever changes, a guard stops it or the database is the one that its schema makes") {
    Outcome outcome;
    aludel::testing::law(
        "apply(changes) stops at a guard, or is create(after)",
        [&outcome] { evolve(*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()), outcome); }, 300);
    MESSAGE("executed: ", outcome.executed, ", stopped: ", outcome.stopped);
    CHECK(outcome.executed > 0);
    CHECK(outcome.stopped > 0);
}

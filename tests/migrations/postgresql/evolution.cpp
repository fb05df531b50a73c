#include "evolution.h"

#include <algorithm>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>
#include <aludel/schema/validate.h>

namespace aludel::tests {

using namespace schema;

namespace {

std::string quoted(const std::string& name) {
    return migrations::postgresql::dialect().quote(name);
}

std::string quoted(const Name& name) {
    return (name.schema.empty() ? "" : quoted(name.schema) + ".") + quoted(name.name);
}

std::string value_of(const Schema& schema, const Table& table, const Column& column, int row) {
    std::string text = testing::ordinary_value(schema, table, column, row);
    if (text == "null" || text.empty()) return text;
    if (column.type.array) return "'{" + text + "}'";
    if (std::holds_alternative<Boolean>(column.type.kind)) return text == "0" ? "false" : "true";
    if (std::holds_alternative<Bytes>(column.type.kind)) return "'\\x" + text.substr(2) + "::bytea";
    return text;
}

}  // namespace

std::vector<std::string> ordinary_rows(const Schema& schema) {
    std::vector<std::string> out;
    for (const Table& table : schema.tables) {
        // ON CONFLICT knows no key that is checked later; one row has no conflict.
        const bool deferred = std::any_of(table.uniques.begin(), table.uniques.end(),
                                          [](const Unique& unique) { return unique.deferrability != Deferrability::not_deferrable; });
        for (int row = 1; row <= (deferred ? 1 : 3); ++row) {
            std::string columns;
            std::string values;
            for (const Column& column : table.columns) {
                const std::string value = value_of(schema, table, column, row);
                if (value.empty()) continue;
                columns += (columns.empty() ? "" : ", ") + quoted(column.name);
                values += (values.empty() ? "" : ", ") + value;
            }
            out.push_back("INSERT INTO " + quoted(table.name) + " (" + columns + ") VALUES (" + values + ")" +
                          (deferred ? "" : " ON CONFLICT DO NOTHING"));
        }
    }
    return out;
}

std::vector<Change> decided_on_postgresql(testing::Dice& dice, const testing::Evolution& evolution) {
    Decisions decisions;
    decisions.renames = evolution.renames;
    for (int round = 0; round < 20; ++round) {
        Diff difference = diff(evolution.before, evolution.after, decisions);
        if (difference.questions.empty()) return difference.changes;
        testing::answer(dice, difference.questions, decisions, true);
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

bool collides(Schema schema, const std::vector<Change>& changes) {
    for (const Change& change : changes) {
        schema::apply(schema, change);
        for (const Problem& problem : validate(schema, {"postgresql"}))
            if (problem.message.find("its name ") == 0) return true;
    }
    return false;
}

std::string select(const ColumnPlace& column) {
    return "SELECT " + quoted(column.second) + " FROM " + quoted(column.first) + " ORDER BY " + quoted(column.second) + "::text";
}

}  // namespace aludel::tests

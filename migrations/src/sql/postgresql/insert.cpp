#include "sql/postgresql/insert.h"

#include <fmt/format.h>

#include <aludel/schema/error.h>

#include "sql/postgresql/define.h"
#include "sql/postgresql/literal.h"
#include "sql/postgresql/names.h"
#include "sql/quoting.h"

namespace aludel::migrations::postgresql {

using namespace schema;

namespace {

constexpr std::size_t rows_in_one_insert = 500;

std::string values(const Schema& schema, const Table& table, const std::vector<std::string>& columns, const std::vector<Value>& row,
                   const std::string& description) {
    if (columns.empty() || row.size() != columns.size())
        throw SchemaError(fmt::format("{}: a row has {} values for {} columns", description, row.size(), columns.size()));
    std::vector<std::string> out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string where = to_string(table.name, columns[i]);
        const Column* column = table.columns.find(columns[i]);
        if (column == nullptr) throw SchemaError(fmt::format("{}: there is no column {}", description, where));
        out.push_back(stored_literal(schema, column->type, row[i], where));
    }
    return "(" + sql::join(out, ", ") + ")";
}

}  // namespace

std::vector<std::string> insert_statements(const Schema& schema, const BulkInsert& insert, const std::string& description) {
    const Table* table = schema.tables.find(insert.table);
    if (table == nullptr) throw SchemaError(fmt::format("{}: there is no table {}", description, to_string(insert.table)));
    const Column* numbered = nullptr;
    for (const std::string& name : insert.columns) {
        const Column* column = table->columns.find(name);
        if (column != nullptr && column->identity) numbered = column;
    }
    const bool overrides = numbered != nullptr && numbered->identity->always;
    const std::string head = fmt::format("INSERT INTO {} ({}){} VALUES\n    ", quoted_name(insert.table), quoted_list(insert.columns),
                                         overrides ? " OVERRIDING SYSTEM VALUE" : "");
    std::vector<std::string> out;
    std::vector<std::string> rows;
    for (const std::vector<Value>& row : insert.rows) {
        rows.push_back(values(schema, *table, insert.columns, row, description));
        if (rows.size() < rows_in_one_insert) continue;
        out.push_back(head + sql::join(rows, ",\n    "));
        rows.clear();
    }
    if (!rows.empty()) out.push_back(head + sql::join(rows, ",\n    "));
    if (numbered != nullptr && !insert.rows.empty()) out.push_back(advance_identity(insert.table, *numbered));
    return out;
}

}  // namespace aludel::migrations::postgresql

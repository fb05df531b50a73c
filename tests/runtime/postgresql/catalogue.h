#pragma once

#include <string>
#include <vector>

#include <aludel/runtime/compare.h>
#include <aludel/schema/schema.h>

#include "postgresql/connection.h"
#include "postgresql/database.h"

namespace aludel::tests {

/// A fresh database with a session on it.
struct Catalogue {
    PostgresqlDatabase database = {};
    runtime::postgresql::Connection connection{runtime::postgresql::conninfo(database.url())};

    void run(const std::string& sql) const { database.run(sql); }
};

inline schema::Expression sql(std::string text) {
    return {std::move(text), {}};
}

/// One a line, so that a check that fails shows them.
inline std::string lines(const std::vector<std::string>& texts) {
    std::string result;
    for (const std::string& text : texts) result += text + "\n";
    return result;
}
inline std::string lines(const runtime::Comparison& found) {
    std::string result = lines(found.differences);
    for (const std::string& text : found.unknown) result += "unknown: " + text + "\n";
    return result;
}

/// A nullable column of that type, in PostgreSQL's words.
inline schema::Column column(std::string name, std::string type) {
    schema::Column result;
    result.name = std::move(name);
    result.type.kind = schema::Custom{sql(std::move(type))};
    result.nullable = true;
    return result;
}

inline schema::Column not_null(schema::Column column) {
    column.nullable = false;
    return column;
}

inline schema::Column defaulted(schema::Column column, std::string text) {
    column.default_value = schema::Default{sql(std::move(text))};
    return column;
}

inline schema::Table table(schema::Name name, schema::InOrder<schema::Column> columns) {
    schema::Table result;
    result.name = std::move(name);
    result.columns = std::move(columns);
    return result;
}

}  // namespace aludel::tests

#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/operation.h>
#include <aludel/schema/schema.h>

namespace aludel::migrations::postgresql {

/// INSERT of the rows, and what lets the identity column's sequence go on behind them. SchemaError, beginning with the
/// description, for a table or column that is not there, a row of another length, or a value its column cannot hold.
std::vector<std::string> insert_statements(const schema::Schema& schema, const BulkInsert& insert, const std::string& description);

}  // namespace aludel::migrations::postgresql

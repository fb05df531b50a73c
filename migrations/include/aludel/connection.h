#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/schema/value.h>

namespace aludel {

using schema::Value;
using Row = std::vector<Value>;

/// What a data step (operations::run) may do: statements inside the revision's own transaction. BEGIN, COMMIT,
/// ROLLBACK, SAVEPOINT and PRAGMA are refused.
class connection {
public:
    virtual ~connection() = default;

    /// Runs one statement. Parameters are written `?` on SQLite, `$1` on PostgreSQL.
    /// @returns the number of rows changed.
    /// @throws runtime::Error with the statement in it.
    virtual std::int64_t execute(std::string_view sql, const std::vector<Value>& parameters = {}) = 0;

    /// Runs a query and fetches all its rows.
    virtual std::vector<Row> query(std::string_view sql, const std::vector<Value>& parameters = {}) = 0;

    /// "sqlite", "postgresql".
    virtual std::string_view dialect() const = 0;
};

}  // namespace aludel

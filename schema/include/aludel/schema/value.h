#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace aludel::schema {

struct Null {
    friend bool operator==(const Null&, const Null&) = default;
};

using Blob = std::vector<std::byte>;

/// A value of SQL: a default, a cell of a bulk insert, a parameter, a field of a result.
using Value = std::variant<Null, bool, std::int64_t, double, std::string, Blob>;

/// A piece of SQL in the words of the databases: one text for all of them, or a text for some that wins over it.
/// Carried, never interpreted; renames of columns are followed in it (see apply.h).
struct Expression {
    std::string sql = {};                              ///< for every dialect that has no text of its own; may be empty
    std::map<std::string, std::string> dialects = {};  ///< "sqlite", "postgresql"... to its text

    bool empty() const { return sql.empty() && dialects.empty(); }
    /// The text for that dialect; empty where there is none.
    const std::string& for_dialect(const std::string& dialect) const {
        const auto own = dialects.find(dialect);
        return own == dialects.end() ? sql : own->second;
    }
    friend bool operator==(const Expression&, const Expression&) = default;
};

/// Expressions that every dialect writes in its own words.
enum class Portable {
    now,  ///< the time of the statement, UTC: CURRENT_TIMESTAMP
};

/// What a column holds when an INSERT does not say.
using Default = std::variant<Value, Portable, Expression>;

}  // namespace aludel::schema

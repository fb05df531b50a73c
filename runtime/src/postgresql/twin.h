#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "postgresql/connection.h"

namespace aludel::runtime::postgresql {

// Expressions are compared through the engine, never as text: PostgreSQL prints `a BETWEEN 1 AND 2` as `a >= 1 AND a <= 2`, and a
// check that came through a dump prints otherwise than the one it was. as_introspected() makes twins of the tables whose
// expressions are spelt otherwise than the live ones, as temporary tables that are rolled back, and reads them as it reads the
// live ones. They have no rows, no keys and no identity. A view's twin is one of the live tables, on which it takes the lock that a
// SELECT takes. What the twin cannot hold is unjudged.

/// A place for twins, taken back at the end: a savepoint in the caller's transaction, or a transaction of its own.
class TwinRoom {
public:
    explicit TwinRoom(Connection& connection);
    ~TwinRoom();
    TwinRoom(const TwinRoom&) = delete;
    TwinRoom& operator=(const TwinRoom&) = delete;

    /// The schema for them, which is the first of the search path: pg_temp, or where the role may make no temporary tables a schema
    /// of its own. Empty where there is none, and `why_not` says why.
    const std::string& schema() const { return schema_; }
    const std::string& why_not() const { return why_not_; }

private:
    void prepare();

    Connection& connection_;
    bool own_transaction_;
    std::string schema_ = {};
    std::string why_not_ = {};
};

enum class Verdict { same, different, unknown };

/// Whether two expressions over a table mean the same, whatever their spelling: when the planner makes the same of both. Both are
/// texts of PostgreSQL's own. `table` and `type` are SQL; an empty type is whatever the expression has.
Verdict same_expression(Connection& connection, const std::string& table, const std::string& type, const std::string& live,
                        const std::string& twin);

/// The same of two queries, by what PostgreSQL prints when it reads what it printed.
Verdict same_query(Connection& connection, const std::string& schema, const std::string& live, const std::string& twin);

/// Whether the text has `SELECT *`: what that stands for was decided when the view was made.
bool selects_all(std::string_view query);

/// Whether the text has a word that stands for the time at which it is read: 'now', 'today'.
bool names_a_moment(std::string_view expression);

}  // namespace aludel::runtime::postgresql

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/migrations/operation.h>
#include <aludel/migrations/step.h>
#include <aludel/schema/schema.h>

namespace aludel::migrations {

/// An engine's words: pure text, no connection.
class Dialect {
public:
    virtual ~Dialect() = default;

    /// "sqlite", "postgresql": as in aludel.toml.
    virtual std::string_view name() const = 0;

    /// The steps of these operations, resolved and in this order, on a database whose schema is `before`. Consecutive
    /// changes of one table that need a rebuild are one rebuild.
    /// @throws schema::SchemaError for what the engine does not have, with what to do instead.
    virtual std::vector<Step> render(const schema::Schema& before, const std::vector<Operation>& operations) const = 0;

    /// The physical schema: what stands on the engine for the neutral one (docs/storage.md), in the words in which the
    /// engine's own catalogue gives it, so that a live schema can be compared with it. Types become Custom with the
    /// declared type, but for an enum that is a type of its own; checks that keep a column to its type stand as checks,
    /// defaults as SQL; each text is the one of `Expression::sql`, a default's without outer parentheses. What the engine
    /// does not keep is gone: on SQLite comments and enums, on PostgreSQL enums that are no types, and the numbers of
    /// those that are (0, 1... instead).
    virtual schema::Schema lower(const schema::Schema& schema) const = 0;

    /// An identifier, quoted: the only path from a name to SQL.
    virtual std::string quote(std::string_view identifier) const = 0;
    /// A value as a literal.
    virtual std::string literal(const schema::Value& value) const = 0;

    // What script() writes of these steps; statements are without their semicolon.

    /// The engine's own shell, so called that it stops at the first error.
    virtual std::string_view shell() const = 0;
    struct Statements {
        std::string comment = {};
        std::vector<std::string> statements = {};
    };
    /// What a script with these steps begins with: how it has to be run, and a stop where it is not.
    virtual Statements opening(const std::vector<Step>& steps) const = 0;
    /// A rebuild, from what the fold knows of the table.
    virtual Statements rebuild(const RebuildStep& step) const = 0;
    /// Statements that fail, with the message, when the query returns a row; always, when it is empty.
    virtual std::vector<std::string> stop(const std::string& query, const std::string& message) const = 0;
};

/// The steps as a script (offline, `--sql`): statements end in ";\n", descriptions stand as comments; a rebuild is
/// written out from what the fold knows and says so.
std::string script(const Dialect& dialect, const std::vector<Step>& steps);

namespace sqlite {
/// SQLite 3.35 and later.
const Dialect& dialect();
}  // namespace sqlite

namespace postgresql {
/// PostgreSQL 12 and later. What needs a newer one is written all the same, and older servers refuse it: NULLS NOT
/// DISTINCT (15), computed columns that are not stored (18).
const Dialect& dialect();
}  // namespace postgresql

/// The dialect of that name; nullptr when there is none.
const Dialect* find_dialect(std::string_view name);

}  // namespace aludel::migrations

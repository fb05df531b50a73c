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

    /// The physical schema: what stands on the engine for the neutral one (docs/storage.md). Types become Custom with
    /// the declared type, checks of booleans and enums stand as checks, defaults as SQL, each as the one text
    /// `Expression::sql` (a default without outer parentheses: as PRAGMA table_info gives it); comments, enums and
    /// what the engine does not keep are gone.
    virtual schema::Schema lower(const schema::Schema& schema) const = 0;

    /// An identifier, quoted: the only path from a name to SQL.
    virtual std::string quote(std::string_view identifier) const = 0;
    /// A value as a literal.
    virtual std::string literal(const schema::Value& value) const = 0;
};

/// The steps as a script (offline, `--sql`): statements end in ";\n", descriptions stand as comments; a rebuild is
/// written out from what the fold knows and says so.
std::string script(const Dialect& dialect, const std::vector<Step>& steps);

namespace sqlite {
/// SQLite 3.35 and later.
const Dialect& dialect();
}  // namespace sqlite

}  // namespace aludel::migrations

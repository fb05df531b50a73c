#pragma once

#include <vector>

#include <aludel/migrations/operation.h>
#include <aludel/schema/schema.h>

namespace aludel::migrations {

// A revision names what it drops and alters; it does not repeat it. So an operation is *raw* as recorded (a DropColumn
// holds a column with nothing but its name; an AlterColumn holds what it sets) and *resolved* once the fold, the
// schema before it, has filled in the whole objects.

/// The operation with its whole objects, filled in from the schema before it. Resolving twice changes nothing.
/// @throws schema::SchemaError that names what is missing, with the nearest name that exists.
Operation resolve(const schema::Schema& before, Operation raw);

/// Makes the structural effect of a resolved operation on the schema.
void apply(schema::Schema& schema, const Operation& resolved);

/// The operation as its revision says it, without what resolve() fills in: raw(resolve(before, x)) == x for a recorded x.
Operation raw(Operation resolved);

/// Resolves and applies one after the other; `schema` ends as the schema after them.
/// @throws schema::SchemaError with the operation's number; `schema` is unchanged then.
std::vector<Operation> resolve_all(schema::Schema& schema, const std::vector<Operation>& raw);

}  // namespace aludel::migrations

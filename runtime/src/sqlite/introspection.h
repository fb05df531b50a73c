#pragma once

#include <aludel/runtime/driver.h>

#include "sqlite/database.h"

namespace aludel::runtime::sqlite {

/// Reads the schema of the main database from its stored texts. Foreign keys that name no columns get those of the
/// parent's primary key; triggers stand among the opaque objects, and so does what `expected` has there; a column is NOT NULL when it
/// says so, as keys need not.
Introspection introspect(const Database& database, const schema::Schema& expected = {});

}  // namespace aludel::runtime::sqlite

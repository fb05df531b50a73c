#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "postgresql/connection.h"

namespace aludel::runtime::postgresql {

// Other sessions in words, as far as this role may see them: `process 4711 (user ada, application "psql", from 10.0.0.7,
// connected since 2026-11-21 02:15:07+00)`.

/// Who holds this advisory lock; empty when nobody does.
std::string holder_of(Connection& connection, std::int64_t key);

/// Who holds locks on the tables, views and indexes that the statement mentions, or that foreign keys tie to those; empty
/// when nobody does.
std::string blockers_of(Connection& connection, std::string_view statement);

/// An SQL condition: that this row of pg_locks, known as l, is of that advisory lock.
std::string is_lock(std::int64_t key);

}  // namespace aludel::runtime::postgresql

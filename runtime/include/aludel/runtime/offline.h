#pragma once

#include <string>
#include <string_view>

#include <aludel/chain.h>
#include <aludel/migrations/dialect.h>

namespace aludel::runtime {

// Offline, Alembic's --sql: the statements of a run as a script, with their rows in the history, from what the program knows
// and without a database. Each revision is a transaction; what has to be set before it stands as a comment.

/// @param range "head", "b" (from an empty database), or "a:b" (from a database that is at a).
/// @throws Error
std::string upgrade_script(const chain& chain, const migrations::Dialect& dialect, std::string_view range);
/// @param range "a:b": from a database that is at a, down to b.
/// @throws Error
std::string downgrade_script(const chain& chain, const migrations::Dialect& dialect, std::string_view range);

}  // namespace aludel::runtime

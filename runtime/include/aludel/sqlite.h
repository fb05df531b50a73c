#pragma once

#include <sqlite3.h>

#include <aludel/runtime.h>

namespace aludel::runtime {

// The same over your own open connection, which must be of the SQLite library that Aludel is linked with
// (ALUDEL_SQLITE_TARGET: two copies of SQLite in one process corrupt files). It is refused while it is in a transaction or
// has running statements; every pragma that is touched is restored, also after an error.

Result upgrade_to_head(sqlite3* database, const chain& chain, const Options& options = {});
Result upgrade(sqlite3* database, const chain& chain, std::string_view target, const Options& options = {});
Result downgrade(sqlite3* database, const chain& chain, std::string_view target, const Options& options = {});
Result stamp(sqlite3* database, const chain& chain, std::string_view target, const Options& options = {});
std::vector<std::string> current(sqlite3* database, const chain& chain, const Options& options = {});
Findings check(sqlite3* database, const chain& chain, const Options& options = {});

}  // namespace aludel::runtime

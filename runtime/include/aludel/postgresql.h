#pragma once

#include <pqxx/pqxx>

#include <aludel/runtime.h>

namespace aludel::runtime {

// The same over your own open connection. It is refused while it is in a transaction; every setting that is touched is
// restored, also after an error. It must be a session of its own: behind a pooler that hands the session to others between
// transactions (PgBouncer's transaction pooling) no lock can be held, and the run is refused.

Result upgrade_to_head(pqxx::connection& database, const chain& chain, const Options& options = {});
Result upgrade(pqxx::connection& database, const chain& chain, std::string_view target, const Options& options = {});
Result downgrade(pqxx::connection& database, const chain& chain, std::string_view target, const Options& options = {});
Result stamp(pqxx::connection& database, const chain& chain, std::string_view target, const Options& options = {});
std::vector<std::string> current(pqxx::connection& database, const chain& chain, const Options& options = {});
Findings check(pqxx::connection& database, const chain& chain, const Options& options = {});

}  // namespace aludel::runtime

#include <aludel/sqlite.h>

#include <aludel/runtime/executor.h>

#include "sqlite/driver.h"

namespace aludel::runtime {

Result upgrade_to_head(sqlite3* database, const chain& chain, const Options& options) {
    return upgrade_to_head(*sqlite::borrow(database), chain, options);
}

Result upgrade(sqlite3* database, const chain& chain, std::string_view target, const Options& options) {
    return upgrade(*sqlite::borrow(database), chain, target, options);
}

Result downgrade(sqlite3* database, const chain& chain, std::string_view target, const Options& options) {
    return downgrade(*sqlite::borrow(database), chain, target, options);
}

Result stamp(sqlite3* database, const chain& chain, std::string_view target, const Options& options) {
    return stamp(*sqlite::borrow(database), chain, target, options);
}

std::vector<std::string> current(sqlite3* database, const chain& chain, const Options& options) {
    return current(*sqlite::borrow(database), chain, options);
}

Findings check(sqlite3* database, const chain& chain, const Options& options) {
    return check(*sqlite::borrow(database), chain, options);
}

}  // namespace aludel::runtime

#include <aludel/postgresql.h>

#include <aludel/runtime/executor.h>

#include "postgresql/driver.h"

namespace aludel::runtime {

Result upgrade_to_head(pqxx::connection& database, const chain& chain, const Options& options) {
    return upgrade_to_head(*postgresql::borrow(database), chain, options);
}

Result upgrade(pqxx::connection& database, const chain& chain, std::string_view target, const Options& options) {
    return upgrade(*postgresql::borrow(database), chain, target, options);
}

Result downgrade(pqxx::connection& database, const chain& chain, std::string_view target, const Options& options) {
    return downgrade(*postgresql::borrow(database), chain, target, options);
}

Result stamp(pqxx::connection& database, const chain& chain, std::string_view target, const Options& options) {
    return stamp(*postgresql::borrow(database), chain, target, options);
}

std::vector<std::string> current(pqxx::connection& database, const chain& chain, const Options& options) {
    return current(*postgresql::borrow(database), chain, options);
}

Findings check(pqxx::connection& database, const chain& chain, const Options& options) {
    return check(*postgresql::borrow(database), chain, options);
}

}  // namespace aludel::runtime

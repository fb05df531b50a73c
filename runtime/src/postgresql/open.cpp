#include <fmt/format.h>

#include <aludel/runtime/drivers.h>

#include "postgresql/driver.h"

namespace aludel::runtime {
namespace postgresql {

std::unique_ptr<Driver> open(std::string_view url, Access) {
    // Whatever the access: PostgreSQL has no database that is made by connecting to it, and who only reads sends nothing
    // that writes.
    return std::make_unique<PostgresqlDriver>(conninfo(url));
}

std::unique_ptr<Driver> borrow(pqxx::connection& borrowed) {
    const auto text = [](const char* given) { return given == nullptr ? "" : given; };
    return std::make_unique<PostgresqlDriver>(
        borrowed, fmt::format("the open PostgreSQL database {} of {}", text(borrowed.dbname()), text(borrowed.username())));
}

}  // namespace postgresql

const DriverEntry postgresql_driver = {"postgresql", &postgresql::open, &migrations::postgresql::dialect};

}  // namespace aludel::runtime

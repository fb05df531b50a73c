#pragma once

#include <string>

#include "postgresql/connection.h"

namespace aludel::runtime::postgresql {

/// Where a connection's upgrade happens: the schema in which a CREATE TABLE without one would make its table.
struct Place {
    std::string database = {};
    std::string schema = {};

    friend bool operator==(const Place&, const Place&) = default;
};

/// @throws Error where there is no such schema, or where aludel_version would be read from another one.
Place place_of(Connection& connection);

/// Refuses what cannot be written: a standby, a role or database that only reads; and temporary tables that hide others.
/// @throws Error
void refuse_unwritable(Connection& connection);

}  // namespace aludel::runtime::postgresql

#pragma once

#include <aludel/runtime/driver.h>

#include "postgresql/connection.h"

namespace aludel::runtime::postgresql {

/// See Driver::introspect().
Introspection introspect(Connection& connection, const schema::Schema& expected);
/// See Driver::as_introspected().
Introspection as_introspected(Connection& connection, const schema::Schema& physical);

}  // namespace aludel::runtime::postgresql

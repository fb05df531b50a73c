#pragma once

#include <aludel/runtime/driver.h>

namespace aludel::runtime {

// What the table of drivers is made of; each is defined in the library of its engine.

extern const DriverEntry sqlite_driver;      ///< aludel::sqlite
extern const DriverEntry postgresql_driver;  ///< aludel::postgresql

}  // namespace aludel::runtime

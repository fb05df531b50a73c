#include <aludel/runtime/drivers.h>

#include "shop.h"

namespace aludel::tests {
namespace {

constexpr const runtime::DriverEntry* entries[] = {&runtime::sqlite_driver};
constexpr runtime::Drivers drivers = {entries, 1};

}  // namespace

const runtime::Drivers& shop_drivers() {
    return drivers;
}

}  // namespace aludel::tests

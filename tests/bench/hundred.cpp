#include "hundred.h"

#include <aludel/runtime/drivers.h>

#include "integration/numbered_chain.h"

namespace aludel::bench {
namespace {

constexpr const runtime::DriverEntry* entries[] = {ALUDEL_BENCH_DRIVERS};
constexpr runtime::Drivers drivers = {entries, sizeof entries / sizeof *entries};

}  // namespace

constinit const aludel::chain hundred_revisions = tests::numbered_chain<100>(drivers);

}  // namespace aludel::bench

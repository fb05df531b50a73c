#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aludel/chain.h>
#include <aludel/runtime.h>
#include <aludel/runtime/driver.h>

namespace aludel::runtime {

// The functions of <aludel/runtime.h> over a driver of your own making.

Result upgrade_to_head(Driver& driver, const chain& chain, const Options& options = {});
Result upgrade(Driver& driver, const chain& chain, std::string_view target, const Options& options = {});
Result downgrade(Driver& driver, const chain& chain, std::string_view target, const Options& options = {});
Result stamp(Driver& driver, const chain& chain, std::string_view target, const Options& options = {});
std::vector<std::string> current(Driver& driver, const chain& chain, const Options& options = {});
Findings check(Driver& driver, const chain& chain, const Options& options = {});

}  // namespace aludel::runtime

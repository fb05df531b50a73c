#pragma once

#include <aludel/chain.h>

namespace aludel::runtime {

/// The command line of an application's migrate program: upgrade, downgrade, current, history, heads, stamp, export and
/// verify. `aludel upgrade` and its like hand over to it.
/// @returns 0 when it did what was asked; 1 when it could not, with the reason on standard error; 2 for a wrong
///          command line.
int migrate_main(int argc, char** argv, const chain& chain);

}  // namespace aludel::runtime

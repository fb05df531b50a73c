#pragma once

#include <vector>

#include <aludel/migrations/operation.h>

namespace aludel::runtime {

/// Whether a program that does not know the revision may still run on the database after it: it only adds what the
/// program need not name. Errs on the side of no; statements and data steps are not understood, so no.
bool older_may_run(const std::vector<migrations::Operation>& resolved);

}  // namespace aludel::runtime

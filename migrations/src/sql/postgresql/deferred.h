#pragma once

#include <string>
#include <vector>

#include <aludel/schema/schema.h>

#include "sql/postgresql/loose_keys.h"

namespace aludel::migrations::postgresql {

/// The statements that make deferred constraints check now what they have still to check, and defer them again; none
/// where no constraint is deferred. Loose keys are not there to be set.
std::vector<std::string> check_deferred(const schema::Schema& schema, const LooseKeys& loose);

}  // namespace aludel::migrations::postgresql

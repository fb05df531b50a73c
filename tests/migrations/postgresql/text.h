#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/dialect.h>
#include <aludel/migrations/fold.h>

namespace aludel::tests {

/// The steps of raw operations on PostgreSQL.
std::vector<migrations::Step> steps(const schema::Schema& before, const std::vector<migrations::Operation>& raw);

/// The same, one after the other, in a form for comparison: SQL as it is, a question as "GUARD query -- message".
std::string rendered(const schema::Schema& before, const std::vector<migrations::Operation>& raw);

/// The statements that make an empty database that schema. Foreign keys come last, so that tables may refer to one
/// another.
std::vector<migrations::Step> creation(const schema::Schema& schema);

}  // namespace aludel::tests

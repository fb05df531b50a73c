#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/dialect.h>

namespace aludel::tests {

/// The steps, one after the other, in a form for comparison: SQL as it is, a rebuild as its parts, a question as
/// "GUARD query -- message".
std::string text(const std::vector<migrations::Step>& steps);

/// Resolves, renders, and gives the text.
std::string rendered(const schema::Schema& before, const std::vector<migrations::Operation>& raw);
std::vector<migrations::Step> steps(const schema::Schema& before, const std::vector<migrations::Operation>& raw);

/// The statements that make an empty database that schema.
std::string creation(const schema::Schema& schema);

}  // namespace aludel::tests

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aludel/migrations/step.h>
#include <aludel/schema/table.h>

namespace aludel::migrations::sql {

// What reads the same on every engine.

/// "SET NULL": behind ON DELETE.
std::string_view action(schema::Action action);
/// " DEFERRABLE INITIALLY DEFERRED", with the space before it; empty for what is checked at once.
std::string_view deferrable(schema::Deferrability deferrability);

/// Without white space around it.
std::string trimmed(const std::string& sql);
/// a IS NOT NULL AND b IS NOT NULL
std::string all_not_null(const std::vector<std::string>& expressions);

/// A guard that shows at most ten rows of the query.
Step question(std::string query, std::string message, std::vector<std::string> reads, std::string description);

}  // namespace aludel::migrations::sql

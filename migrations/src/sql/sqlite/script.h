#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/step.h>

namespace aludel::migrations::sqlite {

/// What a rebuild does to a table and its rows, as statements, from what the fold knows.
std::vector<std::string> rebuild_statements(const RebuildStep& step);

/// Statements that fail, with the message, while the query returns a row.
std::vector<std::string> stop_statements(const std::string& query, const std::string& message);

/// A question that returns a row while foreign keys are on.
std::string foreign_keys_are_on();

}  // namespace aludel::migrations::sqlite

#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/step.h>

#include "sqlite/create_table.h"

namespace aludel::runtime::sqlite {

/// A rebuild step completed from the live table.
struct CompletedRebuild {
    migrations::TableShape after = {};
    std::vector<migrations::ColumnCopy> copies = {};
    std::vector<std::string> carried = {};  ///< what the step did not know and the new table has all the same, in words
};

/// Carries over what the live table has and `step.before` does not know: columns, constraints, options, and
/// definitions that are written otherwise. Definitions are compared token by token.
/// @throws Error when the live table lacks what `before` says, or when the step changes exactly what is otherwise than
///         it knows.
CompletedRebuild complete(const migrations::RebuildStep& step, const ParsedTable& live);

}  // namespace aludel::runtime::sqlite

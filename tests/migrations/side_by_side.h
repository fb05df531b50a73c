#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/operation.h>
#include <aludel/schema/schema.h>

namespace aludel::tests {

/// What one thing that a revision says becomes on each engine.
struct SideBySide {
    std::string title = {};
    schema::Schema before = {};
    std::vector<migrations::Operation> operations = {};  ///< raw
};

/// Compares the cases, rendered by every dialect, with a file of this project, a paragraph a case; with UPDATE_GOLDEN=1
/// in the environment it writes the file instead, to be read before it is committed.
void check_side_by_side(const std::string& file, const std::string& heading, const std::vector<SideBySide>& cases);

}  // namespace aludel::tests

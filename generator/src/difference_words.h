#pragma once

#include <string>
#include <vector>

#include <aludel/generator/difference.h>

// What the forms of a difference have in common.

namespace aludel::generator {

char sign_of(Sign sign);

std::vector<DifferenceGroup> groups_of(const Difference& difference);

/// Whether one of the line's changes does.
bool destroys_data(const Difference& difference, const DifferenceLine& line);

/// Why a change that a line of that sign stands for is there, a sentence each, raw.
std::vector<std::string> explanations(const ExplainedChange& change, Sign sign);

}  // namespace aludel::generator

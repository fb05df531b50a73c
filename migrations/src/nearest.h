#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aludel::migrations {

/// "; did you mean email?" for the candidate that a slip of the keyboard would make of `wrong`, or nothing. Of equally
/// near ones the first.
std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& candidates);

}  // namespace aludel::migrations

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aludel::generator {

/// The candidate that was probably meant: at most a third of its letters are different; empty when there is none.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// "; did you mean 'x'?", or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace aludel::generator

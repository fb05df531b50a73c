#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aludel::frontend {

/// A C++ name as SQL writes it: "ReviewStatus" and "reviewStatus" become "review_status", "HTTPCode" "http_code".
std::string snake_case(std::string_view name);

/// The candidate that `written` is most likely a slip of; empty when none is near (a third of its letters or fewer
/// differ, a swap of two neighbours counting as one). The first of equals.
std::string_view nearest(std::string_view written, const std::vector<std::string_view>& candidates);

}  // namespace aludel::frontend

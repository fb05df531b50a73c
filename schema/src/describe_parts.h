#pragma once

#include <string>
#include <vector>

#include <aludel/schema/describe.h>

namespace aludel::schema {

/// The words of a list in a sentence.
std::string joined(const std::vector<std::string>& items, const char* separator = ", ");

}  // namespace aludel::schema

#pragma once

#include <string>

namespace aludel::schema {

/// A string literal of C++, with octal escapes: a hexadecimal one has no end of its own.
std::string cpp_literal(const std::string& value);

}  // namespace aludel::schema

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aludel/schema/value.h>

namespace aludel::schema {

// What TOML writes for a value. By hand, because toml++ sorts the keys of a table and a snapshot is read by people.

std::string toml_string(std::string_view value);
std::string toml_strings(const std::vector<std::string>& values);
std::string toml_key(const std::string& key);
std::string toml_float(double value);
/// { sql = "...", postgresql = "..." }
std::string toml_table(const Expression& expression);
/// A string where one text serves all dialects, else a table.
std::string toml_expression(const Expression& expression);

}  // namespace aludel::schema

#pragma once

#include <string>

namespace aludel::migrations::postgresql {

/// A statement that fails, with the message and the rows, when the query returns any; always, when it is empty.
std::string stop_statement(const std::string& query, const std::string& message);

}  // namespace aludel::migrations::postgresql

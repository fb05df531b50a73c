#pragma once

#include <string_view>

namespace aludel::runtime::postgresql {

/// Refuses what a session must not be sent: no statement at all, a NUL, PREPARE TRANSACTION (it would end the transaction, and
/// the rest would be committed statement by statement), COPY from or to the client, which nobody here would feed.
/// @throws Error
void check_statement(std::string_view sql);

/// Whether its row count is of rows read.
bool reads_only(std::string_view sql);

/// Whether this name stands in the statement, quoted or not, as a word of its own.
bool mentions(std::string_view sql, std::string_view name);

}  // namespace aludel::runtime::postgresql

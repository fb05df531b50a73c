#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aludel::migrations::postgresql {

/// The statements of an author's SQL, without what separates them: by PostgreSQL's lexical rules, as psql does it. The
/// body of a function is part of its statement, whether a text or BEGIN ATOMIC ... END.
std::vector<std::string> split_statements(std::string_view sql);

/// The statement's tokens without space and comments, as they stand; a quoted name or text is one.
std::vector<std::string_view> tokens(std::string_view statement);
/// The statement's first words in upper case, behind its comments, as many as there are up to that number.
std::vector<std::string> first_words(std::string_view statement, std::size_t most);

/// True for a statement that begins, ends or divides a transaction.
bool controls_transaction(std::string_view statement);

/// False for what PostgreSQL refuses in a transaction: CREATE INDEX CONCURRENTLY, VACUUM, CREATE DATABASE and others.
bool may_stand_in_transaction(std::string_view statement);

}  // namespace aludel::migrations::postgresql

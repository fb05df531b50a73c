#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aludel::migrations::sqlite {

/// The statements of an author's SQL, without what separates them. A trigger's body is part of its statement.
std::vector<std::string> split_statements(std::string_view sql);

/// The statement's tokens without space and comments, as they stand; a quoted name or text is one.
std::vector<std::string_view> tokens(std::string_view statement);
/// The statement's first word in upper case, behind its comments; empty when there is none.
std::string first_word(std::string_view statement);

}  // namespace aludel::migrations::sqlite

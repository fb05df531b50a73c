#pragma once

#include <string>
#include <string_view>

namespace aludel::generator {

/// Stands in the text of statements for the two blanks before a comment behind one, until align_comments().
inline constexpr char before_comment = '\x01';

/// `// text` in as many lines as it needs, indented, each with a line break.
std::string comment_above(std::string_view text, int indentation, int width);

/// `statement`, a text with its line break, and why it is there: behind it where that is one line of at most `width`
/// columns, else above it.
std::string with_reason(std::string statement, std::string_view reason, int indentation, int width);

/// Comments behind statements of consecutive lines begin in one column, as far as `width` allows: what clang-format does
/// in most styles.
std::string align_comments(std::string_view text, int width);

}  // namespace aludel::generator

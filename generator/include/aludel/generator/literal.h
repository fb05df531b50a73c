#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aludel::generator {

// Any text, hostile ones included, as C++ source that means it.

/// `"text"`: escaped so that no compiler reads another text, warns, or takes a digit that follows into an escape. UTF-8
/// is kept; bytes that are none, and what is invisible (utf8.h), become three octal digits.
std::string string_literal(std::string_view text);

/// R"sql(...)sql", for a text of several lines that reads as it is; empty for every other one.
std::string raw_string_literal(std::string_view text);
/// The same text as adjacent literals, one for each of its lines; one literal when it has a single line.
std::vector<std::string> string_literal_lines(std::string_view text);

/// A name made of the text that is no keyword and not reserved: "user-names" gives `user_names`, "1st" gives `n1st`.
std::string identifier(std::string_view text);

/// What is read as an identifier and means something in C++ already.
bool is_keyword(std::string_view word);

/// One line that may follow `//`: no line break, nothing invisible, no backslash at its end.
std::string comment_line(std::string_view text);

}  // namespace aludel::generator

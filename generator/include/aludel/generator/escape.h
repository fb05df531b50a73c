#pragma once

#include <string>
#include <string_view>

namespace aludel::generator {

// Any text, hostile ones included, as what another language shows as that text and nothing else.

/// One line for a terminal or a file that people read: what is invisible (utf8.h), line breaks too, is written as an escape (\n, \x1B,
/// \u{202E}), and so are bytes that are no UTF-8. Nothing in it moves a cursor or makes a line.
std::string one_line(std::string_view text);

/// one_line() as a code span of Markdown: no emphasis, link, mention or HTML begins in it.
std::string markdown_code(std::string_view text);
/// A fence that does not stand in the text: three backticks, or more.
std::string markdown_fence(std::string_view text);

/// one_line() as text or the value of an attribute in HTML, XML or an HTML-like label of Graphviz.
std::string html_text(std::string_view text);

/// one_line() between double quotes, for the language DOT.
std::string dot_string(std::string_view text);

/// one_line() for between double quotes in Mermaid: everything that it, or the HTML it makes, could take for its own is a numbered entity.
std::string mermaid_text(std::string_view text);

}  // namespace aludel::generator

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aludel::generator {

/// A piece of C++ that knows how to stand on one line and on several: `head items... tail`.
struct Term {
    std::string head = {};                 ///< of a leaf: the whole of it
    std::vector<Term> items = {};          ///< separated by commas
    std::string tail = {};                 ///< "}" or ")"; of a leaf: empty
    std::vector<std::string> pieces = {};  ///< of a leaf: string literals that stand one below the other where one line is too short
    bool raw = false;                      ///< a leaf of several lines that are not to be indented: a raw string
    bool spread = false;                   ///< one item a line, even where one line would do
};

/// On one line, however long.
std::string flat(const Term& term);

/// `term` followed by `tail`, indented, in lines of at most `width` columns where its pieces allow it; ends with a line
/// break. A call keeps its braces together: `op.add_column("books", {` and then a member a line.
std::string layout(const Term& term, std::string_view tail, int indentation, int width = 140);

}  // namespace aludel::generator

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace aludel::generator {

struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 1;
};

/// The code point at the beginning of a text that is not empty; nullopt where no well-formed one begins (overlong,
/// surrogate, truncated or out of range).
std::optional<CodePoint> first_code_point(std::string_view text);

/// Code points that a compiler or a reviewer must not meet raw in source: controls, marks of text direction (g++ warns
/// of them: they can make code read as what it is not), line separators, the byte order mark.
bool is_invisible(char32_t code_point);

/// Columns on a terminal, counted as one a code point; a byte that is no UTF-8 counts as one.
std::size_t columns(std::string_view text);

}  // namespace aludel::generator

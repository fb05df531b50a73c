#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aludel::runtime::sqlite {

/// A token of SQLite's SQL. White space and comments stand between tokens and are none.
struct Token {
    enum class Kind {
        word,    ///< a keyword or an unquoted name
        name,    ///< "x", `x` or [x]
        string,  ///< 'x'
        number,
        blob,  ///< x'ab'
        variable,
        symbol,  ///< the longest operator or one other character
        end,
    };
    Kind kind = Kind::end;
    std::string_view text = {};  ///< as written
    std::size_t offset = 0;

    /// Whether this is the keyword (given in upper case).
    bool is(std::string_view keyword) const;
    bool is_symbol(std::string_view symbol) const { return kind == Kind::symbol && text == symbol; }
};

/// The tokens of the text; the last one is `end`. A quote or comment that is not closed ends with the text, as it does
/// in SQLite's own tokenizer.
std::vector<Token> tokens(std::string_view sql);

/// The name that a token of Kind::word, name or string stands for: without quotes, doubled quotes once.
std::string unquoted(const Token& token);

/// The identifier in double quotes.
std::string quoted(std::string_view name);

/// ASCII letters in lower case, as SQLite compares names.
std::string folded(std::string_view text);
bool same_name(std::string_view a, std::string_view b);

/// A text for comparing: tokens with one space between them, names and keywords in lower case and quoted only where
/// they must be, == as = and != as <>, without comments.
std::string normalised(std::string_view sql);

/// normalised(), without the parentheses that enclose the whole.
std::string normalised_expression(std::string_view sql);

}  // namespace aludel::runtime::sqlite

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aludel/generator/diagnostic.h>

namespace aludel::generator {

/// A piece of C++ source.
struct Token {
    enum class Kind { identifier, number, string, raw_string, character, punctuator, directive, end };

    Kind kind = Kind::end;
    std::string text = {};  ///< as it stands in the file; of a string: what it means; of a directive: its name ("if")
    Location location = {};
    bool plain = true;  ///< a string without a prefix (u8"", L"") or suffix (""sv)

    bool is(Kind k, std::string_view t) const { return kind == k && text == t; }
    bool is_punctuator(std::string_view t) const { return is(Kind::punctuator, t); }
    bool is_identifier(std::string_view t) const { return is(Kind::identifier, t); }
};

/// The tokens of a C++ source file, without comments; the last is `end`. "::" is one punctuator, all others are single
/// characters. Preprocessor lines are one `directive` each; nothing is expanded. What is malformed (a string without end,
/// an unknown escape) is reported, and lexing goes on.
std::vector<Token> lex_cpp(const std::string& file, std::string_view source, std::vector<Diagnostic>& diagnostics);

}  // namespace aludel::generator

#include <aludel/generator/cpp_lexer.h>

#include <cctype>
#include <optional>

#include <fmt/format.h>

namespace aludel::generator {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

// Bytes above 0x7F are letters of identifiers (UTF-8).
bool begins_identifier(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool continues_identifier(char c) {
    return begins_identifier(c) || std::isdigit(static_cast<unsigned char>(c)) != 0;
}

std::optional<unsigned> hexadecimal_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return {};
}

void append_utf8(std::string& out, char32_t c) {
    const auto byte = [&](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0U | (c >> 6U));
        byte(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        byte(0xE0U | (c >> 12U));
        byte(0x80U | ((c >> 6U) & 0x3FU));
        byte(0x80U | (c & 0x3FU));
    } else {
        byte(0xF0U | (c >> 18U));
        byte(0x80U | ((c >> 12U) & 0x3FU));
        byte(0x80U | ((c >> 6U) & 0x3FU));
        byte(0x80U | (c & 0x3FU));
    }
}

class Lexer {
public:
    Lexer(const std::string& file, std::string_view source, std::vector<Diagnostic>& diagnostics)
        : file_(file), source_(source), diagnostics_(diagnostics) {
        if (source_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        skip_splices();
    }

    std::vector<Token> run() {
        while (true) {
            skip_blanks_and_comments();
            begin();
            if (done()) break;
            token();
            line_has_token_ = true;
        }
        tokens_.push_back({Token::Kind::end, "", here()});
        return std::move(tokens_);
    }

private:
    bool done() const { return at_ >= source_.size(); }
    char peek() const { return done() ? '\0' : source_[at_]; }
    /// The character behind the next one, line splices left out.
    char peek_second() const {
        std::size_t next = at_ + 1;
        while (const std::size_t splice = splice_at(next)) next += splice;
        return next < source_.size() ? source_[next] : '\0';
    }

    /// Bytes of the backslash and line break at `at`; 0 when there is none.
    std::size_t splice_at(std::size_t at) const {
        if (at >= source_.size() || source_[at] != '\\') return 0;
        if (source_.substr(at + 1, 1) == "\n") return 2;
        return source_.substr(at + 1, 2) == "\r\n" ? 3 : 0;
    }
    void skip_splices() {
        while (const std::size_t bytes = splice_at(at_)) {
            at_ += bytes;
            ++line_;
            line_begin_ = at_;
        }
    }
    void advance_raw() {
        if (source_[at_++] != '\n') return;
        ++line_;
        line_begin_ = at_;
        line_has_token_ = false;
    }
    char advance() {
        const char c = source_[at_];
        advance_raw();
        skip_splices();
        return c;
    }

    Location here() const { return {file_, line_, column(), line_, column()}; }
    int column() const { return static_cast<int>(at_ - line_begin_) + 1; }
    void begin() { begin_ = here(); }
    void add(Token::Kind kind, std::string text, bool plain = true) {
        begin_.end_line = line_;
        begin_.end_column = column();
        tokens_.push_back({kind, std::move(text), begin_, plain});
    }
    void report(std::string id, std::string message, Location location) {
        diagnostics_.push_back({std::move(id), Severity::error, std::move(message), std::move(location), {}, {}});
    }

    void skip_blanks_and_comments() {
        while (!done()) {
            if (is_space(peek())) {
                advance();
            } else if (peek() == '/' && peek_second() == '/') {
                skip_line();
            } else if (peek() == '/' && peek_second() == '*') {
                skip_block_comment();
            } else {
                return;
            }
        }
    }
    void skip_line() {
        while (!done() && peek() != '\n') advance();
    }
    void skip_block_comment() {
        const Location start = here();
        advance();
        advance();
        while (!done()) {
            if (peek() == '*' && peek_second() == '/') {
                advance();
                advance();
                return;
            }
            advance();
        }
        report("unterminated-comment", "this comment does not end", start);
    }

    void token() {
        if (peek() == '#' && !line_has_token_) return directive();
        if (peek() == '"') return string(true);
        if (peek() == '\'') return character();
        if (begins_identifier(peek())) return word();
        if (std::isdigit(static_cast<unsigned char>(peek())) != 0) return number();
        const char c = advance();
        if (c == ':' && peek() == ':') {
            advance();
            return add(Token::Kind::punctuator, "::");
        }
        add(Token::Kind::punctuator, std::string(1, c));
    }

    void directive() {
        advance();
        while (!done() && (peek() == ' ' || peek() == '\t')) advance();
        std::string name;
        while (continues_identifier(peek())) name += advance();
        // A comment may begin on the line and end on another one; a string on it may hold "//".
        while (!done() && peek() != '\n') {
            if (peek() == '/' && peek_second() == '*') {
                skip_block_comment();
            } else if (peek() == '/' && peek_second() == '/') {
                skip_line();
            } else {
                advance();
            }
        }
        add(Token::Kind::directive, std::move(name));
    }

    void word() {
        std::string text;
        while (continues_identifier(peek())) text += advance();
        const bool is_prefix = text == "u8" || text == "u" || text == "U" || text == "L";
        const bool is_raw_prefix = text == "R" || text == "u8R" || text == "uR" || text == "UR" || text == "LR";
        if (peek() == '"' && is_raw_prefix) return raw_string();
        if (peek() == '"' && is_prefix) return string(false);
        if (peek() == '\'' && is_prefix) return character();
        add(Token::Kind::identifier, std::move(text));
    }

    void number() {
        std::string text;
        while (!done()) {
            const bool exponent = !text.empty() && std::string_view("eEpP").find(text.back()) != std::string_view::npos;
            const bool separator = peek() == '\'' && continues_identifier(peek_second());
            if (!continues_identifier(peek()) && peek() != '.' && !separator && !(exponent && (peek() == '+' || peek() == '-'))) break;
            text += advance();
        }
        add(Token::Kind::number, std::move(text));
    }

    void character() {
        advance();
        while (!done() && peek() != '\'' && peek() != '\n') {
            if (advance() == '\\' && !done()) advance();
        }
        if (peek() == '\'') advance();
        add(Token::Kind::character, "");
    }

    void string(bool plain) {
        advance();
        std::string value;
        while (!done() && peek() != '"' && peek() != '\n') {
            if (peek() == '\\') {
                escape(value);
            } else {
                value += advance();
            }
        }
        if (peek() != '"') {
            report("unterminated-string", "this string does not end on its line", begin_);
        } else {
            advance();
        }
        if (begins_identifier(peek())) {
            plain = false;
            while (continues_identifier(peek())) advance();
        }
        add(Token::Kind::string, std::move(value), plain);
    }

    void escape(std::string& value) {
        const Location start = here();
        advance();
        const char c = done() ? '\0' : advance();
        static constexpr std::string_view simple = "ntrabfv\"\\'?", means = "\n\t\r\a\b\f\v\"\\'?";
        if (c >= '0' && c <= '7') {
            unsigned code = static_cast<unsigned>(c - '0');
            for (int digits = 1; digits < 3 && peek() >= '0' && peek() <= '7'; ++digits)
                code = code * 8 + static_cast<unsigned>(advance() - '0');
            value += static_cast<char>(static_cast<unsigned char>(code));
        } else if (c == 'x') {
            unsigned code = 0;
            while (const auto digit = hexadecimal_digit(peek())) {
                code = (code * 16 + *digit) & 0xFFU;
                advance();
            }
            value += static_cast<char>(static_cast<unsigned char>(code));
        } else if (c == 'u' || c == 'U') {
            char32_t code = 0;
            for (int left = c == 'u' ? 4 : 8; left > 0; --left) {
                const auto digit = hexadecimal_digit(peek());
                if (!digit) return report("unknown-escape", "a \\u needs four hexadecimal digits, a \\U eight", start);
                code = code * 16 + *digit;
                advance();
            }
            append_utf8(value, code);
        } else if (const auto at = simple.find(c); at != std::string_view::npos) {
            value += means[at];
        } else {
            report("unknown-escape", fmt::format("unknown escape \\{} in a string", c), start);
        }
    }

    // Splices are no splices inside a raw string.
    void raw_string() {
        ++at_;
        std::string delimiter;
        while (!done() && peek() != '(' && delimiter.size() <= 16) delimiter += source_[at_++];
        const std::string end = ')' + delimiter + '"';
        const auto stop = source_.find(end, at_);
        if (stop == std::string_view::npos) {
            report("unterminated-string", "this raw string does not end", begin_);
            while (!done()) advance_raw();
        } else {
            while (at_ < stop + end.size()) advance_raw();
            skip_splices();
        }
        add(Token::Kind::raw_string, "");
    }

    const std::string& file_;
    std::string_view source_;
    std::vector<Diagnostic>& diagnostics_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t line_begin_ = 0;
    int line_ = 1;
    bool line_has_token_ = false;
    Location begin_;
};

}  // namespace

std::vector<Token> lex_cpp(const std::string& file, std::string_view source, std::vector<Diagnostic>& diagnostics) {
    return Lexer(file, source, diagnostics).run();
}

}  // namespace aludel::generator

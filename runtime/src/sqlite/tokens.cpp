#include "sqlite/tokens.h"

#include <algorithm>

namespace aludel::runtime::sqlite {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
// As in SQLite: every byte over 127 belongs to a name.
bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) > 127;
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

class Scanner {
public:
    explicit Scanner(std::string_view sql) : sql_(sql) {}

    Token next() {
        skip_space();
        const std::size_t start = at_;
        if (start == sql_.size()) return {Token::Kind::end, {}, start};
        const Token::Kind kind = advance();
        return {kind, sql_.substr(start, at_ - start), start};
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }

    void skip_space() {
        while (at_ < sql_.size()) {
            if (is_space(sql_[at_])) {
                ++at_;
            } else if (peek() == '-' && peek(1) == '-') {
                at_ = std::min(sql_.find('\n', at_), sql_.size());
            } else if (peek() == '/' && peek(1) == '*') {
                const std::size_t close = sql_.find("*/", at_ + 2);
                at_ = close == std::string_view::npos ? sql_.size() : close + 2;
            } else {
                return;
            }
        }
    }

    /// Past the quote that closes, with doubled ones inside.
    void quote(char close) {
        ++at_;
        while (at_ < sql_.size()) {
            if (sql_[at_++] != close) continue;
            if (close == ']' || peek() != close) return;
            ++at_;
        }
    }

    void number() {
        if (peek() == '0' && lower(peek(1)) == 'x') {
            at_ += 2;
            while (is_name(peek())) ++at_;
            return;
        }
        while (is_name(peek()) || peek() == '.' || ((peek() == '+' || peek() == '-') && lower(sql_[at_ - 1]) == 'e')) ++at_;
    }

    Token::Kind advance() {
        const char c = peek();
        if (c == '\'') return quote('\''), Token::Kind::string;
        if (c == '"' || c == '`') return quote(c), Token::Kind::name;
        if (c == '[') return quote(']'), Token::Kind::name;
        if (lower(c) == 'x' && peek(1) == '\'') return ++at_, quote('\''), Token::Kind::blob;
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number(), Token::Kind::number;
        if (c == '?' || ((c == ':' || c == '@' || c == '#') && is_name(peek(1))) || (c == '$' && is_name(peek(1)))) {
            ++at_;
            while (is_name(peek())) ++at_;
            return Token::Kind::variable;
        }
        if (is_name(c)) {
            while (is_name(peek())) ++at_;
            return Token::Kind::word;
        }
        for (const std::string_view symbol : {"->>", "||", "<=", ">=", "<>", "!=", "==", "<<", ">>", "->"}) {
            if (sql_.substr(at_, symbol.size()) == symbol) {
                at_ += symbol.size();
                return Token::Kind::symbol;
            }
        }
        ++at_;
        return Token::Kind::symbol;
    }

    std::string_view sql_;
    std::size_t at_ = 0;
};

bool is_plain_name(const std::string& name) {
    return !name.empty() && !is_digit(name.front()) && name.front() != '$' && std::all_of(name.begin(), name.end(), is_name);
}

std::string comparable(const Token& token) {
    if (token.kind == Token::Kind::word || token.kind == Token::Kind::name) {
        std::string name = folded(unquoted(token));
        return is_plain_name(name) ? name : quoted(name);
    }
    if (token.kind == Token::Kind::number || token.kind == Token::Kind::blob) return folded(token.text);
    if (token.is_symbol("==")) return "=";
    if (token.is_symbol("!=")) return "<>";
    return std::string(token.text);
}

std::string joined(std::vector<Token>::const_iterator first, std::vector<Token>::const_iterator last) {
    std::string result;
    for (; first != last; ++first) {
        if (!result.empty()) result += ' ';
        result += comparable(*first);
    }
    return result;
}

}  // namespace

bool Token::is(std::string_view keyword) const {
    return kind == Kind::word && text.size() == keyword.size() &&
           std::equal(text.begin(), text.end(), keyword.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

std::vector<Token> tokens(std::string_view sql) {
    std::vector<Token> result;
    Scanner scanner(sql);
    do result.push_back(scanner.next());
    while (result.back().kind != Token::Kind::end);
    return result;
}

std::string unquoted(const Token& token) {
    if (token.kind != Token::Kind::name && token.kind != Token::Kind::string) return std::string(token.text);
    const char close = token.text.front() == '[' ? ']' : token.text.front();
    std::string result;
    for (std::size_t i = 1; i < token.text.size(); ++i) {
        if (token.text[i] == close) {
            if (i + 1 == token.text.size()) break;
            ++i;
        }
        result += token.text[i];
    }
    return result;
}

std::string quoted(std::string_view name) {
    std::string result = "\"";
    for (const char c : name) {
        if (c == '"') result += '"';
        result += c;
    }
    return result += '"';
}

std::string folded(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

bool same_name(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string normalised(std::string_view sql) {
    const std::vector<Token> all = tokens(sql);
    return joined(all.begin(), all.end() - 1);
}

std::string normalised_expression(std::string_view sql) {
    const std::vector<Token> all = tokens(sql);
    auto first = all.begin();
    auto last = all.end() - 1;
    while (last - first >= 2 && first->is_symbol("(") && (last - 1)->is_symbol(")")) {
        int depth = 0;
        auto closes = first;
        do {
            depth += closes->is_symbol("(") ? 1 : closes->is_symbol(")") ? -1 : 0;
            ++closes;
        } while (depth > 0 && closes != last);
        if (closes != last || depth != 0) break;
        ++first;
        --last;
    }
    return joined(first, last);
}

}  // namespace aludel::runtime::sqlite

#include "sql_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace aludel::schema {

namespace {

// Words that no engine takes for a column unless they are quoted.
constexpr std::array<std::string_view, 87> reserved_words = {"all",
                                                             "and",
                                                             "any",
                                                             "array",
                                                             "as",
                                                             "asc",
                                                             "between",
                                                             "both",
                                                             "by",
                                                             "case",
                                                             "cast",
                                                             "check",
                                                             "collate",
                                                             "constraint",
                                                             "create",
                                                             "cross",
                                                             "current_date",
                                                             "current_time",
                                                             "current_timestamp",
                                                             "current_user",
                                                             "default",
                                                             "deferrable",
                                                             "desc",
                                                             "distinct",
                                                             "else",
                                                             "end",
                                                             "escape",
                                                             "except",
                                                             "exists",
                                                             "false",
                                                             "filter",
                                                             "for",
                                                             "foreign",
                                                             "from",
                                                             "full",
                                                             "glob",
                                                             "grant",
                                                             "group",
                                                             "having",
                                                             "ilike",
                                                             "in",
                                                             "inner",
                                                             "intersect",
                                                             "into",
                                                             "is",
                                                             "isnull",
                                                             "join",
                                                             "leading",
                                                             "left",
                                                             "like",
                                                             "limit",
                                                             "localtime",
                                                             "localtimestamp",
                                                             "match",
                                                             "natural",
                                                             "not",
                                                             "notnull",
                                                             "null",
                                                             "offset",
                                                             "on",
                                                             "or",
                                                             "order",
                                                             "outer",
                                                             "over",
                                                             "primary",
                                                             "references",
                                                             "regexp",
                                                             "right",
                                                             "select",
                                                             "session_user",
                                                             "similar",
                                                             "some",
                                                             "symmetric",
                                                             "table",
                                                             "then",
                                                             "to",
                                                             "trailing",
                                                             "true",
                                                             "union",
                                                             "unique",
                                                             "user",
                                                             "using",
                                                             "values",
                                                             "when",
                                                             "where",
                                                             "window",
                                                             "with"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string text) {
    for (char& c : text) c = lower(c);
    return text;
}

bool is_reserved(std::string_view lower_case) {
    return std::binary_search(reserved_words.begin(), reserved_words.end(), lower_case);
}

bool starts_word(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool continues_word(char c) {
    return starts_word(c) || is_digit(c) || c == '$';
}

struct Token {
    enum class Kind { word, string, number, symbol };
    Kind kind;
    std::size_t begin;
    std::size_t end;
    std::string text;  // of a word: its name, unquoted; of a symbol: its characters
    char quote = 0;    // of a word: the opening quote
    bool keyword = false;

    bool is_symbol(std::string_view symbol) const { return kind == Kind::symbol && text == symbol; }
};

class Lexer {
public:
    explicit Lexer(const std::string& sql) : sql_(sql) {}

    std::vector<Token> tokens() {
        while (at_ < sql_.size()) next();
        return std::move(tokens_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }

    void next() {
        const char c = peek();
        if (c == '-' && peek(1) == '-') {
            at_ = std::min(sql_.find('\n', at_), sql_.size());
        } else if (c == '/' && peek(1) == '*') {
            const std::size_t end = sql_.find("*/", at_ + 2);
            at_ = end == std::string::npos ? sql_.size() : end + 2;
        } else if (c == '\'') {
            string(ends_in_escape_prefix());
        } else if (c == '"' || c == '`') {
            quoted(c, c);
        } else if (c == '[' && !is_subscript()) {
            quoted('[', ']');
        } else if (c == '$' && !is_digit(peek(1))) {
            dollar();
        } else if (starts_word(c)) {
            const std::size_t begin = at_;
            while (at_ < sql_.size() && continues_word(sql_[at_])) ++at_;
            std::string text = sql_.substr(begin, at_ - begin);
            const bool keyword = is_reserved(lower(text));
            tokens_.push_back({Token::Kind::word, begin, at_, std::move(text), 0, keyword});
        } else if (is_digit(c)) {
            const std::size_t begin = at_;
            while (at_ < sql_.size() && (continues_word(sql_[at_]) || sql_[at_] == '.')) ++at_;
            tokens_.push_back({Token::Kind::number, begin, at_, {}});
        } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
            ++at_;
        } else {
            const std::size_t length = c == ':' && peek(1) == ':' ? 2 : 1;
            tokens_.push_back({Token::Kind::symbol, at_, at_ + length, sql_.substr(at_, length)});
            at_ += length;
        }
    }

    // PostgreSQL's E'...', the one string in which a backslash escapes.
    bool ends_in_escape_prefix() const {
        return !tokens_.empty() && tokens_.back().kind == Token::Kind::word && tokens_.back().quote == 0 && tokens_.back().end == at_ &&
               lower(tokens_.back().text) == "e";
    }

    // `tags[1]` is PostgreSQL's element of an array, `[tags]` SQLite's quoted name.
    bool is_subscript() const {
        if (tokens_.empty()) return false;
        const Token& last = tokens_.back();
        if (last.kind == Token::Kind::word) return !last.keyword || lower(last.text) == "array";
        return last.is_symbol(")") || last.is_symbol("]");
    }

    void string(bool backslash_escapes) {
        const std::size_t begin = at_++;
        while (at_ < sql_.size()) {
            const char c = sql_[at_++];
            if (c == '\\' && backslash_escapes) {
                ++at_;
            } else if (c == '\'') {
                if (peek() != '\'') break;
                ++at_;
            }
        }
        at_ = std::min(at_, sql_.size());
        tokens_.push_back({Token::Kind::string, begin, at_, {}});
    }

    void quoted(char open, char close) {
        const std::size_t begin = at_++;
        std::string name;
        while (at_ < sql_.size()) {
            const char c = sql_[at_++];
            if (c == close) {
                if (open == '[' || peek() != close) break;
                ++at_;
            }
            name += c;
        }
        tokens_.push_back({Token::Kind::word, begin, at_, std::move(name), open});
    }

    // $$...$$ or $tag$...$tag$
    void dollar() {
        const std::size_t begin = at_;
        std::size_t end = at_ + 1;
        while (end < sql_.size() && continues_word(sql_[end]) && sql_[end] != '$') ++end;
        if (end == sql_.size() || sql_[end] != '$') {
            tokens_.push_back({Token::Kind::symbol, at_, at_ + 1, "$"});
            ++at_;
            return;
        }
        const std::string tag = sql_.substr(begin, end + 1 - begin);
        const std::size_t close = sql_.find(tag, end + 1);
        at_ = close == std::string::npos ? sql_.size() : close + tag.size();
        tokens_.push_back({Token::Kind::string, begin, at_, {}});
    }

    const std::string& sql_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

bool names_table(const Token& token, const Name& table) {
    return token.kind == Token::Kind::word && (token.text == table.name || (token.quote == 0 && lower(token.text) == lower(table.name)));
}

// Whether each token may be the name of a column, by what stands around it.
std::vector<bool> column_places(const std::vector<Token>& tokens, const Name& table) {
    std::vector<bool> places(tokens.size(), false);
    bool in_type = false;  // after AS and :: come type names
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.kind != Token::Kind::word || token.keyword) {
            in_type = token.is_symbol("::") || (token.kind == Token::Kind::word && lower(token.text) == "as");
            continue;
        }
        const Token* previous = i > 0 ? &tokens[i - 1] : nullptr;
        const Token* following = i + 1 < tokens.size() ? &tokens[i + 1] : nullptr;
        if (in_type) continue;
        if (previous != nullptr && previous->keyword && lower(previous->text) == "collate") continue;
        if (previous != nullptr && previous->is_symbol(".") && (i < 2 || !names_table(tokens[i - 2], table))) continue;
        if (following != nullptr && (following->is_symbol("(") || following->is_symbol("."))) continue;
        if (following != nullptr && following->kind == Token::Kind::string && token.quote == 0) continue;  // date '2020-01-01', x'ff'
        places[i] = true;
    }
    return places;
}

// The table's column that a word means: PostgreSQL folds an unquoted word to lower case, SQLite ignores case always.
const Column* column_of(const Token& token, const Table& table) {
    if (token.quote == 0) {
        if (const Column* folded = table.columns.find(lower(token.text))) return folded;
    }
    if (const Column* exact = table.columns.find(token.text)) return exact;
    for (const Column& column : table.columns) {
        if (lower(column.name) == lower(token.text)) return &column;
    }
    return nullptr;
}

bool needs_no_quotes(const std::string& name) {
    if (name.empty() || is_digit(name.front()) || is_reserved(name)) return false;
    return std::all_of(name.begin(), name.end(), [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || is_digit(c); });
}

std::string written(const std::string& name, char quote) {
    if (quote == 0 && needs_no_quotes(name)) return name;
    if (quote == '[' && name.find(']') == std::string::npos) return '[' + name + ']';
    const char mark = quote == '`' ? '`' : '"';
    std::string text(1, mark);
    for (const char c : name) {
        if (c == mark) text += mark;
        text += c;
    }
    return text + mark;
}

std::string replaced(const std::string& sql, const std::vector<Token>& tokens, const std::vector<bool>& at, const std::string& name) {
    std::string text;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!at[i]) continue;
        text.append(sql, copied, tokens[i].begin - copied);
        text += written(name, tokens[i].quote);
        copied = tokens[i].end;
    }
    return text.append(sql, copied);
}

std::string text_literal(const std::string& value) {
    std::string text = "'";
    for (const char c : value) {
        if (c == '\'') text += c;
        text += c;
    }
    return text + '\'';
}

bool is_literal(const std::string& sql, const Token& token, const std::string& literal) {
    return token.kind == Token::Kind::string && sql.compare(token.begin, token.end - token.begin, literal) == 0;
}

// PostgreSQL's `@-` is another than `@ -`.
bool continues_operator(const Token& before, const Token& token) {
    const auto is_operator = [](const Token& each) {
        return each.kind == Token::Kind::symbol && std::string_view("()[],;").find(each.text) == std::string_view::npos;
    };
    return before.end == token.begin && is_operator(before) && is_operator(token);
}

// The first token is a parenthesis that the last one closes.
bool is_enclosed(const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
    if (!tokens[first].is_symbol("(") || !tokens[last - 1].is_symbol(")")) return false;
    int depth = 0;
    for (std::size_t i = first; i + 1 < last; ++i) {
        if (tokens[i].is_symbol("(")) ++depth;
        if (tokens[i].is_symbol(")") && --depth == 0) return false;
    }
    return depth == 1;
}

template <class Rewrite>
void for_each_text(Expression& expression, Rewrite rewrite) {
    rewrite(expression.sql);
    for (auto& [dialect, text] : expression.dialects) rewrite(text);
}

template <class Predicate>
bool any_text(const Expression& expression, Predicate holds) {
    return holds(expression.sql) ||
           std::any_of(expression.dialects.begin(), expression.dialects.end(), [&](const auto& own) { return holds(own.second); });
}

}  // namespace

bool mentions_column(const Expression& expression, const Table& table, const std::string& column) {
    return any_text(expression, [&](const std::string& sql) {
        const std::vector<Token> tokens = Lexer(sql).tokens();
        const std::vector<bool> places = column_places(tokens, table.name);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (!places[i]) continue;
            const Column* meant = column_of(tokens[i], table);
            if (meant != nullptr && meant->name == column) return true;
        }
        return false;
    });
}

Expression with_column_renamed(Expression expression, const Table& table, const std::string& from, const std::string& to) {
    for_each_text(expression, [&](std::string& sql) {
        const std::vector<Token> tokens = Lexer(sql).tokens();
        std::vector<bool> places = column_places(tokens, table.name);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (!places[i]) continue;
            const Column* meant = column_of(tokens[i], table);
            places[i] = meant != nullptr && meant->name == from;
        }
        sql = replaced(sql, tokens, places, to);
    });
    return expression;
}

Expression with_table_renamed(Expression expression, const Name& from, const Name& to) {
    for_each_text(expression, [&](std::string& sql) {
        const std::vector<Token> tokens = Lexer(sql).tokens();
        std::vector<bool> places(tokens.size(), false);
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i) places[i] = names_table(tokens[i], from) && tokens[i + 1].is_symbol(".");
        sql = replaced(sql, tokens, places, to.name);
    });
    return expression;
}

std::set<std::string> identifiers(const Expression& expression) {
    std::set<std::string> found;
    any_text(expression, [&](const std::string& sql) {
        for (const Token& token : Lexer(sql).tokens()) {
            if (token.kind == Token::Kind::word && !token.keyword) found.insert(token.text);
        }
        return false;
    });
    return found;
}

bool same_words(const Expression& a, const Expression& b) {
    const auto alike = [](const std::string& first, const std::string& second) {
        const std::vector<Token> left = Lexer(first).tokens();
        const std::vector<Token> right = Lexer(second).tokens();
        return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](const Token& x, const Token& y) {
            if (x.kind != y.kind) return false;
            if (x.kind == Token::Kind::word) return lower(x.text) == lower(y.text);
            return first.compare(x.begin, x.end - x.begin, second, y.begin, y.end - y.begin) == 0;
        });
    };
    if (!alike(a.sql, b.sql) || a.dialects.size() != b.dialects.size()) return false;
    return std::equal(a.dialects.begin(), a.dialects.end(), b.dialects.begin(),
                      [&](const auto& x, const auto& y) { return x.first == y.first && alike(x.second, y.second); });
}

std::string in_plain_words(const std::string& sql) {
    const std::vector<Token> tokens = Lexer(sql).tokens();
    std::size_t first = 0;
    std::size_t last = tokens.size();
    while (first < last && is_enclosed(tokens, first, last)) {
        ++first;
        --last;
    }
    std::string text;
    for (std::size_t i = first; i < last; ++i) {
        const Token& token = tokens[i];
        const bool one_operator = i > first && continues_operator(tokens[i - 1], token);
        if (i > first && !one_operator) text += ' ';
        if (token.kind != Token::Kind::word) {
            text.append(sql, token.begin, token.end - token.begin);
        } else if (token.quote == 0) {
            text += lower(token.text);
        } else {
            text += written(token.text, needs_no_quotes(token.text) ? '\0' : '"');
        }
    }
    return text;
}

bool mentions_text(const Expression& expression, const std::string& value) {
    const std::string literal = text_literal(value);
    return any_text(expression, [&](const std::string& sql) {
        const std::vector<Token> tokens = Lexer(sql).tokens();
        return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return is_literal(sql, token, literal); });
    });
}

Expression with_text_replaced(Expression expression, const std::string& from, const std::string& to) {
    const std::string literal = text_literal(from);
    for_each_text(expression, [&](std::string& sql) {
        std::string text;
        std::size_t copied = 0;
        for (const Token& token : Lexer(sql).tokens()) {
            if (!is_literal(sql, token, literal)) continue;
            text.append(sql, copied, token.begin - copied);
            text += text_literal(to);
            copied = token.end;
        }
        sql = text.append(sql, copied);
    });
    return expression;
}

std::string sql_name(const std::string& name) {
    return written(name, 0);
}

bool passes_null_on(const Expression& expression) {
    static constexpr std::array strict_functions = {"abs",   "char_length", "length", "lower", "ltrim", "octet_length",
                                                    "round", "rtrim",       "substr", "trim",  "upper"};
    static constexpr std::array tests_for_null = {"is", "isnull", "notnull", "null", "case", "exists", "distinct", "select"};
    const auto in = [](const auto& list, const std::string& word) { return std::find(list.begin(), list.end(), word) != list.end(); };
    return !any_text(expression, [&](const std::string& sql) {
        const std::vector<Token> tokens = Lexer(sql).tokens();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (tokens[i].kind != Token::Kind::word || tokens[i].quote != 0) continue;
            const std::string word = lower(tokens[i].text);
            if (in(tests_for_null, word)) return true;
            const bool called = i + 1 < tokens.size() && tokens[i + 1].is_symbol("(");
            if (called && !is_reserved(word) && !in(strict_functions, word)) return true;
        }
        return false;
    });
}

}  // namespace aludel::schema

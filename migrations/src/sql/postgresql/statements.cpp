#include "sql/postgresql/statements.h"

#include <algorithm>

namespace aludel::migrations::postgresql {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool starts_word(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool continues_word(char c) {
    return starts_word(c) || is_digit(c) || c == '$';
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

struct Token {
    enum class Kind { space, word, semicolon, open, close, other };
    Kind kind = Kind::other;
    std::size_t size = 0;
};

std::size_t through(std::string_view sql, std::size_t from, std::string_view end) {
    const auto at = sql.find(end, from);
    return at == sql.npos ? sql.size() : at + end.size();
}

// A doubled quote ends one string and begins another, which comes to the same here.
std::size_t escaped_text(std::string_view sql, std::size_t from) {
    for (std::size_t at = from; at < sql.size(); ++at) {
        if (sql[at] == '\\')
            ++at;
        else if (sql[at] == '\'')
            return at + 1;
    }
    return sql.size();
}

// https://www.postgresql.org/docs/current/sql-syntax-lexical.html: comments of this kind nest.
std::size_t comment(std::string_view sql) {
    std::size_t depth = 0;
    for (std::size_t at = 0; at < sql.size();) {
        const std::string_view two = sql.substr(at, 2);
        if (two == "/*")
            ++depth;
        else if (two == "*/")
            --depth;
        at += two == "/*" || two == "*/" ? 2 : 1;
        if (depth == 0) return at;
    }
    return sql.size();
}

/// $$ or $tag$; 0 when it is none, such as the parameter $1.
std::size_t dollar_tag(std::string_view sql) {
    std::size_t at = 1;
    if (at < sql.size() && starts_word(sql[at]))
        while (at < sql.size() && (starts_word(sql[at]) || is_digit(sql[at]))) ++at;
    return at < sql.size() && sql[at] == '$' ? at + 1 : 0;
}

Token next(std::string_view sql) {
    const char c = sql.front();
    if (is_space(c)) return {Token::Kind::space, 1};
    if (sql.substr(0, 2) == "--") return {Token::Kind::space, through(sql, 2, "\n")};
    if (sql.substr(0, 2) == "/*") return {Token::Kind::space, comment(sql)};
    if (c == ';') return {Token::Kind::semicolon, 1};
    if (c == '(') return {Token::Kind::open, 1};
    if (c == ')') return {Token::Kind::close, 1};
    if ((c == 'e' || c == 'E') && sql.substr(1, 1) == "'") return {Token::Kind::other, escaped_text(sql, 2)};
    if (c == '\'' || c == '"') return {Token::Kind::other, through(sql, 1, sql.substr(0, 1))};
    if (c == '$') {
        const std::size_t tag = dollar_tag(sql);
        return {Token::Kind::other, tag == 0 ? 1 : through(sql, tag, sql.substr(0, tag))};
    }
    if (!starts_word(c) && !is_digit(c)) return {Token::Kind::other, 1};
    std::size_t size = 1;
    while (size < sql.size() && continues_word(sql[size])) ++size;
    return {starts_word(c) ? Token::Kind::word : Token::Kind::other, size};
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return std::string(text);
}

bool makes_routine(const std::vector<std::string>& words) {
    if (words.empty() || words[0] != "CREATE") return false;
    const std::size_t at = words.size() > 2 && words[1] == "OR" && words[2] == "REPLACE" ? 3 : 1;
    return words.size() > at && (words[at] == "FUNCTION" || words[at] == "PROCEDURE");
}

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* each) { return word == each; });
}

std::vector<std::string> words_of(std::string_view statement, std::size_t most, bool all) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < statement.size() && out.size() < most;) {
        const Token token = next(statement.substr(at));
        if (token.kind == Token::Kind::word)
            out.push_back(upper(statement.substr(at, token.size)));
        else if (token.kind != Token::Kind::space && !all)
            break;
        at += token.size;
    }
    return out;
}

}  // namespace

// As psql's lexer does it (src/fe_utils/psqlscan.l): a semicolon ends a statement outside of parentheses and, where a
// routine is made, outside of BEGIN ... END, in which CASE has an END of its own.
std::vector<std::string> split_statements(std::string_view sql) {
    std::vector<std::string> out;
    std::vector<std::string> words;  // of the statement, as many as it takes to know a routine
    std::size_t begin = 0;
    int parentheses = 0;
    int blocks = 0;
    bool empty = true;
    const auto finish = [&](std::size_t end) {
        if (!empty) out.push_back(trimmed(sql.substr(begin, end - begin)));
        words.clear();
        parentheses = blocks = 0;
        empty = true;
    };
    for (std::size_t at = 0; at < sql.size();) {
        const Token token = next(sql.substr(at));
        switch (token.kind) {
            case Token::Kind::space:
                break;
            case Token::Kind::semicolon:
                if (parentheses > 0 || blocks > 0) break;
                finish(at);
                begin = at + 1;
                break;
            case Token::Kind::word: {
                const std::string word = upper(sql.substr(at, token.size));
                if (words.size() < 4) words.push_back(word);
                if (makes_routine(words)) {
                    if (word == "BEGIN" || (word == "CASE" && blocks > 0)) ++blocks;
                    if (word == "END" && blocks > 0) --blocks;
                }
                empty = false;
                break;
            }
            case Token::Kind::open:
            case Token::Kind::close:
                parentheses = std::max(0, parentheses + (token.kind == Token::Kind::open ? 1 : -1));
                empty = false;
                break;
            case Token::Kind::other:
                empty = false;
                break;
        }
        at += token.size;
    }
    finish(sql.size());
    return out;
}

std::vector<std::string_view> tokens(std::string_view statement) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < statement.size();) {
        const Token token = next(statement.substr(at));
        if (token.kind != Token::Kind::space) out.push_back(statement.substr(at, token.size));
        at += token.size;
    }
    return out;
}

std::vector<std::string> first_words(std::string_view statement, std::size_t most) {
    return words_of(statement, most, false);
}

bool controls_transaction(std::string_view statement) {
    const std::vector<std::string> words = first_words(statement, 2);
    if (words.empty()) return false;
    if (words[0] == "START" || words[0] == "PREPARE") return words.size() > 1 && words[1] == "TRANSACTION";
    return is_one_of(words[0], {"BEGIN", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"});
}

bool may_stand_in_transaction(std::string_view statement) {
    const std::vector<std::string> words = words_of(statement, 8, true);
    if (words.empty()) return true;
    const auto word = [&](std::size_t at) { return at < words.size() ? words[at] : std::string(); };
    if (word(0) == "VACUUM") return false;
    if (word(0) == "CLUSTER") return words.size() > 1 && word(1) != "VERBOSE";
    if (word(0) == "DISCARD") return word(1) != "ALL";
    if (word(0) == "ALTER" && word(1) == "SYSTEM") return false;
    if (is_one_of(word(0), {"CREATE", "DROP"}) && is_one_of(word(1), {"DATABASE", "TABLESPACE", "SUBSCRIPTION"})) return false;
    if (word(0) == "REINDEX") {
        // REINDEX TABLE CONCURRENTLY, REINDEX (CONCURRENTLY, VERBOSE) TABLE
        for (std::size_t at = 1; at < 5; ++at)
            if (is_one_of(word(at), {"CONCURRENTLY", "DATABASE", "SYSTEM", "SCHEMA"})) return false;
        return true;
    }
    const bool index = is_one_of(word(0), {"CREATE", "DROP"}) && (word(1) == "INDEX" || (word(1) == "UNIQUE" && word(2) == "INDEX"));
    if (index) return word(word(1) == "UNIQUE" ? 3 : 2) != "CONCURRENTLY";
    // ALTER TABLE t DETACH PARTITION p CONCURRENTLY; names may be in quotes, and then are no words here.
    return !(word(0) == "ALTER" && word(1) == "TABLE" && words.back() == "CONCURRENTLY");
}

}  // namespace aludel::migrations::postgresql

#include "sql/sqlite/statements.h"

namespace aludel::migrations::sqlite {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_word(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

struct Token {
    enum class Kind { space, word, semicolon, other };
    Kind kind = Kind::other;
    std::size_t size = 0;
};

std::size_t through(std::string_view sql, std::size_t from, std::string_view end) {
    const auto at = sql.find(end, from);
    return at == sql.npos ? sql.size() : at + end.size();
}

// A doubled quote ends one string and begins another, which comes to the same here.
Token next(std::string_view sql) {
    const char c = sql.front();
    if (is_space(c)) return {Token::Kind::space, 1};
    if (sql.substr(0, 2) == "--") return {Token::Kind::space, through(sql, 2, "\n")};
    if (sql.substr(0, 2) == "/*") return {Token::Kind::space, through(sql, 2, "*/")};
    if (c == ';') return {Token::Kind::semicolon, 1};
    if (c == '\'' || c == '"' || c == '`') return {Token::Kind::other, through(sql, 1, sql.substr(0, 1))};
    if (c == '[') return {Token::Kind::other, through(sql, 1, "]")};
    if (!is_word(c)) return {Token::Kind::other, 1};
    std::size_t size = 1;
    while (size < sql.size() && is_word(sql[size])) ++size;
    return {Token::Kind::word, size};
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return std::string(text);
}

}  // namespace

// As sqlite3_complete() does it: CREATE [TEMP] TRIGGER ends with "; END ;", every other statement with ";".
std::vector<std::string> split_statements(std::string_view sql) {
    std::vector<std::string> out;
    std::vector<std::string> words;  // of the statement, as many as it takes to know a trigger
    std::size_t begin = 0;
    bool empty = true;
    bool after_semicolon = false;  // in a trigger
    bool at_end = false;           // in a trigger, behind "; END"
    const auto is_trigger = [&] {
        return words.size() >= 2 && words[0] == "CREATE" &&
               (words[1] == "TRIGGER" || (words.size() >= 3 && (words[1] == "TEMP" || words[1] == "TEMPORARY") && words[2] == "TRIGGER"));
    };
    const auto finish = [&](std::size_t end) {
        if (!empty) out.push_back(trimmed(sql.substr(begin, end - begin)));
        words.clear();
        empty = true;
        after_semicolon = at_end = false;
    };
    for (std::size_t at = 0; at < sql.size();) {
        const Token token = next(sql.substr(at));
        switch (token.kind) {
            case Token::Kind::space:
                break;
            case Token::Kind::semicolon:
                if (is_trigger() && !at_end) {
                    after_semicolon = true;
                    break;
                }
                finish(at);
                begin = at + 1;
                break;
            case Token::Kind::word:
                if (words.size() < 3) words.push_back(upper(sql.substr(at, token.size)));
                at_end = after_semicolon && upper(sql.substr(at, token.size)) == "END";
                after_semicolon = false;
                empty = false;
                break;
            case Token::Kind::other:
                after_semicolon = at_end = false;
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

std::string first_word(std::string_view statement) {
    for (std::size_t at = 0; at < statement.size();) {
        const Token token = next(statement.substr(at));
        if (token.kind == Token::Kind::word) return upper(statement.substr(at, token.size));
        if (token.kind != Token::Kind::space) return {};
        at += token.size;
    }
    return {};
}

}  // namespace aludel::migrations::sqlite

#include "postgresql/statement.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <aludel/runtime/error.h>

namespace aludel::runtime::postgresql {
namespace {

constexpr bool is_letter(char c) {
    // Bytes of a longer UTF-8 sequence are letters to PostgreSQL, too.
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

constexpr bool is_word(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '$';
}

/// What stands at the front: white space, a comment (they nest), an empty statement.
std::size_t blank(std::string_view sql) {
    const std::size_t spaces = std::min(sql.find_first_not_of(" \t\r\n\f\v;"), sql.size());
    if (spaces > 0) return spaces;
    if (sql.substr(0, 2) == "--") return std::min(sql.find_first_of("\r\n"), sql.size());
    if (sql.substr(0, 2) != "/*") return 0;
    std::size_t depth = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql.substr(i, 2) == "/*") {
            ++depth;
            ++i;
        } else if (sql.substr(i, 2) == "*/") {
            ++i;
            if (--depth == 0) return i + 1;
        }
    }
    return sql.size();
}

std::string_view without_blanks(std::string_view sql) {
    while (const std::size_t length = blank(sql)) sql.remove_prefix(length);
    return sql;
}

/// The first words outside of strings and quoted names, in upper case.
std::vector<std::string> words(std::string_view sql, std::size_t most) {
    std::vector<std::string> result;
    sql = without_blanks(sql);
    while (!sql.empty() && result.size() < most) {
        if (is_letter(sql.front())) {
            std::string word;
            while (!sql.empty() && is_word(sql.front())) {
                const char c = sql.front();
                word += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
                sql.remove_prefix(1);
            }
            result.push_back(std::move(word));
        } else if (sql.front() == '"' || sql.front() == '\'') {
            const std::size_t end = sql.find(sql.front(), 1);
            sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 1);
        } else {
            sql.remove_prefix(1);
        }
        sql = without_blanks(sql);
    }
    return result;
}

}  // namespace

void check_statement(std::string_view sql) {
    // The protocol ends a statement at its first NUL: the rest would be dropped without a word.
    if (sql.find('\0') != std::string_view::npos)
        throw Error(fmt::format("the statement has the character NUL in it: {}", sql.substr(0, sql.find('\0'))), {},
                    std::string(sql.substr(0, sql.find('\0'))));
    if (without_blanks(sql).empty())
        throw Error(fmt::format("one statement is expected here, and this is none: \"{}\"", sql), {}, std::string(sql));
    const std::vector<std::string> first = words(sql, 2);
    if (first == std::vector<std::string>{"PREPARE", "TRANSACTION"}) {
        throw Error(fmt::format("PREPARE TRANSACTION would end the transaction, and what comes after it would be kept at once: {}", sql),
                    {}, std::string(sql));
    }
    if (!first.empty() && first.front() == "COPY") {
        for (const std::string& word : words(sql, sql.size())) {
            if (word != "STDIN" && word != "STDOUT") continue;
            throw Error(
                fmt::format("COPY with {} has nobody here to talk to: use INSERT, or COPY with a file of the server: {}", word, sql), {},
                std::string(sql));
        }
    }
}

bool reads_only(std::string_view sql) {
    const std::vector<std::string> first = words(sql, 1);
    static const std::vector<std::string> reading = {"SELECT", "VALUES", "TABLE", "SHOW", "EXPLAIN", "FETCH", "MOVE"};
    return !first.empty() && std::find(reading.begin(), reading.end(), first.front()) != reading.end();
}

bool mentions(std::string_view sql, std::string_view name) {
    if (name.empty()) return false;
    std::string quoted = "\"";
    for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    quoted += '"';
    if (sql.find(quoted) != std::string_view::npos) return true;
    std::string folded(sql);
    std::transform(folded.begin(), folded.end(), folded.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (std::size_t at = folded.find(name); at != std::string::npos; at = folded.find(name, at + 1)) {
        const bool begins = at == 0 || !is_word(folded[at - 1]);
        const bool ends = at + name.size() == folded.size() || !is_word(folded[at + name.size()]);
        if (begins && ends) return true;
    }
    return false;
}

}  // namespace aludel::runtime::postgresql

#include "data_connection.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include <aludel/runtime/error.h>

namespace aludel::runtime {
namespace {

/// The statement's first word in upper case. White space, comments and empty statements stand before it.
std::string first_word(std::string_view sql) {
    for (;;) {
        const std::size_t start = sql.find_first_not_of(" \t\r\n\f\v;(");
        if (start == std::string_view::npos) return {};
        sql.remove_prefix(start);
        if (sql.substr(0, 3) == "\xEF\xBB\xBF") {
            sql.remove_prefix(3);  // SQLite takes a byte order mark for white space, wherever it stands
        } else if (sql.substr(0, 2) == "--") {
            sql.remove_prefix(std::min(sql.find('\n'), sql.size()));
        } else if (sql.substr(0, 2) == "/*") {
            const std::size_t end = sql.find("*/", 2);
            sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 2);
        } else {
            break;
        }
    }
    std::string word;
    for (const char c : sql) {
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (upper < 'A' || upper > 'Z') break;
        word += upper;
    }
    return word;
}

constexpr std::array transaction_words = {"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"};
constexpr std::array connection_words = {"PRAGMA", "ATTACH", "DETACH", "VACUUM", "SET", "RESET", "DISCARD"};

template <std::size_t Size>
bool contains(const std::array<const char*, Size>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

void refuse_transaction_control(std::string_view sql) {
    const std::string word = first_word(sql);
    if (!contains(transaction_words, word)) return;
    throw Error(
        fmt::format("{} has no place in a revision, which is one transaction from its first step to its row in the history: {}", word, sql),
        {}, std::string(sql));
}

void DataConnection::refuse_control(std::string_view sql) const {
    refuse_transaction_control(sql);
    const std::string word = first_word(sql);
    if (!contains(connection_words, word)) return;
    if (word == "PRAGMA" && pragmas_ == Pragmas::read && sql.find_first_of("=(") == std::string_view::npos) return;
    throw Error(fmt::format("{} is not for a data step: it would change the connection for what comes after: {}", word, sql), {},
                std::string(sql));
}

std::int64_t DataConnection::execute(std::string_view sql, const std::vector<Value>& parameters) {
    refuse_control(sql);
    return driver_.execute(sql, parameters);
}

std::vector<Row> DataConnection::query(std::string_view sql, const std::vector<Value>& parameters) {
    refuse_control(sql);
    return driver_.query(sql, parameters);
}

}  // namespace aludel::runtime

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include <fmt/format.h>

#include "postgresql/twin.h"

namespace aludel::runtime::postgresql {
namespace {

/// What the planner makes of it: constants folded, implicit casts gone.
std::optional<std::string> planned(Connection& connection, const std::string& table, const std::string& type,
                                   const std::string& expression) {
    const std::string value = type.empty() ? fmt::format("({}\n)", expression) : fmt::format("CAST(({}\n) AS {})", expression, type);
    const Attempt attempt = connection.attempt(fmt::format("EXPLAIN (VERBOSE, COSTS OFF) SELECT {} FROM {}", value, table));
    if (!attempt.failure.empty()) return std::nullopt;
    std::string result;
    for (const TextRow& row : attempt.rows) result += row.at(0).value_or("") + "\n";
    return result;
}

std::optional<std::string> printed(Connection& connection, const std::string& schema, const std::string& query) {
    const Attempt attempt =
        connection.attempt(fmt::format("DROP VIEW IF EXISTS {0}.\"aludel twin\";\nCREATE VIEW {0}.\"aludel twin\" AS {1}\n;\n"
                                       "SELECT pg_catalog.pg_get_viewdef('{0}.\"aludel twin\"'::regclass, true)",
                                       schema, query));
    if (!attempt.failure.empty()) return std::nullopt;
    std::string result = attempt.rows.at(0).at(0).value_or("");
    while (!result.empty() && result.back() == ';') result.pop_back();
    return result;
}

bool is_word(char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// The query's words and signs in lower case, without white space, comments and what stands in quotes but for the quotes.
std::vector<std::string> signs(std::string_view query) {
    std::vector<std::string> result;
    for (std::size_t at = 0; at < query.size();) {
        std::size_t size = 1;
        const char c = query[at];
        if (query.substr(at, 2) == "--") {
            at = std::min(query.find('\n', at), query.size());
            continue;
        }
        if (query.substr(at, 2) == "/*") {
            const std::size_t end = query.find("*/", at);
            at = end == std::string_view::npos ? query.size() : end + 2;
            continue;
        }
        if (c == '\'' || c == '"') {
            const std::size_t end = query.find(c, at + 1);
            at = end == std::string_view::npos ? query.size() : end + 1;
            result.emplace_back(1, c);
            continue;
        }
        while (is_word(c) && at + size < query.size() && is_word(query[at + size])) ++size;
        if (std::isspace(static_cast<unsigned char>(c)) == 0) {
            std::string sign(query.substr(at, size));
            for (char& letter : sign) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
            result.push_back(std::move(sign));
        }
        at += size;
    }
    return result;
}

bool is_one_of(const std::string& sign, std::initializer_list<const char*> signs) {
    return std::any_of(signs.begin(), signs.end(), [&](const char* each) { return sign == each; });
}

}  // namespace

Verdict same_expression(Connection& connection, const std::string& table, const std::string& type, const std::string& live,
                        const std::string& twin) {
    const std::optional<std::string> ours = planned(connection, table, type, twin);
    if (!ours) return Verdict::unknown;
    return planned(connection, table, type, live) == ours ? Verdict::same : Verdict::different;
}

Verdict same_query(Connection& connection, const std::string& schema, const std::string& live, const std::string& twin) {
    const std::optional<std::string> ours = printed(connection, schema, twin);
    if (!ours) return Verdict::unknown;
    const std::optional<std::string> theirs = printed(connection, schema, live);
    if (!theirs) return Verdict::different;
    if (theirs == ours) return Verdict::same;
    // What is read from a dump once prints otherwise the first time, and the same ever after.
    return printed(connection, schema, *theirs) == printed(connection, schema, *ours) ? Verdict::same : Verdict::different;
}

// `count(*)` and `a * b` are none.
bool selects_all(std::string_view query) {
    const std::vector<std::string> all = signs(query);
    for (std::size_t at = 1; at < all.size(); ++at) {
        if (all[at] != "*" || all[at - 1] == "(") continue;
        if (is_one_of(all[at - 1], {"select", "distinct", "all", ",", "."})) return true;
        const std::string next = at + 1 < all.size() ? all[at + 1] : "";
        if (is_one_of(next, {"", ";", ")", ",", "from"})) return true;
    }
    return !all.empty() && all[0] == "table";
}

bool names_a_moment(std::string_view expression) {
    constexpr std::array words = {"'now'", "'today'", "'tomorrow'", "'yesterday'"};
    std::string lower(expression);
    for (char& letter : lower) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return lower.find(word) != std::string::npos; });
}

}  // namespace aludel::runtime::postgresql

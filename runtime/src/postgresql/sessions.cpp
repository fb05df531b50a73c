#include "postgresql/sessions.h"

#include <map>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "postgresql/statement.h"

namespace aludel::runtime::postgresql {
namespace {

// Of other roles' sessions NULL, but for members of pg_read_all_stats.
constexpr const char* about =
    "a.pid, a.usename, a.application_name, host(a.client_addr), to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SSOF'), "
    "a.state, round(extract(epoch FROM clock_timestamp() - a.state_change))::bigint";

/// What the columns of `about` say, from that one on.
std::string described(const TextRow& row, std::size_t first) {
    std::vector<std::string> known;
    if (row.at(first + 1)) known.push_back(fmt::format("user {}", *row.at(first + 1)));
    if (row.at(first + 2) && !row.at(first + 2)->empty()) known.push_back(fmt::format("application \"{}\"", *row.at(first + 2)));
    if (row.at(first + 3)) known.push_back(fmt::format("from {}", *row.at(first + 3)));
    if (row.at(first + 4)) known.push_back(fmt::format("connected since {}", *row.at(first + 4)));
    std::string result = fmt::format("process {}", row.at(first).value_or("?"));
    if (!known.empty()) result += fmt::format(" ({})", fmt::join(known, ", "));
    const std::string state = row.at(first + 5).value_or("");
    // "idle in transaction": somebody began one and left it open.
    if (state.substr(0, 19) == "idle in transaction") result += fmt::format(", {} for {} s", state, row.at(first + 6).value_or("?"));
    return result;
}

constexpr const char* own_database = "(SELECT oid FROM pg_database WHERE datname = current_database())";

}  // namespace

std::string is_lock(std::int64_t key) {
    // A key of 64 bits stands in two columns, with 1 in the third (https://www.postgresql.org/docs/current/view-pg-locks.html).
    const auto bits = static_cast<std::uint64_t>(key);
    return fmt::format("l.locktype = 'advisory' AND l.database = {} AND l.classid = {} AND l.objid = {} AND l.objsubid = 1 AND l.granted",
                       own_database, bits >> 32, bits & 0xffffffffU);
}

std::string holder_of(Connection& connection, std::int64_t key) {
    const std::vector<TextRow> rows =
        connection.texts(fmt::format("SELECT {} FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE {}", about, is_lock(key)));
    return rows.empty() ? std::string() : described(rows.front(), 0);
}

std::string blockers_of(Connection& connection, std::string_view statement) {
    const std::vector<TextRow> rows = connection.texts(fmt::format(
        "WITH held AS (SELECT DISTINCT l.pid, l.relation FROM pg_locks l WHERE l.locktype = 'relation' AND l.granted AND l.database = {} "
        "AND l.pid IS DISTINCT FROM pg_backend_pid()) "
        "SELECT c.relname, o.relname, {} FROM held JOIN pg_class c ON c.oid = held.relation AND c.relnamespace <> "
        "'pg_catalog'::regnamespace "
        "LEFT JOIN pg_stat_activity a ON a.pid = held.pid LEFT JOIN pg_constraint f ON f.contype = 'f' AND c.oid IN (f.conrelid, "
        "f.confrelid) "
        "LEFT JOIN pg_class o ON o.oid IN (f.conrelid, f.confrelid) AND o.oid <> c.oid ORDER BY held.pid, c.relname",
        own_database, about));
    std::map<std::string, std::set<std::string>> found;
    for (const TextRow& row : rows) {
        const std::string table = row.at(0).value_or("");
        if (!mentions(statement, table) && !mentions(statement, row.at(1).value_or(""))) continue;
        // A prepared transaction has no process.
        found[row.at(2) ? described(row, 2) : "a prepared transaction (see pg_prepared_xacts)"].insert(table);
    }
    std::vector<std::string> who;
    for (const auto& [session, tables] : found) who.push_back(fmt::format("{} with locks on {}", session, fmt::join(tables, ", ")));
    return fmt::format("{}", fmt::join(who, "; "));
}

}  // namespace aludel::runtime::postgresql

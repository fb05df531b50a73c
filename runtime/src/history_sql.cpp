#include "history_sql.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iterator>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#if __has_include(<unistd.h>)
#include <pwd.h>
#include <unistd.h>
#endif

namespace aludel::runtime {
namespace {

// Types that every engine has. What is a list of ids is separated by spaces, which no id can hold.
constexpr const char* create_version = R"(CREATE TABLE aludel_version (
    chain TEXT NOT NULL,
    revision TEXT NOT NULL,
    format BIGINT NOT NULL,
    CONSTRAINT pk_aludel_version PRIMARY KEY (chain, revision)
))";
constexpr const char* create_history = R"(CREATE TABLE aludel_history (
    chain TEXT NOT NULL,
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    parents TEXT NOT NULL,
    depends_on TEXT NOT NULL,
    message TEXT NOT NULL,
    kind TEXT NOT NULL,
    operations TEXT NOT NULL,
    hash TEXT NOT NULL,
    down_steps TEXT NOT NULL,
    older_may_run BIGINT NOT NULL,
    applied_at TEXT NOT NULL,
    duration_us BIGINT NOT NULL,
    applied_by TEXT NOT NULL,
    CONSTRAINT pk_aludel_history PRIMARY KEY (chain, id)
))";

std::string ids(const std::vector<std::string>& list) {
    return fmt::format("{}", fmt::join(list, " "));
}

}  // namespace

const std::string& HistorySql::version_table() {
    static const std::string name = "aludel_version";
    return name;
}

bool HistorySql::owns(const std::string& table) {
    return table == "aludel_version" || table == "aludel_history";
}

std::string HistorySql::literal(const std::string& text) const {
    return dialect_.literal(text);
}

std::string HistorySql::select_rows() const {
    return fmt::format("SELECT chain, revision, format FROM aludel_version WHERE chain IN ('', {})", literal(chain_));
}

std::string HistorySql::select_applied() const {
    return fmt::format(
        "SELECT id, position, parents, depends_on, message, kind, operations, hash, down_steps, older_may_run, applied_at, duration_us, "
        "applied_by "
        "FROM aludel_history WHERE chain = {} ORDER BY position",
        literal(chain_));
}

std::string HistorySql::is_not_at(const migrations::Rows& rows) const {
    const std::string count = fmt::format("(SELECT count(*) FROM aludel_version WHERE chain = {}", literal(chain_));
    std::string query = fmt::format("SELECT 1 WHERE {}) <> {}", count, rows.size());
    for (const std::string& row : rows) query += fmt::format(" OR {} AND revision = {}) = 0", count, literal(row));
    return query;
}

std::vector<std::string> HistorySql::create() const {
    return {create_version, create_history,
            fmt::format("INSERT INTO aludel_version (chain, revision, format) VALUES ('', '', {})", format)};
}

std::string HistorySql::insert(const Applied& revision, const std::string& position) const {
    const std::vector<std::string> values = {
        literal(chain_),
        literal(revision.id),
        position,
        literal(ids(revision.parents)),
        literal(ids(revision.depends_on)),
        literal(revision.message),
        literal(revision.kind),
        literal(revision.operations),
        literal(revision.hash),
        literal(revision.down_steps),
        revision.older_may_run ? "1" : "0",
        literal(revision.applied_at),
        fmt::format("{}", revision.duration_us),
        literal(revision.applied_by),
    };
    return fmt::format(
        "INSERT INTO aludel_history (chain, id, position, parents, depends_on, message, kind, operations, hash, down_steps, older_may_run, "
        "applied_at, duration_us, applied_by) SELECT {}",
        fmt::join(values, ", "));
}

std::string HistorySql::add(const Applied& revision) const {
    return insert(revision, fmt::format("{}", revision.position));
}

std::string HistorySql::append(const Applied& revision) const {
    return insert(revision, "coalesce(max(position), 0) + 1") + fmt::format(" FROM aludel_history WHERE chain = {}", literal(chain_));
}

std::string HistorySql::remove(const std::string& id) const {
    return fmt::format("DELETE FROM aludel_history WHERE chain = {} AND id = {}", literal(chain_), literal(id));
}

std::vector<std::string> HistorySql::set_rows(const migrations::Rows& before, const migrations::Rows& after) const {
    std::vector<std::string> gone;
    std::vector<std::string> new_ones;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone));
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(new_ones));
    if (gone.size() == 1 && new_ones.size() == 1) {
        return {fmt::format("UPDATE aludel_version SET revision = {} WHERE chain = {} AND revision = {}", literal(new_ones.front()),
                            literal(chain_), literal(gone.front()))};
    }
    std::vector<std::string> statements;
    for (const std::string& row : gone)
        statements.push_back(fmt::format("DELETE FROM aludel_version WHERE chain = {} AND revision = {}", literal(chain_), literal(row)));
    for (const std::string& row : new_ones) {
        statements.push_back(
            fmt::format("INSERT INTO aludel_version (chain, revision, format) VALUES ({}, {}, {})", literal(chain_), literal(row), format));
    }
    return statements;
}

std::string utc_now() {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

std::string user_and_host() {
    std::string user;
    std::string host;
#if __has_include(<unistd.h>)
    char name[256] = {};
    if (gethostname(name, sizeof name - 1) == 0) host = name;
    passwd entry{};
    passwd* found = nullptr;
    char buffer[4096];
    if (getpwuid_r(geteuid(), &entry, buffer, sizeof buffer, &found) == 0 && found != nullptr) user = found->pw_name;
    if (user.empty()) user = fmt::format("{}", geteuid());
#else
    if (const char* name = std::getenv("USERNAME")) user = name;
    if (const char* name = std::getenv("COMPUTERNAME")) host = name;
#endif
    return fmt::format("{}@{}", user, host);
}

}  // namespace aludel::runtime

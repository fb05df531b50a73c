#include "history.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <sstream>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/error.h>

#if __has_include(<unistd.h>)
#include <pwd.h>
#include <unistd.h>
#endif

namespace aludel::runtime {
namespace {

constexpr const char* version_table = "aludel_version";
constexpr const char* history_table = "aludel_history";

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

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> result;
    for (std::string word; stream >> word;) result.push_back(word);
    return result;
}

std::string text(const Value& value) {
    const std::string* result = std::get_if<std::string>(&value);
    if (result == nullptr)
        throw Error("the history of this database holds a value that is no text where text belongs: it was changed by hand");
    return *result;
}

std::int64_t number(const Value& value) {
    const std::int64_t* result = std::get_if<std::int64_t>(&value);
    if (result == nullptr)
        throw Error("the history of this database holds a value that is no number where a number belongs: it was changed by hand");
    return *result;
}

}  // namespace

History::History(Driver& driver, std::string chain) : driver_(driver), chain_(std::move(chain)) {
    if (chain_.empty()) throw Error("the chain has no name: set `name` in aludel.toml and run `aludel chain`");
}

std::string History::literal(const std::string& text) const {
    return driver_.dialect().literal(text);
}

bool History::owns(const std::string& table) {
    return table == version_table || table == history_table;
}

std::optional<migrations::Rows> History::rows() {
    std::vector<Row> found;
    try {
        // The row of the chain '' holds the format, so that a program at head reads once.
        found =
            driver_.query(fmt::format("SELECT chain, revision, format FROM {} WHERE chain IN ('', {})", version_table, literal(chain_)));
    } catch (const Error&) {
        const std::vector<std::string> tables = driver_.tables();
        if (std::find(tables.begin(), tables.end(), version_table) != tables.end()) throw;
        return std::nullopt;
    }
    migrations::Rows rows;
    bool has_format = false;
    for (const Row& row : found) {
        if (!text(row.at(0)).empty()) {
            rows.insert(text(row.at(1)));
            continue;
        }
        has_format = true;
        if (number(row.at(2)) != format) {
            throw Error(fmt::format(
                "{} has a history of format {}, and this program knows format {}: it was upgraded by a program that is built with a newer "
                "Aludel. Build this one with it too",
                driver_.where(), number(row.at(2)), format));
        }
    }
    if (!has_format) {
        throw Error(fmt::format("{} has a table {} without the row that tells its format: it was changed by hand, or it is not Aludel's",
                                driver_.where(), version_table));
    }
    return rows;
}

std::vector<Applied> History::applied() {
    std::vector<Applied> result;
    for (const Row& row :
         driver_.query(fmt::format("SELECT id, position, parents, depends_on, message, kind, operations, hash, down_steps, older_may_run, "
                                   "applied_at, duration_us, applied_by FROM {} WHERE chain = {} ORDER BY position",
                                   history_table, literal(chain_)))) {
        Applied one;
        one.id = text(row.at(0));
        one.position = number(row.at(1));
        one.parents = words(text(row.at(2)));
        one.depends_on = words(text(row.at(3)));
        one.message = text(row.at(4));
        one.kind = text(row.at(5));
        one.operations = text(row.at(6));
        one.hash = text(row.at(7));
        one.down_steps = text(row.at(8));
        one.older_may_run = number(row.at(9)) != 0;
        one.applied_at = text(row.at(10));
        one.duration_us = number(row.at(11));
        one.applied_by = text(row.at(12));
        result.push_back(std::move(one));
    }
    return result;
}

void History::create() {
    driver_.execute(create_version);
    driver_.execute(create_history);
    driver_.execute(fmt::format("INSERT INTO {} (chain, revision, format) VALUES ('', '', {})", version_table, format));
}

std::int64_t History::next_position() {
    return number(
        driver_.query(fmt::format("SELECT coalesce(max(position), 0) + 1 FROM {} WHERE chain = {}", history_table, literal(chain_)))
            .at(0)
            .at(0));
}

void History::add(const Applied& revision) {
    driver_.execute(
        fmt::format("INSERT INTO {} (chain, id, position, parents, depends_on, message, kind, operations, hash, down_steps, older_may_run, "
                    "applied_at, duration_us, applied_by) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})",
                    history_table, literal(chain_), literal(revision.id), revision.position,
                    literal(fmt::format("{}", fmt::join(revision.parents, " "))),
                    literal(fmt::format("{}", fmt::join(revision.depends_on, " "))), literal(revision.message), literal(revision.kind),
                    literal(revision.operations), literal(revision.hash), literal(revision.down_steps), revision.older_may_run ? 1 : 0,
                    literal(revision.applied_at), revision.duration_us, literal(revision.applied_by)));
}

void History::remove(const std::string& id) {
    driver_.execute(fmt::format("DELETE FROM {} WHERE chain = {} AND id = {}", history_table, literal(chain_), literal(id)));
}

void History::set_rows(const migrations::Rows& before, const migrations::Rows& after) {
    for (const std::string& row : before) {
        if (after.count(row) == 0) {
            driver_.execute(fmt::format("DELETE FROM {} WHERE chain = {} AND revision = {}", version_table, literal(chain_), literal(row)));
        }
    }
    for (const std::string& row : after) {
        if (before.count(row) == 0) {
            driver_.execute(fmt::format("INSERT INTO {} (chain, revision, format) VALUES ({}, {}, {})", version_table, literal(chain_),
                                        literal(row), format));
        }
    }
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

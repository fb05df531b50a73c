#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <aludel/migrations/dialect.h>
#include <aludel/migrations/graph.h>

namespace aludel::runtime {

/// A revision that is applied, as the history has it (docs/history.md).
struct Applied {
    std::string id = {};
    std::int64_t position = 0;  ///< the order of application
    std::vector<std::string> parents = {};
    std::vector<std::string> depends_on = {};  ///< ids
    std::string message = {};
    std::string kind = {};        ///< "upgrade", "stamp", "adopt" or "script"
    std::string operations = {};  ///< canonical (migrations/serialise.h)
    std::string hash = {};
    std::string down_steps = {};
    bool older_may_run = false;
    std::string applied_at = {};   ///< UTC, ISO 8601
    std::int64_t duration_us = 0;  ///< microseconds
    std::string applied_by = {};   ///< user@host
};

/// The statements of the tables aludel_version and aludel_history, in words that every engine has; for one chain.
class HistorySql {
public:
    static constexpr int format = 1;

    HistorySql(const migrations::Dialect& dialect, std::string chain) : dialect_(dialect), chain_(std::move(chain)) {}

    /// chain, revision, format; the row of the chain '' holds the format, so that one query is enough.
    std::string select_rows() const;
    /// The members of Applied, in their order.
    std::string select_applied() const;
    /// A query that returns a row unless the version rows are these. Only where there is a history.
    std::string is_not_at(const migrations::Rows& rows) const;

    std::vector<std::string> create() const;
    std::string add(const Applied& revision) const;
    /// The same behind all that are there, whatever `position` says: one statement less in each transaction.
    std::string append(const Applied& revision) const;
    std::string remove(const std::string& id) const;
    std::vector<std::string> set_rows(const migrations::Rows& before, const migrations::Rows& after) const;

    /// Whether a table is one of the two.
    static bool owns(const std::string& table);
    static const std::string& version_table();

private:
    std::string literal(const std::string& text) const;
    std::string insert(const Applied& revision, const std::string& position) const;

    const migrations::Dialect& dialect_;
    std::string chain_;
};

/// The time now, "2026-11-20T21:15:00Z".
std::string utc_now();
/// user@host of this process, as far as the system tells.
std::string user_and_host();

}  // namespace aludel::runtime

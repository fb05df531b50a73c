#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aludel/migrations/graph.h>
#include <aludel/runtime/driver.h>

namespace aludel::runtime {

/// A revision that is applied, as the history has it (docs/history.md).
struct Applied {
    std::string id = {};
    std::int64_t position = 0;  ///< the order of application
    std::vector<std::string> parents = {};
    std::vector<std::string> depends_on = {};  ///< ids
    std::string message = {};
    std::string kind = {};        ///< "upgrade", "stamp" or "adopt"
    std::string operations = {};  ///< canonical (migrations/serialise.h)
    std::string hash = {};
    std::string down_steps = {};
    bool older_may_run = false;
    std::string applied_at = {};   ///< UTC, ISO 8601
    std::int64_t duration_us = 0;  ///< microseconds
    std::string applied_by = {};   ///< user@host
};

/// The tables aludel_version and aludel_history: what of one chain is applied to this database.
class History {
public:
    static constexpr int format = 1;

    /// @throws Error for a chain without a name.
    History(Driver& driver, std::string chain);

    /// The version rows, in one read; nullopt for a database without a history.
    /// @throws Error for a history of a newer format.
    std::optional<migrations::Rows> rows();
    /// All applied revisions, in the order of their application.
    std::vector<Applied> applied();

    // Inside a transaction:

    void create();
    std::int64_t next_position();
    void add(const Applied& revision);
    void remove(const std::string& id);
    void set_rows(const migrations::Rows& before, const migrations::Rows& after);

    /// Whether a table is one of the history's own.
    static bool owns(const std::string& table);

private:
    std::string literal(const std::string& text) const;

    Driver& driver_;
    std::string chain_;
};

/// The time now, "2026-11-20T21:15:00Z".
std::string utc_now();
/// user@host of this process, as far as the system tells.
std::string user_and_host();

}  // namespace aludel::runtime

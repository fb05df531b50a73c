#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/chain.h>
#include <aludel/runtime/error.h>

namespace aludel::runtime {

/// What is told while a run goes on. Implement what you need; nothing here may throw.
class Observer {
public:
    virtual ~Observer() = default;

    struct Revision {
        std::string id;
        std::string message;
        bool up = true;
        std::size_t number = 0;  ///< of this run, from 1
        std::size_t count = 0;
    };

    virtual void revision_started(const Revision&) {}
    /// A step of it, as its dialect describes it, before it runs.
    virtual void step_started(const Revision&, std::string_view) {}
    virtual void revision_finished(const Revision&, std::chrono::microseconds) {}
    /// Another program holds the database; told once a second.
    virtual void waiting(std::string_view) {}
    /// Something to know that stops nothing: objects carried over by a rebuild, an SQLite with a known bug...
    virtual void warning(std::string_view) {}
};

/// What to do with what stands in the live database and not in the chain's fold.
enum class Unknown {
    carry,   ///< carried over by a rebuild
    refuse,  ///< the run stops and names it
};

struct Options {
    Observer* observer = nullptr;
    /// How long to wait for another program that upgrades or writes.
    std::chrono::milliseconds lock_timeout{30'000};
    Unknown unknown_objects = Unknown::carry;
    /// The revision that an unversioned database with tables in it is at ("user_version = 37" -> "3f1d..."); it is
    /// verified against that revision's schema and stamped in the same transaction. Without it, or when it answers
    /// nullopt, such a database is refused.
    std::function<std::optional<std::string>(connection&)> adopt = {};
};

struct Result {
    std::vector<std::string> revisions;  ///< upgraded through or downgraded, in order
    std::vector<std::string> rows;       ///< version rows at the end
};

/// What a check of a database against the program found.
struct Findings {
    std::vector<std::string> rows = {};      ///< version rows
    std::vector<std::string> pending = {};   ///< revisions of the program that are not applied
    std::vector<std::string> problems = {};  ///< in words: an edited revision, a column that is missing...
    std::vector<std::string> unknown = {};   ///< what could not be judged
    bool at_head() const { return pending.empty() && problems.empty(); }
};

// On a URL: sqlite:///relative.db, sqlite:////absolute.db, sqlite:// (memory). A connection is opened, used and closed.
// Every function throws Error or a leaf of it; a failed revision leaves the database at the revision before it.

/// Upgrades to the chain's only head. At head: one read (on PostgreSQL a second, of where the history is), no lock, nothing
/// written.
Result upgrade_to_head(std::string_view url, const chain& chain, const Options& options = {});
/// @param target as in Alembic: an id or a unique prefix, "head", "heads", "+1", "label@head"...
Result upgrade(std::string_view url, const chain& chain, std::string_view target, const Options& options = {});
/// @param target "base", "-1", an id... Revisions that lose data say so in their source; irreversible ones stop the run
///        before its first step.
Result downgrade(std::string_view url, const chain& chain, std::string_view target, const Options& options = {});
/// Sets the version rows without running a revision.
Result stamp(std::string_view url, const chain& chain, std::string_view target, const Options& options = {});
/// The version rows; empty for a database that has no history. Takes no lock and writes nothing.
std::vector<std::string> current(std::string_view url, const chain& chain, const Options& options = {});
/// Compares the database with the program: its history with the chain, its live schema with what the applied revisions
/// lead to. Takes no lock and writes nothing.
Findings check(std::string_view url, const chain& chain, const Options& options = {});

}  // namespace aludel::runtime

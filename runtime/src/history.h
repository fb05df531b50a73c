#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aludel/migrations/graph.h>
#include <aludel/runtime/driver.h>

#include "history_sql.h"

namespace aludel::runtime {

/// The tables aludel_version and aludel_history: what of one chain is applied to this database.
class History {
public:
    /// @throws Error for a chain without a name.
    History(Driver& driver, std::string chain);

    /// The version rows, in one read; nullopt for a database without a history. Inside a transaction only where there is one.
    /// @throws Error for a history of a newer format.
    std::optional<migrations::Rows> rows();
    /// Whether the database has a history, of this chain or another.
    bool exists();
    /// All applied revisions, in the order of their application.
    std::vector<Applied> applied();

    // Inside a transaction:

    void create();
    void add(const Applied& revision);
    /// Behind all that are there.
    void append(const Applied& revision);
    void remove(const std::string& id);
    void set_rows(const migrations::Rows& before, const migrations::Rows& after);

private:
    Driver& driver_;
    HistorySql sql_;
};

}  // namespace aludel::runtime

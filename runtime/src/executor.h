#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <aludel/runtime/compare.h>
#include <aludel/runtime/executor.h>

#include "compiled_chain.h"
#include "history.h"
#include "plan.h"

namespace aludel::runtime {

/// One call of the runtime on one database.
class Executor {
public:
    Executor(Driver& driver, const chain& chain, const Options& options);

    Result upgrade(std::string_view target);
    Result downgrade(std::string_view target);
    Result stamp(std::string_view target);
    Findings check();

private:
    /// Reads until nobody changes the rows in between.
    State read_state();
    /// Runs the plan, a transaction a revision. False when another program changed the history, so that the rest is to
    /// be planned anew.
    bool run(const std::vector<PlannedRevision>& plan, bool has_history);
    bool run(const PlannedRevision& planned, bool has_history, const Observer::Revision& told);
    /// One attempt. @throws Conflict when another transaction was in its way.
    bool run_once(const PlannedRevision& planned, bool has_history, const Observer::Revision& told);
    void write_history(const PlannedRevision& planned, std::chrono::steady_clock::time_point began);
    /// True when `state` is what the database has, inside the transaction.
    bool still(bool has_history, const migrations::Rows& rows);
    /// Refuses an unversioned database with tables in it, or adopts it; false when another program was first.
    bool adopt(const std::vector<std::string>& tables);
    std::vector<std::string> user_tables();
    Comparison compare_with(const schema::Schema& expected);

    Driver& driver_;
    const Options& options_;
    CompiledChain chain_;
    History history_;
    Result result_ = {};
};

}  // namespace aludel::runtime

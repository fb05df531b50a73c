#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/dialect.h>
#include <aludel/migrations/graph.h>
#include <aludel/migrations/step.h>

#include "compiled_chain.h"
#include "history.h"

namespace aludel::runtime {

/// One revision of a run, resolved and rendered.
struct PlannedRevision {
    bool up = true;
    Applied record = {};  ///< what its history row says (time, duration and position come when it runs)
    migrations::Rows before = {};
    migrations::Rows after = {};
    std::vector<migrations::Step> steps = {};
};

/// What the history says of this chain, consistent in itself.
struct State {
    bool has_history = false;
    migrations::Rows rows = {};
    std::vector<Applied> applied = {};
};

/// Whether a history that differs from the program's chain stops the run.
enum class Newer {
    refuse,  ///< revisions that the program does not have: DatabaseIsAhead
    accept,
};

/// @throws ChecksumMismatch, DatabaseIsAhead, and Error for a revision that was inserted below an applied one, for one
///         that has other parents now, and for a history that does not agree with itself.
void check_history(const CompiledChain& chain, const State& state, Newer newer, const std::string& where);

// Nothing is executed here; when a plan comes back, every step of it is known.

/// @throws Error for what cannot be planned or rendered.
std::vector<PlannedRevision> plan_upgrade(const CompiledChain& chain, const State& state, std::string_view target,
                                          const migrations::Dialect& dialect);
/// As above. Revisions that the program does not have go down by the steps that the history kept.
std::vector<PlannedRevision> plan_downgrade(const CompiledChain& chain, const State& state, std::string_view target,
                                            const migrations::Dialect& dialect);
/// @throws Error for a step that is irreversible, that is code of another program, or that the engine cannot roll back.
void check_executable(const std::vector<PlannedRevision>& plan, bool transactional_ddl);
/// The records of these revisions, parents first, after `schema`, for a history that they are written into without
/// being run. `schema` ends as the schema after them.
std::vector<Applied> records_of(const CompiledChain& chain, const std::vector<std::string>& ids, schema::Schema& schema,
                                const migrations::Dialect& dialect, const std::string& kind);

}  // namespace aludel::runtime

#include "plan.h"

#include <utility>

#include <fmt/format.h>

#include <aludel/migrations/dialect.h>
#include <aludel/migrations/fold.h>
#include <aludel/migrations/serialise.h>
#include <aludel/runtime/error.h>
#include <aludel/schema/error.h>

#include "compatibility.h"
#include "data_connection.h"

namespace aludel::runtime {
namespace {

using migrations::Dialect;
using migrations::Move;
using migrations::Operation;
using migrations::Revision;
using migrations::Step;
using schema::Schema;

std::string title(const std::string& id, const std::string& message) {
    return message.empty() ? id : fmt::format("{} ({})", id, message);
}

/// Renders one function of a revision. `schema` ends as the schema after it.
std::vector<Step> rendered(const Revision& revision, const std::vector<Operation>& raw, Schema& schema, const Dialect& dialect,
                           const char* which, std::vector<Operation>* resolved = nullptr) {
    try {
        const Schema before = schema;
        std::vector<Operation> operations = migrations::resolve_all(schema, raw);
        std::vector<Step> steps = dialect.render(before, operations);
        if (resolved != nullptr) *resolved = std::move(operations);
        return steps;
    } catch (const schema::SchemaError& error) {
        throw Error(fmt::format("revision {}: its {}() cannot be done here: {}", title(revision.id, revision.message), which, error.what()),
                    revision.id);
    }
}

/// What the history keeps for a program that does not have the revision. A downgrade that cannot be rendered stops no
/// upgrade; it says so when somebody wants it.
std::string down_steps(const Revision& revision, Schema after, const Dialect& dialect) {
    std::vector<Step> steps;
    try {
        steps = rendered(revision, CompiledChain::downgrade_of(revision), after, dialect, "downgrade");
    } catch (const Error& error) {
        Step step;
        step.action = migrations::IrreversibleStep{error.what()};
        step.description = "stop: the downgrade could not be rendered when the revision was applied";
        steps = {std::move(step)};
    }
    return migrations::serialise(steps);
}

/// Renders the upgrade and fills in the record. `schema` ends as the schema after it.
PlannedRevision planned_upgrade(const CompiledChain& chain, const Revision& revision, Schema& schema, const Dialect& dialect,
                                const std::string& kind) {
    PlannedRevision planned;
    const std::vector<Operation> raw = CompiledChain::upgrade_of(revision);
    std::vector<Operation> resolved;
    planned.steps = rendered(revision, raw, schema, dialect, "upgrade", &resolved);
    Applied& record = planned.record;
    record.id = revision.id;
    record.parents = revision.parents;
    record.depends_on = chain.dependencies(revision);
    record.message = revision.message;
    record.kind = kind;
    record.operations = migrations::serialise(raw);
    record.hash = migrations::hash(raw);
    record.down_steps = down_steps(revision, schema, dialect);
    record.older_may_run = older_may_run(resolved);
    return planned;
}

struct Executable {
    const PlannedRevision& planned;

    [[noreturn]] void refuse(const std::string& what) const {
        throw Error(fmt::format("{} revision {} stops before its first step: {}; nothing was changed",
                                planned.up ? "upgrading through" : "downgrading", title(planned.record.id, planned.record.message), what),
                    planned.record.id);
    }
    void operator()(const migrations::SqlStep& sql) const {
        try {
            refuse_transaction_control(sql.sql);
        } catch (const Error& error) {
            refuse(error.what());
        }
    }
    void operator()(const migrations::RebuildStep&) const {}
    void operator()(const migrations::GuardStep&) const {}
    void operator()(const migrations::IrreversibleStep& irreversible) const {
        refuse(fmt::format("it is irreversible: {}", irreversible.reason));
    }
    void operator()(const migrations::RunStep& run) const {
        if (run.callback == nullptr) {
            refuse(fmt::format(
                "the data step {} (version {}) is C++ of another program, and this one does not have it; downgrade with the program that "
                "has the revision",
                run.name, run.version));
        }
    }
};

std::vector<Applied> without(std::vector<Applied> applied, const std::string& id) {
    for (auto at = applied.begin(); at != applied.end(); ++at) {
        if (at->id == id) {
            applied.erase(at);
            break;
        }
    }
    return applied;
}

}  // namespace

void check_executable(const std::vector<PlannedRevision>& plan, bool transactional_ddl) {
    for (const PlannedRevision& planned : plan) {
        for (const Step& step : planned.steps) {
            const Executable executable{planned};
            if (!step.transactional || !transactional_ddl) {
                executable.refuse(fmt::format("\"{}\" cannot stand in a transaction on this database, so that it could not be rolled back",
                                              step.description));
            }
            std::visit(executable, step.action);
        }
    }
}

std::vector<PlannedRevision> plan_upgrade(const CompiledChain& chain, const State& state, std::string_view target, const Dialect& dialect) {
    const migrations::Plan plan = chain.graph().upgrade(state.rows, target);
    std::vector<PlannedRevision> result;
    if (plan.moves.empty()) return result;
    Schema schema = chain.fold(state.applied);
    migrations::Rows rows = state.rows;
    for (const Move& move : plan.moves) {
        PlannedRevision planned = planned_upgrade(chain, *chain.find(move.id), schema, dialect, "upgrade");
        planned.before = std::exchange(rows, move.rows);
        planned.after = move.rows;
        result.push_back(std::move(planned));
    }
    return result;
}

std::vector<PlannedRevision> plan_downgrade(const CompiledChain& chain, const State& state, std::string_view target,
                                            const Dialect& dialect) {
    const migrations::Plan plan = chain.with(state.applied).downgrade(state.rows, target);
    std::vector<PlannedRevision> result;
    std::vector<Applied> applied = state.applied;
    migrations::Rows rows = state.rows;
    for (const Move& move : plan.moves) {
        PlannedRevision planned;
        planned.up = false;
        for (const Applied& one : applied) {
            if (one.id == move.id) planned.record = one;
        }
        planned.before = std::exchange(rows, move.rows);
        planned.after = move.rows;
        if (const Revision* known = chain.find(move.id)) {
            Schema schema = chain.fold(applied);
            planned.steps = rendered(*known, CompiledChain::downgrade_of(*known), schema, dialect, "downgrade");
        } else {
            try {
                planned.steps = migrations::deserialise_steps(planned.record.down_steps);
            } catch (const schema::SchemaError& error) {
                throw Error(
                    fmt::format(
                        "revision {} is unknown to this program, and so is a step of its downgrade as the history keeps it: {}. Downgrade "
                        "with the program that has the revision",
                        title(move.id, planned.record.message), error.what()),
                    move.id);
            }
        }
        applied = without(std::move(applied), move.id);
        result.push_back(std::move(planned));
    }
    return result;
}

std::vector<Applied> records_of(const CompiledChain& chain, const std::vector<std::string>& ids, Schema& schema, const Dialect& dialect,
                                const std::string& kind) {
    std::vector<Applied> result;
    for (const std::string& id : ids) result.push_back(planned_upgrade(chain, *chain.find(id), schema, dialect, kind).record);
    return result;
}

}  // namespace aludel::runtime

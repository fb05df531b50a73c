#include "executor.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/compare.h>
#include <aludel/runtime/error.h>

#include "data_connection.h"
#include "patience.h"
#include "step_runner.h"

namespace aludel::runtime {
namespace {

using migrations::Rows;

/// What prepare() set is restored, whatever happens.
class Prepared {
public:
    explicit Prepared(Driver& driver) : driver_(driver) { driver_.prepare(); }
    ~Prepared() { driver_.restore(); }
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

private:
    Driver& driver_;
};

/// Rolled back unless it was committed.
class Transaction {
public:
    Transaction(Driver& driver, bool foreign_keys_off) : driver_(driver) { driver_.begin(foreign_keys_off); }
    ~Transaction() {
        if (open_) driver_.rollback();
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit() {
        open_ = false;
        driver_.commit();
    }

private:
    Driver& driver_;
    bool open_ = true;
};

std::vector<std::string> listed(const Rows& rows) {
    return {rows.begin(), rows.end()};
}

std::string text(const Rows& rows) {
    return rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ", "));
}

std::int64_t next_position(const std::vector<Applied>& applied) {
    return applied.empty() ? 1 : applied.back().position + 1;
}

bool needs_foreign_keys_off(const PlannedRevision& planned) {
    return std::any_of(planned.steps.begin(), planned.steps.end(),
                       [](const migrations::Step& step) { return step.needs_foreign_keys_off; });
}

}  // namespace

Executor::Executor(Driver& driver, const chain& chain, const Options& options)
    : driver_(driver), options_(options), chain_(chain), history_(driver, chain_.name()) {}

State Executor::read_state() {
    for (;;) {
        State state;
        const std::optional<Rows> before = history_.rows();
        if (!before) return state;
        state.has_history = true;
        state.rows = *before;
        state.applied = history_.applied();
        // Another program may commit a revision between the two reads.
        if (history_.rows() == before) return state;
    }
}

std::vector<std::string> Executor::user_tables() {
    std::vector<std::string> tables = driver_.tables();
    tables.erase(std::remove_if(tables.begin(), tables.end(), &HistorySql::owns), tables.end());
    return tables;
}

Result Executor::upgrade(std::string_view target) {
    std::optional<Prepared> prepared;
    for (;;) {
        const State state = read_state();
        if (!state.has_history) {
            const std::vector<std::string> tables = user_tables();
            // Another program may have made both, the tables and the history, since the history was looked for.
            if (!tables.empty() && !history_.rows()) {
                if (!prepared) prepared.emplace(driver_);
                adopt(tables);
            }
            if (!tables.empty()) continue;
        }
        check_history(chain_, state, Newer::refuse, driver_.where());
        const std::vector<PlannedRevision> plan = plan_upgrade(chain_, state, target, driver_.dialect());
        check_executable(plan, driver_.transactional_ddl());
        result_.rows = listed(plan.empty() ? state.rows : plan.back().after);
        if (plan.empty()) return result_;
        if (!prepared) prepared.emplace(driver_);
        if (run(plan, state.has_history)) return result_;
    }
}

Result Executor::downgrade(std::string_view target) {
    std::optional<Prepared> prepared;
    for (;;) {
        const State state = read_state();
        check_history(chain_, state, Newer::accept, driver_.where());
        const std::vector<PlannedRevision> plan = plan_downgrade(chain_, state, target, driver_.dialect());
        check_executable(plan, driver_.transactional_ddl());
        result_.rows = listed(plan.empty() ? state.rows : plan.back().after);
        if (plan.empty()) return result_;
        if (!prepared) prepared.emplace(driver_);
        if (run(plan, state.has_history)) return result_;
    }
}

bool Executor::run(const std::vector<PlannedRevision>& plan, bool has_history) {
    for (std::size_t i = 0; i < plan.size(); ++i) {
        Observer::Revision told;
        told.id = plan[i].record.id;
        told.message = plan[i].record.message;
        told.up = plan[i].up;
        told.number = i + 1;
        told.count = plan.size();
        if (!run(plan[i], has_history || i > 0, told)) return false;
        result_.revisions.push_back(told.id);
    }
    return true;
}

bool Executor::still(bool has_history, const Rows& rows) {
    // Asking for rows of a table that is not there would end the transaction on an engine other than SQLite.
    return has_history ? history_.rows() == rows : !history_.exists();
}

bool Executor::run(const PlannedRevision& planned, bool has_history, const Observer::Revision& told) {
    Patience patience(options_.lock_timeout);
    for (;;) {
        try {
            return run_once(planned, has_history, told);
        } catch (const Conflict& conflict) {
            const std::string who = driver_.blockers(conflict.statement());
            if (!patience.again()) {
                throw LockTimeout(
                    fmt::format(
                        "revision {} could not be run on {} within {} ms, in {} attempts: {}{}. The database is at {}, as before it",
                        told.id, driver_.where(), options_.lock_timeout.count(), patience.attempts(), conflict.what(),
                        who.empty() ? "" : "; in the way is " + who, text(planned.before)),
                    told.id, conflict.statement(), conflict.sqlstate());
            }
            if (options_.observer != nullptr) {
                options_.observer->waiting(
                    fmt::format("revision {} is tried again: {}{}", told.id, conflict.what(), who.empty() ? "" : "; in the way is " + who));
            }
        } catch (const CommitInDoubt&) {
            // The history row is written in the same transaction: where it stands, everything was kept.
            if (!driver_.reconnect()) throw;
            const std::vector<Applied> applied = history_.exists() ? history_.applied() : std::vector<Applied>();
            const bool there = std::any_of(applied.begin(), applied.end(), [&](const Applied& one) { return one.id == told.id; });
            if (there == planned.up) return true;
            // Something on the way may break every COMMIT.
            if (!patience.again()) throw;
        }
    }
}

bool Executor::run_once(const PlannedRevision& planned, bool has_history, const Observer::Revision& told) {
    const auto began = std::chrono::steady_clock::now();
    Transaction transaction(driver_, needs_foreign_keys_off(planned));
    if (!still(has_history, planned.before)) return false;
    if (options_.observer != nullptr) options_.observer->revision_started(told);
    StepRunner runner(driver_, options_, told);
    try {
        if (!has_history) history_.create();
        for (const migrations::Step& step : planned.steps) runner.run(step);
        write_history(planned, began);
        transaction.commit();
    } catch (const LockTimeout&) {
        throw;
    } catch (const Conflict&) {
        throw;
    } catch (const CommitInDoubt&) {
        throw;
    } catch (const Error& error) {
        const std::string title = told.message.empty() ? told.id : fmt::format("{} ({})", told.id, told.message);
        std::throw_with_nested(Error(
            fmt::format("{} revision {} failed{}: {}. The database is at {}, as before it", told.up ? "upgrading through" : "downgrading",
                        title, runner.place(planned.steps.size()), error.what(), text(planned.before)),
            told.id, error.statement(), error.sqlstate()));
    }
    if (options_.observer != nullptr) {
        options_.observer->revision_finished(
            told, std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began));
    }
    return true;
}

void Executor::write_history(const PlannedRevision& planned, std::chrono::steady_clock::time_point began) {
    if (planned.up) {
        Applied record = planned.record;
        record.applied_at = utc_now();
        record.duration_us = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began).count();
        record.applied_by = user_and_host();
        history_.append(record);
    } else {
        history_.remove(planned.record.id);
    }
    history_.set_rows(planned.before, planned.after);
}

Result Executor::stamp(std::string_view target) {
    std::optional<Prepared> prepared;
    for (;;) {
        const State state = read_state();
        const migrations::Graph graph = chain_.with(state.applied);
        const Rows rows = graph.stamp(state.rows, target);
        const std::set<std::string> wanted = graph.applied(rows);
        std::vector<Applied> kept;
        std::vector<std::string> gone;
        for (const Applied& one : state.applied) {
            if (wanted.contains(one.id)) {
                kept.push_back(one);
            } else {
                gone.push_back(one.id);
            }
        }
        std::vector<std::string> added;
        for (const migrations::Node& node : graph.nodes()) {
            const bool there = std::any_of(kept.begin(), kept.end(), [&](const Applied& one) { return one.id == node.id; });
            if (wanted.contains(node.id) && !there) added.push_back(node.id);
        }
        result_.rows = listed(rows);
        if (state.has_history && rows == state.rows && gone.empty() && added.empty()) return result_;

        schema::Schema schema = chain_.fold(kept);
        std::vector<Applied> records = records_of(chain_, added, schema, driver_.dialect(), "stamp");
        if (!prepared) prepared.emplace(driver_);
        Transaction transaction(driver_, false);
        if (!still(state.has_history, state.rows)) continue;
        if (!state.has_history) history_.create();
        for (const std::string& id : gone) history_.remove(id);
        std::int64_t position = next_position(state.applied);
        for (Applied& record : records) {
            record.position = position++;
            record.applied_at = utc_now();
            record.applied_by = user_and_host();
            history_.add(record);
        }
        history_.set_rows(state.rows, rows);
        transaction.commit();
        return result_;
    }
}

bool Executor::adopt(const std::vector<std::string>& tables) {
    const std::string what = fmt::format("{} has tables ({}) and no history of Aludel", driver_.where(), fmt::join(tables, ", "));
    if (!options_.adopt) {
        throw Error(fmt::format(
            "{}: nothing is run over it. If it is a database of this application, say which revision it is at (Options::adopt, or "
            "`stamp` of the migrate program)",
            what));
    }
    Transaction transaction(driver_, false);
    if (history_.exists()) return false;
    DataConnection connection(driver_, DataConnection::Pragmas::read);
    const std::optional<std::string> revision = options_.adopt(connection);
    if (!revision) throw Error(fmt::format("{}, and Options::adopt does not know it either: nothing is run over it", what));

    const std::vector<std::string> tips = chain_.graph().resolve(*revision);
    const Rows rows = chain_.graph().stamp({}, *revision);
    const std::set<std::string> wanted = chain_.graph().applied(rows);
    std::vector<std::string> ids;
    for (const migrations::Node& node : chain_.graph().nodes()) {
        if (wanted.contains(node.id)) ids.push_back(node.id);
    }
    schema::Schema schema;
    std::vector<Applied> records = records_of(chain_, ids, schema, driver_.dialect(), "adopt");
    const Comparison comparison = compare_with(schema);
    if (!comparison.differences.empty()) {
        throw Error(fmt::format("{}, and is not at revision {} as Options::adopt says: {}. Nothing was changed", what,
                                fmt::join(tips, ", "), fmt::join(comparison.differences, "; ")));
    }
    if (options_.observer != nullptr) {
        for (const std::string& unknown : comparison.unknown)
            options_.observer->warning(fmt::format("could not be compared with revision {}: {}", fmt::join(tips, ", "), unknown));
    }
    history_.create();
    std::int64_t position = 1;
    for (Applied& record : records) {
        record.position = position++;
        record.applied_at = utc_now();
        record.applied_by = user_and_host();
        history_.add(record);
    }
    history_.set_rows({}, rows);
    transaction.commit();
    return true;
}

Comparison Executor::compare_with(const schema::Schema& expected) {
    const schema::Schema physical = driver_.dialect().lower(expected);
    Introspection live = driver_.introspect(physical);
    schema::ByName<schema::Table> tables;
    for (const schema::Table& table : live.schema.tables) {
        if (!HistorySql::owns(table.name.name)) tables.add(table);
    }
    live.schema.tables = std::move(tables);
    return compare(live, driver_.as_introspected(physical));
}

Findings Executor::check() {
    Findings found;
    const State state = read_state();
    found.rows = listed(state.rows);
    std::set<std::string> applied;
    for (const Applied& one : state.applied) applied.insert(one.id);
    for (const migrations::Node& node : chain_.graph().nodes()) {
        if (!applied.contains(node.id)) found.pending.push_back(node.id);
    }
    try {
        check_history(chain_, state, Newer::refuse, driver_.where());
    } catch (const Error& error) {
        found.problems.emplace_back(error.what());
    }
    if (state.has_history && !state.applied.empty()) {
        Comparison comparison = compare_with(chain_.fold(state.applied));
        found.problems.insert(found.problems.end(), comparison.differences.begin(), comparison.differences.end());
        found.unknown = std::move(comparison.unknown);
    }
    return found;
}

}  // namespace aludel::runtime

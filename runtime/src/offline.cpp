#include <aludel/runtime/offline.h>

#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/error.h>

#include "compiled_chain.h"
#include "plan.h"
#include "translated.h"

namespace aludel::runtime {
namespace {

struct Range {
    std::string from, to;
};

Range split(std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return {"base", std::string(range)};
    if (colon == 0 || colon + 1 == range.size()) throw Error(fmt::format("\"{}\" is no range: both ends of a:b are needed", range));
    return {std::string(range.substr(0, colon)), std::string(range.substr(colon + 1))};
}

/// As if the revisions up to this one were applied, in the graph's order.
State state_at(const CompiledChain& chain, const migrations::Dialect& dialect, const std::string& target) {
    State state;
    state.rows = chain.graph().stamp({}, target);
    state.has_history = !state.rows.empty();
    const std::set<std::string> applied = chain.graph().applied(state.rows);
    std::vector<std::string> ids;
    for (const migrations::Node& node : chain.graph().nodes()) {
        if (applied.count(node.id) != 0) ids.push_back(node.id);
    }
    schema::Schema schema;
    state.applied = records_of(chain, ids, schema, dialect, "script");
    return state;
}

class Script {
public:
    Script(const CompiledChain& chain, const migrations::Dialect& dialect) : dialect_(dialect), history_(dialect, chain.name()) {}

    std::string write(std::vector<PlannedRevision> plan, const State& state) {
        check_executable(plan, true);
        if (!plan.empty()) text_ += fmt::format("-- Run this so that it stops at the first error: {}\n\n", dialect_.shell());
        auto position = static_cast<std::int64_t>(state.applied.size());
        bool has_history = state.has_history;
        for (PlannedRevision& planned : plan) {
            const std::string parents =
                planned.record.parents.empty() ? "<base>" : fmt::format("{}", fmt::join(planned.record.parents, ", "));
            text_ += fmt::format("-- Running {} {} -> {}, {}\n\n", planned.up ? "upgrade" : "downgrade",
                                 planned.up ? parents : planned.record.id, planned.up ? planned.record.id : parents,
                                 one_line(planned.record.message));
            statement("BEGIN");
            if (!std::exchange(has_history, true)) {
                for (const std::string& sql : history_.create()) statement(sql);
            } else {
                // A shell goes on after an error, and would run this revision after the one that failed.
                stop_unless_at(planned.before);
            }
            text_ += migrations::script(dialect_, planned.steps) + '\n';
            if (planned.up) {
                planned.record.kind = "script";
                planned.record.position = ++position;
                planned.record.applied_at = utc_now();
                planned.record.applied_by = user_and_host();
                statement(history_.add(planned.record));
            } else {
                statement(history_.remove(planned.record.id));
            }
            for (const std::string& sql : history_.set_rows(planned.before, planned.after)) statement(sql);
            statement("COMMIT");
            text_ += '\n';
        }
        return std::move(text_);
    }

private:
    void stop_unless_at(const migrations::Rows& rows) {
        const std::string at = rows.empty() ? "no revision" : fmt::format("revision {}", fmt::join(rows, ", "));
        const std::string message = fmt::format("this part of the script starts at {}, and the database is not there", at);
        for (const std::string& sql : dialect_.stop(history_.is_not_at(rows), message)) statement(sql);
    }
    void statement(const std::string& sql) { text_ += sql + ";\n"; }

    static std::string one_line(std::string text) {
        for (char& c : text) {
            if (c == '\n' || c == '\r') c = ' ';
        }
        return text;
    }

    const migrations::Dialect& dialect_;
    HistorySql history_;
    std::string text_ = {};
};

}  // namespace

std::string upgrade_script(const chain& chain, const migrations::Dialect& dialect, std::string_view range) {
    return translated([&] {
        const Range ends = split(range);
        const CompiledChain compiled(chain);
        const State state = state_at(compiled, dialect, ends.from);
        return Script(compiled, dialect).write(plan_upgrade(compiled, state, ends.to, dialect), state);
    });
}

std::string downgrade_script(const chain& chain, const migrations::Dialect& dialect, std::string_view range) {
    return translated([&] {
        if (range.find(':') == std::string_view::npos) {
            throw Error(
                fmt::format("a script that downgrades starts somewhere: write from:to, as in head:{}", range.empty() ? "base" : range));
        }
        const Range ends = split(range);
        const CompiledChain compiled(chain);
        const State state = state_at(compiled, dialect, ends.from);
        return Script(compiled, dialect).write(plan_downgrade(compiled, state, ends.to, dialect), state);
    });
}

}  // namespace aludel::runtime

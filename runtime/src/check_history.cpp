#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/migrations/serialise.h>
#include <aludel/runtime/error.h>
#include <aludel/schema/error.h>

#include "plan.h"

namespace aludel::runtime {
namespace {

using migrations::Operation;
using migrations::Revision;

std::vector<std::string> sentences(const std::vector<Operation>& operations) {
    std::vector<std::string> result;
    for (const Operation& operation : operations) result.push_back(describe(operation));
    return result;
}

/// What two lists of operations do not have in common, as lines "- was" and "+ is".
std::string differences(const Applied& applied, const std::vector<Operation>& now) {
    std::vector<std::string> was;
    try {
        was = sentences(migrations::deserialise_operations(applied.operations));
    } catch (const schema::SchemaError& error) {
        return fmt::format("\n  - (what was applied cannot be read: {})", error.what());
    }
    const std::vector<std::string> is = sentences(now);
    std::string result;
    for (const std::string& one : was) {
        if (std::find(is.begin(), is.end(), one) == is.end()) result += fmt::format("\n  - applied: {}", one);
    }
    for (const std::string& one : is) {
        if (std::find(was.begin(), was.end(), one) == was.end()) result += fmt::format("\n  + now:     {}", one);
    }
    // The sentences may leave out exactly what differs.
    if (result.empty()) result = fmt::format("\n  - applied: {}\n  + now:     {}", applied.operations, migrations::serialise(now));
    return result;
}

void check_unknown(const CompiledChain& chain, const State& state, const std::string& where) {
    std::vector<std::string> unknown;
    bool older_may_run = true;
    std::set<std::string> applied;
    for (const Applied& one : state.applied) {
        applied.insert(one.id);
        if (chain.find(one.id) != nullptr) continue;
        unknown.push_back(one.message.empty() ? one.id : fmt::format("{} ({})", one.id, one.message));
        older_may_run = older_may_run && one.older_may_run;
    }
    if (unknown.empty()) return;
    const auto& nodes = chain.graph().nodes();
    const auto pending =
        std::count_if(nodes.begin(), nodes.end(), [&](const migrations::Node& node) { return applied.count(node.id) == 0; });
    const std::string advice =
        pending > 0 ? fmt::format(
                          "{} of its own are not applied there: the two have diverged, and a program with both, and a merge "
                          "revision, is needed",
                          pending)
                    : fmt::format("it was upgraded by a newer program: start that one, or downgrade the database with it. {}",
                                  older_may_run ? "They only add, and an older program may run beside them (DatabaseIsAhead::older_may_run)"
                                                : "An older program is not to run on it");
    throw DatabaseIsAhead(fmt::format("{} has revisions that this program does not know: {}; {}", where, fmt::join(unknown, ", "), advice),
                          pending == 0 && older_may_run);
}

void check_inserted(const CompiledChain& chain, const State& state) {
    std::set<std::string> applied;
    migrations::Rows known_rows;
    for (const Applied& one : state.applied) {
        applied.insert(one.id);
        if (chain.find(one.id) != nullptr) known_rows.insert(one.id);
    }
    for (const std::string& id : chain.graph().applied(known_rows)) {
        if (applied.count(id) != 0) continue;
        throw Error(
            fmt::format(
                "revision {} ({}) stands below revisions that are applied to this database and was never applied itself: it was inserted "
                "afterwards. Give it the head as its parent, so that it comes after what is applied, and run `aludel chain`",
                id, chain.find(id)->message),
            id);
    }
}

void check_same(const Applied& applied, const Revision& now) {
    const std::vector<Operation> operations = CompiledChain::upgrade_of(now);
    if (migrations::hash(operations) != applied.hash) {
        throw ChecksumMismatch(
            fmt::format(
                "revision {} ({}) was edited after it was applied on {} by {}:{}\nPut it back as it was, and write what is to change "
                "as a new revision",
                applied.id, applied.message, applied.applied_at, applied.applied_by, differences(applied, operations)),
            applied.id);
    }
    const auto sorted = [](std::vector<std::string> ids) {
        std::sort(ids.begin(), ids.end());
        return ids;
    };
    if (sorted(now.parents) != sorted(applied.parents)) {
        throw Error(fmt::format("revision {} ({}) revises [{}] now, and revised [{}] when it was applied: give it back its parents",
                                applied.id, applied.message, fmt::join(now.parents, ", "), fmt::join(applied.parents, ", ")),
                    applied.id);
    }
}

/// The version rows are the tips of what is applied: nobody's parent, nobody's dependency.
void check_rows(const State& state, const std::string& where) {
    migrations::Rows tips;
    for (const Applied& one : state.applied) tips.insert(one.id);
    for (const Applied& one : state.applied) {
        for (const std::string& id : one.parents) tips.erase(id);
        for (const std::string& id : one.depends_on) tips.erase(id);
    }
    if (tips == state.rows) return;
    throw Error(fmt::format(
        "the history of {} does not agree with itself: its version rows are [{}], and the tips of what is applied are [{}]; it was changed "
        "by hand. Look at aludel_version and aludel_history, and stamp the right revision",
        where, fmt::join(state.rows, ", "), fmt::join(tips, ", ")));
}

}  // namespace

void check_history(const CompiledChain& chain, const State& state, Newer newer, const std::string& where) {
    if (newer == Newer::refuse) check_unknown(chain, state, where);
    check_rows(state, where);
    for (const Applied& applied : state.applied) {
        if (const Revision* now = chain.find(applied.id)) check_same(applied, *now);
    }
    check_inserted(chain, state);
}

}  // namespace aludel::runtime

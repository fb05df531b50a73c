#include "schema/evolution.h"

#include <doctest/doctest.h>

#include <aludel/schema/apply.h>
#include <aludel/schema/normal_form.h>

using namespace aludel::schema;

namespace aludel::testing {

namespace {

Lines downgrade_of(const Diff& difference, const Evolve& evolution) {
    Lines said;
    for (const DowngradeChange& change : downgrade(difference.changes, evolution.before, evolution.decisions).changes) {
        const auto* reason = std::get_if<Irreversible>(&change);
        said.push_back(reason != nullptr ? "irreversible: " + reason->reason : describe(std::get<Change>(change)));
    }
    return said;
}

}  // namespace

void check_evolution(const Evolve& evolution) {
    const Diff difference = diff(evolution.before, evolution.after, evolution.decisions);
    CHECK(ids(difference.questions) == Lines{});
    CHECK(sentences(difference.changes) == evolution.up);
    CHECK(difference.reasons.size() == difference.changes.size());
    const Schema reached = aludel::schema::apply(evolution.before, difference.changes);
    CHECK(normal_form(reached) == normal_form(evolution.after));
    CHECK(aludel::schema::apply(reached, reverse(difference.changes, evolution.before)) == evolution.before);
    CHECK(downgrade_of(difference, evolution) == evolution.down);
    Decisions again = evolution.decisions;
    again.renames.clear();  // the snapshot remembers them as spent; a swap would swap again
    const Diff second = diff(evolution.after, evolution.after, again);
    CHECK(sentences(second.changes) == Lines{});
    CHECK(ids(second.questions) == Lines{});
}

Lines asked(const Schema& before, const Schema& after, const Decisions& decisions) {
    const Diff difference = diff(before, after, decisions);
    CHECK(ids(diff(before, after, decisions).questions) == ids(difference.questions));
    return ids(difference.questions);
}

}  // namespace aludel::testing

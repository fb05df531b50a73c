#include <set>
#include <sstream>
#include <utility>

#include <aludel/schema/apply.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/normal_form.h>
#include <aludel/schema/snapshot.h>
#include <aludel/schema/validate.h>

#include "properties/law.h"
#include "properties/schema_generators.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

std::string complaints(const Schema& schema, const std::set<std::string>& dialects) {
    std::string text;
    for (const Problem& problem : validate(schema, dialects)) text += problem.object + ": " + problem.message + '\n';
    return text;
}

std::string shown(const Schema& schema) {
    std::ostringstream text;
    show_schema(schema, text);
    return text.str();
}

// Shows the evolution when the body fails; written every time, it would cost more than the law.
template <class Body>
void shown_on_failure(const Evolution& evolution, Body body) {
    try {
        body();
    } catch (...) {
        RC_LOG("BEFORE\n" + shown(evolution.before));
        RC_LOG("AFTER\n" + shown(evolution.after));
        for (const Rename& rename : evolution.renames) RC_LOG("rename " + rename.from + " to " + rename.to);
        throw;
    }
}

// Asked once with the renames and once without: then more is open.
void require_sound_questions(const Evolution& evolution) {
    const Decisions renames{.renames = evolution.renames};
    const Diff first = diff(evolution.before, evolution.after, renames);
    const Diff second = diff(evolution.before, evolution.after, renames);
    RC_ASSERT(first.changes == second.changes);
    RC_ASSERT(first.questions == second.questions);
    std::set<std::string> ids;
    for (const Question& question : evolution.renames.empty() ? first.questions : diff(evolution.before, evolution.after).questions) {
        if (!ids.insert(question.id).second) RC_FAIL("asked twice: " + question.id);
        RC_ASSERT(!question.answers.empty());
        RC_ASSERT(!question.message.empty());
    }
}

Snapshot with_spent(Dice& dice, Schema schema) {
    Snapshot snapshot{std::move(schema), {}};
    for (const Table& table : snapshot.schema.tables) {
        if (dice.chance(20)) snapshot.spent.insert({Rename::Of::table, {}, "was\n\"" + table.name.name, to_string(table.name)});
        for (const Column& column : table.columns) {
            if (dice.chance(20)) snapshot.spent.insert({Rename::Of::column, table.name, "'was' " + column.name, column.name});
            if (dice.chance(5)) snapshot.spent.insert({Rename::Of::column, table.name, "before", column.name});
        }
    }
    for (const Enum& type : snapshot.schema.enums) {
        if (dice.chance(20)) snapshot.spent.insert({Rename::Of::enumeration, {}, "was " + type.name.name, to_string(type.name)});
        for (const EnumValue& value : type.values) {
            if (dice.chance(20)) snapshot.spent.insert({Rename::Of::enum_value, type.name, "'was' " + value.name, value.name});
        }
    }
    return snapshot;
}

}  // namespace

TEST_CASE("the generated schemas are valid") {
    law(
        "random_schema() is valid",
        [] {
            Dice dice = *aludel::testing::dice();
            RC_ASSERT(complaints(random_schema(dice), {}).empty());
            const SchemaOptions executable{.executable_on_sqlite = true};
            RC_ASSERT(complaints(random_schema(dice, executable), {"sqlite"}) == "");
        },
        2'000);
}

TEST_CASE("apply(a, diff(a, b)) is b; the diff is the same every time, and its questions have ids of their own") {
    law("apply(a, diff(a, b, d)) == b", [] {
        Dice dice = *aludel::testing::dice();
        const Evolution evolution = random_evolution(dice);
        shown_on_failure(evolution, [&] {
            require_sound_questions(evolution);
            const Decided decided = decided_diff(dice, evolution);
            RC_ASSERT(normal_form(aludel::schema::apply(evolution.before, decided.changes)) == normal_form(evolution.after));
        });
    });
}

TEST_CASE("the normal form is one, and what is written as before says what it said") {
    law("normal_form(as_written_in(a, b)) == normal_form(b)", [] {
        Dice dice = *aludel::testing::dice();
        const Evolution evolution = random_evolution(dice);
        const Schema plain = normal_form(evolution.after);
        RC_ASSERT(normal_form(plain) == plain);
        RC_ASSERT(normal_form(as_written_in(evolution.before, evolution.after)) == plain);
        RC_ASSERT(as_written_in(evolution.after, plain) == evolution.after);
    });
}

TEST_CASE("what an executable evolution asks is answered by drops and fills alone") {
    law(
        "apply(a, diff(a, b, d)) == b, executable",
        [] {
            Dice dice = *aludel::testing::dice();
            const Evolution evolution = random_evolution(dice, {.executable_on_sqlite = true});
            shown_on_failure(evolution, [&] {
                const Decided decided = decided_diff(dice, evolution);
                RC_ASSERT(normal_form(aludel::schema::apply(evolution.before, decided.changes)) == normal_form(evolution.after));
                RC_ASSERT(decided.decisions.converts.empty());
                RC_ASSERT(decided.decisions.accepted.empty());
            });
        },
        2'000);
}

TEST_CASE("apply(apply(s, c), reverse(c, s)) is s") {
    law("apply(apply(s, c), reverse(c, s)) == s", [] {
        Dice dice = *aludel::testing::dice();
        const Schema schema = random_schema(dice);
        const std::vector<Change> changes = random_changes(dice, schema, 4);
        const std::vector<Change> back = reverse(changes, schema);
        RC_ASSERT(aludel::schema::apply(aludel::schema::apply(schema, changes), back) == schema);
    });
}

TEST_CASE("a diff is undone by its reverse, and by its downgrade unless that says irreversible") {
    law(
        "downgrade(diff(a, b), a) leads back to a, or is one Irreversible",
        [] {
            Dice dice = *aludel::testing::dice();
            const Evolution evolution = random_evolution(dice);
            shown_on_failure(evolution, [&] {
                const Decided decided = decided_diff(dice, evolution);
                const Schema after = aludel::schema::apply(evolution.before, decided.changes);
                RC_ASSERT(aludel::schema::apply(after, reverse(decided.changes, evolution.before)) == evolution.before);
                Decisions decisions;
                Downgrade down = downgrade(decided.changes, evolution.before, decisions);
                if (!down.questions.empty()) {
                    RC_ASSERT(down.changes.size() == 1U);
                    RC_ASSERT(std::holds_alternative<Irreversible>(down.changes[0]));
                    for (const Question& question : down.questions) {
                        const std::string key = "downgrade:" + to_string(question.table, question.column);
                        decisions.accepted.insert(question.id);
                        if (question.kind == Question::Kind::fill) decisions.fills[key] = {"'x'", {}};
                        if (question.kind == Question::Kind::convert) decisions.converts[key] = {"'x'", {}};
                    }
                    down = downgrade(decided.changes, evolution.before, decisions);
                }
                // A fill may bring a question of its own: whether the values it makes are unique.
                for (const Question& question : down.questions) decisions.accepted.insert(question.id);
                down = downgrade(decided.changes, evolution.before, decisions);
                RC_ASSERT(down.questions.empty());
                Schema schema = after;
                for (const DowngradeChange& change : down.changes) {
                    RC_ASSERT(std::holds_alternative<Change>(change));
                    aludel::schema::apply(schema, std::as_const(std::get<Change>(change)));
                }
                RC_ASSERT(schema == evolution.before);
            });
        },
        5'000);
}

TEST_CASE("parse(print(s)) is s") {
    law("parse(print(s)) == s", [] {
        Dice dice = *aludel::testing::dice();
        const Snapshot snapshot = with_spent(dice, random_schema(dice));
        const SnapshotFiles files = print(snapshot);
        const Snapshot read = parse(files);
        if (read != snapshot) RC_LOG(shown(snapshot.schema) + "READ\n" + shown(read.schema));
        RC_ASSERT(read == snapshot);
        RC_ASSERT(print(read) == files);  // the order of columns too, which is no part of equality
    });
}

TEST_CASE("diff(s, s) is empty, with whatever hints stand in the headers still") {
    law("diff(s, s) is empty", [] {
        Dice dice = *aludel::testing::dice();
        const Schema schema = random_schema(dice);
        Decisions decisions;
        for (const Table& table : schema.tables) {
            if (dice.chance(50)) decisions.renames.insert({Rename::Of::table, {}, "gone long ago", to_string(table.name)});
            for (const Column& column : table.columns) {
                if (dice.chance(50)) decisions.renames.insert({Rename::Of::column, table.name, "gone long ago", column.name});
                decisions.fills[to_string(table.name, column.name)] = {"1", {}};
            }
        }
        for (const Enum& type : schema.enums) {
            if (dice.chance(50)) decisions.renames.insert({Rename::Of::enumeration, {}, "gone long ago", to_string(type.name)});
            for (const EnumValue& value : type.values) {
                if (dice.chance(50)) decisions.renames.insert({Rename::Of::enum_value, type.name, "gone long ago", value.name});
            }
        }
        const Diff difference = diff(schema, schema, decisions);
        RC_ASSERT(difference.changes.empty());
        RC_ASSERT(difference.questions.empty());
    });
}

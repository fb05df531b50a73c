#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>
#include <aludel/schema/footprint.h>
#include <aludel/schema/validate.h>

#include "properties/law.h"
#include "properties/schema_generators.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

using Changes = std::vector<Change>;

std::optional<Schema> applied(const Schema& schema, const Changes& changes) {
    try {
        return aludel::schema::apply(schema, changes);
    } catch (const SchemaError&) {
        return std::nullopt;
    }
}

// Both orders, one schema, and that one valid wherever each side is.
std::string disagreement(const Schema& schema, const Changes& a, const Changes& b) {
    const Schema after_a = aludel::schema::apply(schema, a);
    const Schema after_b = aludel::schema::apply(schema, b);
    const std::optional<Schema> ab = applied(after_a, b);
    const std::optional<Schema> ba = applied(after_b, a);
    if (!ab) return "the second cannot be made after the first";
    if (!ba) return "the first cannot be made after the second";
    if (*ab != *ba) return "the orders lead to different schemas";
    for (const std::set<std::string>& dialects : {std::set<std::string>{}, {"sqlite"}, {"postgresql"}}) {
        if (!validate(after_a, dialects).empty() || !validate(after_b, dialects).empty()) continue;
        const std::vector<Problem> problems = validate(*ab, dialects);
        if (!problems.empty()) return problems.front().object + ": " + problems.front().message;
    }
    // Either side is undone over the other.
    if (applied(*ab, reverse(b, after_a)) != after_a) return "the second is not undone over the first";
    if (applied(*ab, reverse(a, after_b)) != after_b) return "the first is not undone over the second";
    return "";
}

void show(const Schema& schema, const Changes& a, const Changes& b) {
    std::ostringstream text;
    show_schema(schema, text);
    for (const Changes* side : {&a, &b}) {
        text << "BRANCH\n";
        for (const Change& change : *side) text << "  " << describe(change) << '\n';
    }
    RC_LOG(text.str());
}

// The tables that the changes are about; nothing where one is about something else.
struct Tables {
    std::set<Name> names;
    bool else_too = false;

    void operator()(const CreateTable& change) { names.insert(change.table.name); }
    void operator()(const DropTable& change) { names.insert(change.table.name); }
    void operator()(const RenameTable& change) { names.insert(change.from); }
    void operator()(const AlterTable& change) { names.insert(change.table); }
    void operator()(const AddColumn& change) { names.insert(change.table); }
    void operator()(const DropColumn& change) { names.insert(change.table); }
    void operator()(const RenameColumn& change) { names.insert(change.table); }
    void operator()(const AlterColumn& change) { names.insert(change.table); }
    void operator()(const AddConstraint& change) { names.insert(change.table); }
    void operator()(const DropConstraint& change) { names.insert(change.table); }
    void operator()(const RenameConstraint& change) { names.insert(change.table); }
    void operator()(const CreateIndex& change) { names.insert(change.table); }
    void operator()(const DropIndex& change) { names.insert(change.table); }
    void operator()(const RenameIndex& change) { names.insert(change.table); }
    void operator()(const CreateEnum&) { else_too = true; }
    void operator()(const DropEnum&) { else_too = true; }
    void operator()(const AlterEnum&) { else_too = true; }
    void operator()(const RenameEnum&) { else_too = true; }
    void operator()(const RenameEnumValue&) { else_too = true; }
    void operator()(const CreateView&) { else_too = true; }
    void operator()(const DropView&) { else_too = true; }
    void operator()(const CreateSequence&) { else_too = true; }
    void operator()(const DropSequence&) { else_too = true; }
    void operator()(const AlterSequence&) { else_too = true; }
    void operator()(const CreateOpaque&) { else_too = true; }
    void operator()(const DropOpaque&) { else_too = true; }
    void operator()(const AlterComment& change) {
        if (change.of == AlterComment::Of::view) {
            else_too = true;
        } else {
            names.insert(change.object);
        }
    }
};

std::optional<Name> only_table(const Changes& changes) {
    Tables tables;
    for (const Change& change : changes) std::visit(tables, change);
    if (tables.else_too || tables.names.size() != 1) return std::nullopt;
    return *tables.names.begin();
}

}  // namespace

TEST_CASE("two branches that are said to commute lead to one valid schema in either order, and each is undone over the other") {
    int pairs = 0;
    int commuting = 0;
    int clashing = 0;
    law("orders of commuting branches agree", [&] {
        Dice dice = *aludel::testing::dice();
        // Few tables with few columns, so that branches meet.
        const SchemaOptions options{.max_tables = dice.chance(50) ? 2 : 5, .max_columns = dice.chance(50) ? 2 : 5};
        const Schema schema = random_schema(dice, options);
        const Changes a = random_changes(dice, schema, static_cast<int>(dice.between(1, 3)), options);
        const Changes b = random_changes(dice, schema, static_cast<int>(dice.between(1, 3)), options);
        if (a.empty() || b.empty()) return;
        ++pairs;
        const std::optional<std::string> between = conflict(a, b, schema);
        RC_ASSERT(between == conflict(a, b, schema));
        RC_ASSERT(commute(b, a, schema) == !between);
        const std::string wrong = disagreement(schema, a, b);
        clashing += wrong.empty() ? 0 : 1;
        if (between) return;
        ++commuting;
        if (wrong.empty()) return;
        show(schema, a, b);
        RC_FAIL(wrong);
    });
    MESSAGE(pairs << " pairs of branches, " << commuting << " said to commute, " << clashing << " in fact do not");
    CHECK(commuting * 5 > pairs);
    CHECK(clashing * 20 > pairs);
}

TEST_CASE("of random changes to two different tables at least a third are said to commute") {
    int pairs = 0;
    int commuting = 0;
    law(
        "changes to different tables commute",
        [&] {
            Dice dice = *aludel::testing::dice();
            const Schema schema = random_schema(dice);
            const Changes a = random_changes(dice, schema, 1);
            const Changes b = random_changes(dice, schema, 1);
            const std::optional<Name> first = only_table(a);
            const std::optional<Name> second = only_table(b);
            if (!first || !second || first == second) return;
            ++pairs;
            commuting += commute(a, b, schema) ? 1 : 0;
        },
        10'000);
    MESSAGE(pairs << " pairs on different tables, " << commuting << " said to commute");
    CHECK(pairs > 0);
    CHECK(commuting * 3 >= pairs);
}

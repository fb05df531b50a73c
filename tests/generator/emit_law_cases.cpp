#include "emit_law_cases.h"

#include <aludel/schema/apply.h>

#include "migrations/random_operations.h"
#include "properties/schema_generators.h"

namespace aludel::testing {
namespace {

constexpr int evolutions = 70;
constexpr int changes_each = 10;
constexpr int operations_drawn = 400;

/// Without alterations that alter nothing: a revision that says one is refused.
std::vector<migrations::Operation> operations_of(const std::vector<schema::Change>& changes) {
    std::vector<migrations::Operation> operations;
    for (const schema::Change& change : changes) {
        const auto* altered = std::get_if<schema::AlterColumn>(&change);
        if (altered == nullptr || altered->fields != schema::ColumnFields{}) operations.emplace_back(change);
    }
    return operations;
}

/// Changes that follow each other, and the way back.
void add_evolution(std::vector<EmitCase>& cases, Dice dice) {
    const schema::Schema before = random_schema(dice);
    const std::vector<schema::Change> changes = random_changes(dice, before, changes_each);
    cases.push_back({before, operations_of(changes)});
    cases.push_back({schema::apply(before, changes), operations_of(schema::reverse(changes, before))});
}

void add_drawn(std::vector<EmitCase>& cases, unsigned seed) {
    migrations::Random random(seed);
    for (int drawn = 0; drawn < operations_drawn;) {
        for (migrations::Operation& operation : random.operations()) {
            cases.push_back({{}, {std::move(operation)}, false});
            ++drawn;
        }
    }
}

}  // namespace

std::vector<EmitCase> emit_cases(std::uint64_t seed) {
    std::vector<EmitCase> cases;
    for (int i = 0; i < evolutions; ++i) add_evolution(cases, Dice(seed * 1000 + static_cast<std::uint64_t>(i), 5000));
    add_drawn(cases, static_cast<unsigned>(seed));
    return cases;
}

}  // namespace aludel::testing

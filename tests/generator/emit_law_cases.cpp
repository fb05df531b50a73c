#include "emit_law_cases.h"

#include <map>

#include <aludel/schema/apply.h>

#include "migrations/random_operations.h"
#include "properties/schema_generators.h"

namespace aludel::testing {
namespace {

constexpr int evolutions = 70;
constexpr int changes_each = 10;
constexpr int drawn_each = 24;

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

/// Which kind of operation, of change and of constraint it is.
std::vector<std::size_t> kind_of(const migrations::Operation& operation) {
    const auto* change = std::get_if<schema::Change>(&operation);
    if (change == nullptr) return {operation.index()};
    const auto* added = std::get_if<schema::AddConstraint>(change);
    if (added == nullptr) return {operation.index(), change->index()};
    return {operation.index(), change->index(), added->constraint.index()};
}

/// Columns that are no lists of a key are refused by record(), and then no other field of it is looked at.
void repair(schema::Constraint& constraint) {
    if (auto* key = std::get_if<schema::PrimaryKey>(&constraint)) key->columns = {"a", "b"};
    if (auto* unique = std::get_if<schema::Unique>(&constraint)) unique->columns = {"a", "b"};
    if (auto* key = std::get_if<schema::ForeignKey>(&constraint)) {
        key->columns = {"a", "b"};
        key->referred_columns = {"c", "d"};
    }
}

/// As many of each kind, with every field drawn.
void add_drawn(std::vector<EmitCase>& cases, unsigned seed) {
    migrations::Random random(seed);
    std::map<std::vector<std::size_t>, int> count;
    for (int draws = 0; draws < 5000; ++draws) {
        for (migrations::Operation& operation : random.operations()) {
            if (++count[kind_of(operation)] > drawn_each) continue;
            if (auto* change = std::get_if<schema::Change>(&operation))
                if (auto* added = std::get_if<schema::AddConstraint>(change)) repair(added->constraint);
            cases.push_back({{}, {std::move(operation)}, false});
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

#pragma once

#include <set>
#include <string>

#include <aludel/schema/diff.h>

#include "schema/samples.h"

// Evolutions that are written down once and tried twice: their texts by test_schema, and what live databases make of them by
// test_schema_live. Each program links its own check_evolution().

namespace aludel::testing {

struct Evolve {
    schema::Schema before = {};
    schema::Schema after = {};
    schema::Decisions decisions = {};
    Lines up = {};                                        ///< describe() of each change
    Lines down = {};                                      ///< of the downgrade; "irreversible: why"
    std::set<std::string> on = {"sqlite", "postgresql"};  ///< the engines that can have both schemas
};

/// The diff asks nothing, leads there with these changes, and its downgrade has those.
void check_evolution(const Evolve& evolution);

/// The ids of what the diff asks; on the way, that it says the same twice.
Lines asked(const schema::Schema& before, const schema::Schema& after, const schema::Decisions& decisions = {});

inline schema::Decisions renamed(std::initializer_list<schema::Rename> renames) {
    return {.renames = renames};
}
inline schema::Rename table_renamed(const std::string& from, const std::string& to) {
    return {schema::Rename::Of::table, {}, from, to};
}
inline schema::Rename column_renamed(const std::string& table, const std::string& from, const std::string& to) {
    return {schema::Rename::Of::column, table, from, to};
}

}  // namespace aludel::testing

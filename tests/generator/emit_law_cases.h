#pragma once

#include <cstdint>
#include <vector>

#include <aludel/migrations/operation.h>
#include <aludel/schema/schema.h>

namespace aludel::testing {

/// What one function of the compiled file says.
struct EmitCase {
    schema::Schema before = {};
    std::vector<migrations::Operation> operations = {};
    bool is_valid = true;  ///< applies to `before`; else its fields are drawn at random and record() may refuse it
};

/// The same for the same seed: the program that writes the file and the test that reads it back agree on them.
std::vector<EmitCase> emit_cases(std::uint64_t seed);

}  // namespace aludel::testing

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <aludel/generator/emit.h>
#include <aludel/migrations/fold.h>
#include <aludel/migrations/record.h>
#include <aludel/schema/error.h>

#include "emit_law_cases.h"

using namespace aludel;
using aludel::migrations::Operation;

extern void (*const emitted[])(operations&);  // compiled from what emit() wrote

namespace {

const std::vector<testing::EmitCase>& cases() {
    static const auto all = testing::emit_cases(ALUDEL_EMIT_LAW_SEED);
    return all;
}

std::vector<Operation> raw_all(std::vector<Operation> operations) {
    for (Operation& operation : operations) operation = migrations::raw(std::move(operation));
    return operations;
}

}  // namespace

TEST_CASE("record(compile(emit(c))) is c for changes that follow each other, and for the way back") {
    std::size_t count = 0;
    for (std::size_t i = 0; i < cases().size(); ++i) {
        const testing::EmitCase& expected = cases()[i];
        if (!expected.is_valid) continue;
        schema::Schema schema = expected.before;
        const std::vector<Operation> recorded = migrations::record(emitted[i]);
        CHECK_MESSAGE(migrations::resolve_all(schema, recorded) == expected.operations, "seed ", ALUDEL_EMIT_LAW_SEED, ", case ", i, ":\n",
                      generator::emit(expected.operations));
        count += recorded.size();
    }
    CHECK(count >= 1000);
    MESSAGE("changes: ", count);
}

TEST_CASE("whatever the fields of an operation hold, they are recorded or refused, never lost") {
    std::size_t recorded = 0, refused = 0;
    for (std::size_t i = 0; i < cases().size(); ++i) {
        const testing::EmitCase& expected = cases()[i];
        if (expected.is_valid) continue;
        std::vector<Operation> found;
        try {
            generator::emit(expected.operations);
            found = migrations::record(emitted[i]);
        } catch (const schema::SchemaError&) {
            ++refused;  // a check without a condition, an index without a key...: nothing that a schema holds
            continue;
        }
        ++recorded;
        CHECK_MESSAGE(found == raw_all(expected.operations), "seed ", ALUDEL_EMIT_LAW_SEED, ", case ", i, ":\n",
                      generator::emit(expected.operations));
    }
    CHECK(recorded >= 500);
    MESSAGE("recorded: ", recorded, ", refused: ", refused);
}

TEST_CASE("what is emitted is the same every time") {
    const auto again = testing::emit_cases(ALUDEL_EMIT_LAW_SEED);
    for (std::size_t i = 0; i < again.size(); ++i)
        if (again[i].is_valid) CHECK(generator::emit(again[i].operations) == generator::emit(cases()[i].operations));
}

// Writes the file that emit_law_test.cpp is compiled with: emit_law_writer <seed> > cases.cpp
#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include <aludel/generator/emit.h>
#include <aludel/generator/literal.h>
#include <aludel/schema/error.h>

#include "emit_law_cases.h"

namespace {

using aludel::migrations::Operation;
using aludel::migrations::Run;

/// A revision's author writes the functions of its data steps.
std::string data_steps(const std::vector<Operation>& operations) {
    std::set<std::string> names;
    for (const Operation& operation : operations)
        if (const auto* run = std::get_if<Run>(&operation)) names.insert(aludel::generator::identifier(run->name));
    std::string text;
    for (const std::string& name : names) text += fmt::format("void {}(aludel::connection&) {{}}\n", name);
    return text;
}

/// Nothing for what no revision can say; the test knows.
std::string emit_or_nothing(const std::vector<Operation>& operations) {
    try {
        return aludel::generator::emit(operations);
    } catch (const aludel::schema::SchemaError&) {
        return "";
    }
}

}  // namespace

int main(int, char** argv) {
    const auto cases = aludel::testing::emit_cases(std::strtoull(argv[1], nullptr, 10));
    fmt::print("#include <aludel/revision.h>\n\nnamespace {{\nusing namespace aludel::types;\n");
    std::string functions;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto& operations = cases[i].operations;
        fmt::print("namespace case_{} {{\n{}void record([[maybe_unused]] aludel::operations& op) {{\n{}}}\n}}  // namespace case_{}\n", i,
                   data_steps(operations), emit_or_nothing(operations), i);
        functions += fmt::format("    case_{}::record,\n", i);
    }
    fmt::print(
        "}}  // namespace\n\nextern void (*const emitted[])(aludel::operations&);\nvoid (*const emitted[])(aludel::operations&) = "
        "{{\n{}}};\n",
        functions);
}

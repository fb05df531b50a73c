#include <algorithm>

#include <fmt/format.h>

#include <aludel/generator/chain_file.h>
#include <aludel/generator/files.h>
#include <aludel/generator/front_end.h>
#include <aludel/generator/revisions.h>
#include <aludel/generator/subject.h>

#include "commands.h"
#include "read_pending.h"

namespace aludel::generator {
namespace {

Diagnostic note(std::string text) {
    return {"models-changed", Severity::note, std::move(text), {}, {}, {}};
}

/// A diagnostic for each change, at the line of the header that asks for it.
std::vector<Diagnostic> differences(const Comparison& comparison) {
    std::vector<Diagnostic> diagnostics;
    for (const schema::Change& change : comparison.pending.changes) {
        diagnostics.push_back({"models-changed",
                               Severity::error,
                               "the models have changed and no revision says so: " + schema::describe(change),
                               location_of(comparison.models, subject_of(change)),
                               {},
                               {}});
    }
    return diagnostics;
}

/// What stops autogenerate; a downgrade that cannot be is no matter of the build.
std::vector<Diagnostic> problems(const Comparison& comparison) {
    std::vector<Diagnostic> found;
    for (const Diagnostic& diagnostic : comparison.pending.diagnostics)
        if (diagnostic.severity == Severity::error) found.push_back(diagnostic);
    return found;
}

}  // namespace

int run(const Context& context, const CheckOptions& options) {
    if (options.front_end_version) {
        fmt::print("{}\n", front_end_version(find_front_end(context.front_end)));
        return 0;
    }
    const Config config = context.read_config();
    refuse_torn_chain(config, read_revisions(config).files);
    const Comparison comparison = compare_models(context, config, options.models, {});
    std::vector<Diagnostic> diagnostics = problems(comparison);
    if (diagnostics.empty()) diagnostics = differences(comparison);
    const bool differ = !diagnostics.empty();
    if (differ) {
        // The build runs this somewhere else.
        diagnostics.back().notes.push_back(
            note(fmt::format("type: cd {} && aludel revision --autogenerate -m \"what changes\"", config.root.string())));
    }
    diagnostics.insert(diagnostics.begin(), comparison.models.diagnostics.begin(), comparison.models.diagnostics.end());
    context.report(diagnostics);
    return differ ? 1 : 0;
}

}  // namespace aludel::generator

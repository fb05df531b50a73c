#include <fmt/format.h>

#include <aludel/generator/difference.h>

#include "commands.h"
#include "read_pending.h"

namespace aludel::generator {
namespace {

std::string written(const Difference& difference, const Context& context, const DiffOptions& options) {
    if (options.format == "markdown") return difference_markdown(difference);
    if (options.format == "json") return difference_json(difference);
    if (!difference.questions.empty()) return {};  // the diagnostics say it
    return difference_text(difference, {context.colour_of_output, options.explain});
}

}  // namespace

int run(const Context& context, const DiffOptions& options) {
    const Config config = context.read_config();
    Comparison comparison = compare_models(context, config, options.models, options.decisions.decisions());
    const Difference difference = explain(comparison.models, comparison.pending, config.schema_directory);
    // What a downgrade cannot undo is the revision's matter.
    std::vector<Diagnostic> diagnostics = comparison.models.diagnostics;
    diagnostics.insert(diagnostics.end(), difference.questions.begin(), difference.questions.end());
    context.report(diagnostics);
    fmt::print("{}", written(difference, context, options));
    if (!difference.questions.empty()) return 1;
    return options.exit_code && !difference.changes.empty() ? 1 : 0;
}

}  // namespace aludel::generator

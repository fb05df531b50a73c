#include <fmt/format.h>

#include <aludel/generator/describe_revision.h>

#include "commands.h"

namespace aludel::generator {

int run(const Context& context, const HistoryOptions& options) {
    const Revisions revisions = read_revisions(context.read_config());
    bool first = true;
    for (const std::string& id : revisions.graph.history(options.range)) {
        const RevisionFile& revision = revisions.file(id);
        if (context.verbose) {
            fmt::print("{}{}", first ? "" : "\n", full_text(revisions, revision));
        } else {
            fmt::print("{}", history_line(revisions, revision));
        }
        first = false;
    }
    return 0;
}

}  // namespace aludel::generator

#include <fmt/format.h>

#include <aludel/generator/failure.h>

#include "commands.h"
#include "describe_revision.h"

namespace aludel::generator {

int run(const Context& context, const ShowOptions& options) {
    const Revisions revisions = read_revisions(context.read_config());
    const auto found = revisions.graph.resolve(options.revision);
    if (found.empty())
        throw Failure("no-revision", fmt::format("'{}' is before the first revision; there is nothing to show", options.revision));
    bool first = true;
    for (const std::string& id : found) {
        fmt::print("{}{}", first ? "" : "\n", full_text(revisions, revisions.file(id)));
        first = false;
    }
    return 0;
}

}  // namespace aludel::generator

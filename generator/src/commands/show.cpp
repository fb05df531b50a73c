#include <fmt/format.h>

#include <aludel/generator/describe_revision.h>
#include <aludel/generator/failure.h>
#include <aludel/schema/snapshot.h>

#include "commands.h"
#include "print_output.h"
#include "schema_at.h"

namespace aludel::generator {
namespace {

/// The snapshot as it would be there: its files, one after the other.
std::string toml_of(const schema::Schema& schema) {
    std::string out;
    for (const auto& [file, text] : schema::print_committed({schema, {}}))
        out += fmt::format("{}# {}\n{}", out.empty() ? "" : "\n", file, text);
    return out;
}

void refuse_unused(const ShowOptions& options) {
    const bool used = !options.output.empty() || !options.diagram.tables.empty() || options.diagram.keys;
    if (used)
        throw Failure("option", "--output, --tables and --keys are of the schema after the revision: add --format mermaid, dot or svg");
}

}  // namespace

int run(const Context& context, const ShowOptions& options) {
    const Config config = context.read_config();
    const Revisions revisions = read_revisions(config);
    const auto found = revisions.graph.resolve(options.revision);
    if (found.empty())
        throw Failure("no-revision", fmt::format("'{}' is before the first revision; there is nothing to show", options.revision));
    if (options.format == "text") {
        refuse_unused(options);
        bool first = true;
        for (const std::string& id : found) {
            fmt::print("{}{}", first ? "" : "\n", full_text(revisions, revisions.file(id)));
            first = false;
        }
        return 0;
    }
    if (found.size() > 1)
        throw Failure("multiple-revisions",
                      fmt::format("'{}' is {}: say of which one the schema is to be shown", options.revision, fmt::join(found, " and ")));
    const schema::Schema schema = schema_at(context, config, revisions, found.front());
    print_output(options.format == "toml" ? toml_of(schema) : graph_of_schema(schema, options.format, options.diagram), options.output);
    return 0;
}

}  // namespace aludel::generator

#include <aludel/generator/failure.h>
#include <aludel/generator/graphviz.h>
#include <aludel/generator/revision_graph.h>

#include "commands.h"
#include "print_output.h"
#include "read_pending.h"

namespace aludel::generator {
namespace {

std::string graph_of_revisions(const Context& context, const Revisions& revisions, const GraphOptions& options) {
    if (options.format == "mermaid") return revision_graph_mermaid(revisions);
    if (options.format == "dot") return revision_graph_dot(revisions);
    if (options.format == "svg") return svg_of(revision_graph_dot(revisions));
    return revision_graph_text(revisions, context.colour_of_output && options.output.empty());
}

}  // namespace

int run(const Context& context, const GraphOptions& options) {
    const Config config = context.read_config();
    if (options.what == "schema") {
        print_output(graph_of_schema(read_snapshot(config).schema, options.format, options.diagram), options.output);
        return 0;
    }
    if (!options.diagram.tables.empty() || options.diagram.keys)
        throw Failure("option", "--tables and --keys are of the schema: aludel graph schema");
    print_output(graph_of_revisions(context, read_revisions(config), options), options.output);
    return 0;
}

}  // namespace aludel::generator

#include "print_output.h"

#include <cstdio>

#include <fmt/format.h>

#include <aludel/generator/files.h>
#include <aludel/generator/graphviz.h>

namespace aludel::generator {

std::string graph_of_schema(const schema::Schema& schema, const std::string& format, const DiagramOptions& diagram) {
    if (format == "mermaid") return diagram_mermaid(schema, diagram);
    if (format == "dot") return diagram_dot(schema, diagram);
    if (format == "svg") return svg_of(diagram_dot(schema, diagram));
    return diagram_text(schema, diagram);
}

void print_output(const std::string& text, const std::string& file) {
    if (file.empty()) {
        std::fwrite(text.data(), 1, text.size(), stdout);
        return;
    }
    FileChanges changes;
    changes.write(file, text);
    changes.release();
    fmt::print("Writing {}\n", file);
}

}  // namespace aludel::generator

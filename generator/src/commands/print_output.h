#pragma once

#include <string>

#include <aludel/generator/diagram.h>

namespace aludel::generator {

/// The diagram in the form of that name: text, mermaid, dot or svg.
std::string graph_of_schema(const schema::Schema& schema, const std::string& format, const DiagramOptions& diagram);

/// To standard output, or into a file where one is said.
void print_output(const std::string& text, const std::string& file);

}  // namespace aludel::generator

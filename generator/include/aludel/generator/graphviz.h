#pragma once

#include <string>

namespace aludel::generator {

/// The graph as SVG, drawn by the program `dot` of Graphviz.
/// @throws Failure that says how to install it where it is not, and when it refuses the graph.
std::string svg_of(const std::string& dot);

}  // namespace aludel::generator

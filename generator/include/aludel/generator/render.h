#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <aludel/generator/diagnostic.h>

namespace aludel::generator {

/// The text of a source file; nullopt when it cannot be read.
using SourceText = std::function<std::optional<std::string>(const std::string& file)>;
/// From the disk, each file read once.
SourceText sources_on_disk();

/// As Clang prints them: `file:line:column: error: message`, the line with a caret, ~~~ under the range, the fix-it
/// below it, then the notes.
std::string render_text(const std::vector<Diagnostic>& diagnostics, const SourceText& sources, bool colour = false);

/// A JSON array of objects with the members of Diagnostic.
std::string render_json(const std::vector<Diagnostic>& diagnostics);

/// SARIF 2.1.0, columns in code points.
std::string render_sarif(const std::vector<Diagnostic>& diagnostics, const SourceText& sources);

/// The byte column (from 1) of a line as a code point column (from 1).
int code_point_column(const std::string& line, int byte_column);
/// A line of a text, from 1, without its line break; empty behind the end.
std::string line_of(const std::string& text, int line);

}  // namespace aludel::generator

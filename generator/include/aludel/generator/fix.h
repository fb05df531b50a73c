#pragma once

#include <map>
#include <string>
#include <vector>

#include <aludel/generator/diagnostic.h>
#include <aludel/generator/render.h>

namespace aludel::generator {

/// Files with fix-its applied.
struct Fixed {
    std::map<std::string, std::string> files = {};  ///< file to its new text
    int applied = 0;                                ///< diagnostics that are mended
    int left = 0;                                   ///< diagnostics whose fix-its overlap with those of an earlier one
};

/// Applies the fix-its of warnings and errors (not of notes: those are alternatives). A diagnostic's fix-its are applied
/// together or not at all; the same edit asked for twice is made once.
Fixed apply_fixits(const std::vector<Diagnostic>& diagnostics, const SourceText& sources);

}  // namespace aludel::generator

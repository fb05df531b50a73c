#pragma once

#include <aludel/generator/autogenerate.h>

#include "commands.h"

namespace aludel::generator {

struct Comparison {
    ModelDocument models;  ///< its diagnostics are warnings
    Pending pending;

    /// Those of the headers, then those of the comparison.
    std::vector<Diagnostic> diagnostics() const;
};

/// @throws Failure at the line of the file that cannot be read.
schema::Snapshot read_snapshot(const Config& config);

/// Reads the models and the snapshot and compares them; what `revision --autogenerate` and `check` have in common. With
/// --fix, applies fix-its and reads once more.
/// @throws Failure with the diagnostics of the headers, or of a snapshot that cannot be read.
Comparison compare_models(const Context& context, const Config& config, const ModelsOptions& options, const schema::Decisions& said);

}  // namespace aludel::generator

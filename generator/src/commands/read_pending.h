#pragma once

#include <aludel/generator/autogenerate.h>

#include "commands.h"

namespace aludel::generator {

/// Reads the models and the snapshot and compares them; what `revision --autogenerate` and `check` have in common. With
/// --fix, applies fix-its and reads once more. Warnings are reported here.
/// @throws Failure with the diagnostics of the headers, or of a snapshot that cannot be read.
struct Comparison {
    ModelDocument models;
    Pending pending;
};
Comparison compare_models(const Context& context, const Config& config, const ModelsOptions& options, const schema::Decisions& said);

}  // namespace aludel::generator

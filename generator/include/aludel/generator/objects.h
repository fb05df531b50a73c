#pragma once

#include <aludel/generator/config.h>
#include <aludel/generator/model_document.h>

namespace aludel::generator {

/// Adds what [objects] says to what the headers say: the schema, the places, the files that were read. Mistakes in it are among
/// the document's diagnostics.
void add_objects(const Config& config, ModelDocument& models);

}  // namespace aludel::generator

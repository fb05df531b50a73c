#pragma once

#include <aludel/generator/model_document.h>

#include <string>
#include <vector>

#include "settings.h"

namespace aludel::frontend {

struct ParseOptions {
    std::vector<std::string> headers;
    std::vector<std::string> clang_arguments;
    std::string resource_directory;             ///< of Clang: its builtin headers
    std::vector<std::string> standard_library;  ///< the directories of the standard headers, in their order; "": Clang's own
    bool full_headers = false;                  ///< no first attempt with stand-ins for the standard headers
    Settings settings;
};

/// Reads all the headers as one translation unit: first against tiny stand-ins for the standard headers, quietly, and
/// when that gives any error again with the real ones. Mistakes of the headers are in the document's diagnostics.
generator::ModelDocument read_models(const ParseOptions& options);

}  // namespace aludel::frontend

#pragma once

#include <aludel/generator/model_document.h>

namespace clang {
class ASTContext;
}

namespace aludel::frontend {

class Capture;
class Report;
struct Settings;

/// Reads the schema, the hints and the locations that the uses say. Mistakes are reported, and the rest is read on.
void read_schema(const Capture& capture, const clang::ASTContext& context, const Settings& settings, Report& report,
                 generator::ModelDocument& document);

}  // namespace aludel::frontend

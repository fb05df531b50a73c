#pragma once

#include <string>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::generator {

// A schema as an entity diagram. Names are escaped for the language they stand in.

struct DiagramOptions {
    std::vector<std::string> tables = {};  ///< patterns as in [autogenerate] ignore (ignore.h); none: everything
    bool keys = false;                     ///< of the columns, those of keys alone
};

/// Tables with their columns, types and keys, one a line; then enums and views.
/// @throws Failure for a pattern that is none, or that names nothing; so do the others.
std::string diagram_text(const schema::Schema& schema, const DiagramOptions& options);

/// An erDiagram of Mermaid.
std::string diagram_mermaid(const schema::Schema& schema, const DiagramOptions& options);

/// In the language DOT of Graphviz: tables with crow's feet between them, a cluster for each schema of the database.
std::string diagram_dot(const schema::Schema& schema, const DiagramOptions& options);

}  // namespace aludel::generator

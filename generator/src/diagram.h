#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <aludel/generator/diagram.h>

// What the forms of a diagram have in common. Names and types are raw.

namespace aludel::generator {

struct DiagramColumn {
    std::string name = {};
    std::string type = {};  ///< as people read it: the name of an enum, without what is said for one engine alone
    bool nullable = false;
    bool primary = false;
    bool foreign = false;
    bool unique = false;  ///< by itself

    /// "PK, FK"; empty for a column of no key.
    std::string marks() const;
};

struct DiagramTable {
    schema::Name name = {};
    std::vector<DiagramColumn> columns = {};
};

/// A foreign key between two tables of the diagram.
struct DiagramRelation {
    std::size_t from = 0;  ///< the table that has the foreign key
    std::size_t to = 0;
    std::vector<std::string> columns = {};
    std::vector<std::string> referred_columns = {};
    bool one = false;       ///< at most one row refers to a row: its columns are unique
    bool optional = false;  ///< a row need not refer to one
};

struct Diagram {
    std::vector<DiagramTable> tables = {};
    std::vector<DiagramRelation> relations = {};
    std::vector<schema::Enum> enums = {};
    std::vector<schema::View> views = {};

    /// "auth.users": what stands over a table. A name, raw, not quoted.
    static std::string title(const schema::Name& name);
};

/// @throws Failure as diagram.h says.
Diagram diagram_of(const schema::Schema& schema, const DiagramOptions& options);

}  // namespace aludel::generator

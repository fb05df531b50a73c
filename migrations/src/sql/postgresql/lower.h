#pragma once

#include <map>
#include <optional>
#include <string>

#include <aludel/schema/schema.h>

namespace aludel::migrations::postgresql {

/// A table as PostgreSQL has it.
struct LoweredTable {
    /// Its types are Custom with the text of declared_type(), or the Enumeration of a native enum; without the checks below.
    schema::Table table = {};
    std::map<std::string, schema::Check> type_checks = {};  ///< by column: what keeps an enum that is no type to its values
};

/// @throws schema::SchemaError for what has no words for PostgreSQL, with what to do instead.
LoweredTable lower_table(const schema::Schema& schema, const schema::Table& table);
schema::Schema lower_schema(const schema::Schema& schema);

/// nullopt when the index is not for PostgreSQL (`only`).
std::optional<schema::Index> lower_index(const schema::Table& table, const schema::Index& index);

/// nullopt when PostgreSQL has no text for it.
std::optional<schema::View> lower_view(const schema::View& view);
/// nullopt when the object is not for PostgreSQL (`only`). @throws schema::SchemaError when it is, and has no text for it.
std::optional<schema::Opaque> lower_opaque(const schema::Opaque& object);
std::optional<schema::Check> lower_check(const schema::Check& check);
schema::Sequence lower_sequence(const schema::Sequence& sequence);

/// The name of the check that stands for the type of an enum column.
std::string type_check_name(const schema::Name& table, const std::string& column);

/// The values of an enum column as literals, in the order of its check; empty for a column of another type.
std::vector<std::string> enum_literals(const schema::Schema& schema, const schema::Type& type, const std::string& where);

}  // namespace aludel::migrations::postgresql

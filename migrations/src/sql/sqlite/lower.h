#pragma once

#include <map>
#include <optional>
#include <string>

#include <aludel/schema/schema.h>

namespace aludel::migrations::sqlite {

/// A table as SQLite has it.
struct LoweredTable {
    schema::Table table = {};                               ///< its types are Custom, without the checks below
    std::map<std::string, schema::Check> type_checks = {};  ///< by column: what keeps a boolean or an enum to its values
};

/// @throws schema::SchemaError for what SQLite does not have, with what to do instead.
LoweredTable lower_table(const schema::Schema& schema, const schema::Table& table);
schema::Schema lower_schema(const schema::Schema& schema);

/// nullopt when the index is not for SQLite (`only`).
std::optional<schema::Index> lower_index(const schema::Table& table, const schema::Index& index);

/// nullopt when SQLite has no text for it.
std::optional<schema::View> lower_view(const schema::View& view);
/// @throws schema::SchemaError for one that is not limited to other databases.
void refuse_sequence(const schema::Sequence& sequence);
/// nullopt when the object is not for SQLite (`only`).
/// @throws schema::SchemaError when it is, and has no text for it.
std::optional<schema::Opaque> lower_opaque(const schema::Opaque& object);

/// A name without a database schema. @throws schema::SchemaError when it has one.
const std::string& unqualified(const schema::Name& name);

/// The name of the check that stands for the type of a boolean or an enum column.
std::string type_check_name(const schema::Name& table, const schema::Column& column);

}  // namespace aludel::migrations::sqlite

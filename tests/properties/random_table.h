#pragma once

#include "properties/random_names.h"
#include "properties/schema_generators.h"

namespace aludel::testing {

/// The names of a schema that share a namespace: tables, views, indexes.
Names object_names(const schema::Schema& schema);
Names column_names(const schema::Table& table);
Names constraint_names(const schema::Table& table);

/// Parts for a table of that schema. None looks at foreign keys but random_foreign_key().
schema::Type random_type(Dice& dice, const schema::Schema& schema, const SchemaOptions& options);
schema::Column random_column(Dice& dice, const schema::Schema& schema, const schema::Table& table, Names& names,
                             const SchemaOptions& options);
std::optional<schema::Default> random_default(Dice& dice, const schema::Schema& schema, const schema::Column& column,
                                              const SchemaOptions& options);
schema::Expression random_condition(Dice& dice, const schema::Table& table, const SchemaOptions& options);
schema::Unique random_unique(Dice& dice, const schema::Table& table, const SchemaOptions& options);
schema::Check random_check(Dice& dice, const schema::Table& table, const SchemaOptions& options);
schema::Index random_index(Dice& dice, const schema::Schema& schema, const schema::Table& table, const SchemaOptions& options);
schema::PrimaryKey random_primary_key(Dice& dice, const schema::Table& table, const SchemaOptions& options);
schema::Table random_table(Dice& dice, const schema::Schema& schema, const SchemaOptions& options);
schema::Enum random_enum(Dice& dice, const schema::Schema& schema, const SchemaOptions& options);

/// Columns that refer to a key of `referred`, and the foreign key over them.
struct Reference {
    std::vector<schema::Column> columns;
    schema::ForeignKey key;
};
std::optional<Reference> random_reference(Dice& dice, const schema::Table& table, const schema::Table& referred,
                                          const SchemaOptions& options);

/// "name", quoted as every engine takes it.
std::string quoted(const std::string& name);

}  // namespace aludel::testing

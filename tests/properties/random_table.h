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
schema::Identity random_identity(Dice& dice, const SchemaOptions& options);
/// Of one of the table's integers; nothing where there is none.
std::optional<schema::Computed> random_computed(Dice& dice, const schema::Table& table, const SchemaOptions& options);
schema::Expression random_collation(Dice& dice, const SchemaOptions& options);
schema::Expression random_condition(Dice& dice, const schema::Table& table, const SchemaOptions& options);
schema::Unique random_unique(Dice& dice, const schema::Table& table, const SchemaOptions& options);
schema::Check random_check(Dice& dice, const schema::Table& table, const SchemaOptions& options);
schema::Index random_index(Dice& dice, const schema::Schema& schema, const schema::Table& table, const SchemaOptions& options);
schema::PrimaryKey random_primary_key(Dice& dice, const schema::Table& table, const SchemaOptions& options);
schema::Table random_table(Dice& dice, const schema::Schema& schema, const SchemaOptions& options);
schema::Enum random_enum(Dice& dice, const schema::Schema& schema, const SchemaOptions& options);
schema::Expression random_query(Dice& dice, const schema::Schema& schema, const SchemaOptions& options);
schema::View random_view(Dice& dice, const schema::Schema& schema, Names& objects, const SchemaOptions& options);
schema::Sequence random_sequence(Dice& dice, Names& objects, const SchemaOptions& options);
schema::Opaque random_opaque(Dice& dice, const schema::Schema& schema, Names& objects, const SchemaOptions& options);
std::vector<schema::Change> random_enum_change(Dice& dice, const schema::Schema& schema, const SchemaOptions& options);
/// Of a view, a sequence or an opaque object.
std::vector<schema::Change> random_object_change(Dice& dice, const schema::Schema& schema, const SchemaOptions& options);
/// A name that was free, here and there in a database schema.
schema::Name random_name(Dice& dice, Names& names, const SchemaOptions& options);
std::vector<std::string> random_only(Dice& dice);
schema::Action random_action(Dice& dice, bool nullable);
schema::Deferrability random_deferrability(Dice& dice);

/// Columns that refer to a key of `referred`, and the foreign key over them.
struct Reference {
    std::vector<schema::Column> columns;
    schema::ForeignKey key;
};
std::optional<Reference> random_reference(Dice& dice, const schema::Table& table, const schema::Table& referred,
                                          const SchemaOptions& options);

/// "name", quoted as every engine takes it.
std::string quoted(const std::string& name);
/// A name as somebody may have written it: quoted, or bare where it can be.
std::string written(Dice& dice, const std::string& name, const SchemaOptions& options);
/// The text for all dialects, here and there with texts of their own beside it or in its place.
schema::Expression per_dialect(Dice& dice, std::string sql);

}  // namespace aludel::testing

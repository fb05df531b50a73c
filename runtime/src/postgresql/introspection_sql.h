#pragma once

#include <string>

namespace aludel::runtime::postgresql::catalogue {

// Queries of pg_catalog, each over all schemas of the condition `n.nspname IN (...)` that stands for "{}" in it, in a fixed order. A
// row of an object without members is one with NULLs for them.

/// 0 schema, 1 name, 2 relkind, 3 a partition, 4 its parents, 5 comment, 6 partition key, 7 has row security, 8 unlogged,
/// 9 a view's query, 10 a view's options (the comment is a table's or a view's)
extern const char* const relations;
/// 0 schema, 1 table, 2 column, 3 type, 4 not null, 5 expression, 6 identity, 7 generated, 8 collation, 9 comment,
/// 10 schema and 11 name of its enum, 12 an array, 13 start and 14 increment of its identity, 15 other options of it
extern const char* const columns;
/// 0 schema, 1 table, 2 name, 3 contype, 4 column, 5 of INCLUDE, 6 referred schema, 7 table and 8 column, 9 ON DELETE, 10 ON UPDATE,
/// 11 deferrable, 12 initially deferred, 13 valid, 14 expression, 15 NULLS NOT DISTINCT, 16 what the model has no place for,
/// 17 comment
extern const char* const constraints;
/// 0 schema, 1 table, 2 name, 3 of INCLUDE, 4 column, 5 expression, 6 DESC, 7 NULLS FIRST, 8 operator class, 9 collation,
/// 10 method, 11 unique, 12 NULLS NOT DISTINCT, 13 condition, 14 valid, 15 what the model has no place for, 16 on a view, 17 comment
extern const char* const indexes;
/// 0 schema, 1 name, 2 label, 3 comment
extern const char* const enums;
/// 0 schema, 1 name, 2 owned by a column, 3 start, 4 increment, 5 minimum, 6 maximum, 7 cycle, 8 comment
extern const char* const sequences;
/// 0 schema, 1 name, 2 kind, 3 what stands behind the name in a message; of extensions and event triggers the schema is NULL
extern const char* const others;

}  // namespace aludel::runtime::postgresql::catalogue

#pragma once

#include <set>
#include <string>

#include <aludel/runtime/driver.h>

#include "postgresql/connection.h"

namespace aludel::runtime::postgresql {

/// Driver::introspect(): a dozen queries of the catalogue, however many tables there are. It needs no right on what it reads and
/// works inside a transaction; outside of one it makes one of its own, so that all of it is of one moment.
///
/// What belongs to an extension is left out. Names of the connection's default schema are unqualified. Expressions are as
/// PostgreSQL prints them (pg_get_expr), native enums are Enumerations and all other types Custom as format_type() prints them; what is
/// PostgreSQL's own choice (btree, NULLS LAST, START 1) is empty.
Introspection introspect(Connection& connection, const schema::Schema& expected);

/// Driver::as_introspected(): see twin.h.
Introspection as_introspected(Connection& connection, const schema::Schema& physical);

/// Where the catalogue is read.
struct Scope {
    std::set<std::string> schemas = {};      ///< what is read
    std::set<std::string> unqualified = {};  ///< whose names are written without them
};

/// The connection's default schema and those that `expected` has objects in.
Scope scope_of(Connection& connection, const schema::Schema& expected);
Introspection introspect(Connection& connection, const Scope& scope, const schema::Schema& expected);
schema::ByName<schema::Enum> introspect_enums(Connection& connection, const Scope& scope);

/// Without what PostgreSQL would choose by itself.
schema::Sequence without_defaults(schema::Sequence sequence);
schema::Identity without_defaults(schema::Identity identity);

/// Whether objects of that kind are found in the catalogue by their name: "trigger", "function", "extension"...
bool is_found_by_name(const schema::Opaque& object);

}  // namespace aludel::runtime::postgresql

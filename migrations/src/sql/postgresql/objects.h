#pragma once

#include <set>
#include <string>
#include <vector>

#include <aludel/schema/schema.h>

// What is no table, type or view of PostgreSQL. Texts without a semicolon.

namespace aludel::migrations::postgresql {

/// Nothing where it is there already: CREATE SCHEMA IF NOT EXISTS asks for the right to make one even then.
std::string create_schema(const std::string& name);
/// Nothing, and a notice, where something is left in it or it is somebody else's.
std::string drop_schema(const std::string& name);
/// Nothing where it is there already, whoever made it.
std::string create_extension(const std::string& name);
/// Nothing, and a notice, where something still needs it or it is somebody else's.
std::string drop_extension(const std::string& name);
/// The number it has come to stays. Both are lowered.
std::string alter_sequence(const schema::Sequence& before, const schema::Sequence& after);

/// The object is a database schema, declared by itself.
bool is_room(const schema::Opaque& object);
/// The database schemas that hold something, and those that are declared; not the default one.
std::set<std::string> rooms_of(const schema::Schema& schema);

/// What the catalogue has after the text of an object was executed: an object for each CREATE statement in it, with its own
/// name and kind. The object itself where none of them is known. Of several with one name the last is to be taken, which may
/// stand on the others: a trigger on its function.
std::vector<schema::Opaque> catalogue_objects(const schema::Opaque& lowered);

}  // namespace aludel::migrations::postgresql

#pragma once

#include <aludel/schema/schema.h>

namespace aludel::schema {

// Much can be written in several ways that no engine tells apart: numeric(10) and numeric(10, 0), a default of 0 as a value
// and as SQL, a check with other spaces in it. diff() and every other comparison of schemas takes them for the same.

/// The schema with each of these written in one way. Idempotent. For comparing alone: what people wrote is what is shown to
/// them, in the snapshot and in revisions.
Schema normal_form(Schema schema);
Type normal_form(Type type);
/// @param type of the column that has the default; nullopt: as if there were none.
std::optional<Default> normal_form(const Default& given, const Type& type, const Schema& schema);

/// `after`, where each object, column, constraint and index that has the normal form of its namesake in `before` is written
/// as it is there.
Schema as_written_in(const Schema& before, Schema after);

}  // namespace aludel::schema

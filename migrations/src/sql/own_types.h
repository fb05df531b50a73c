#pragma once

#include <string>
#include <vector>

#include <aludel/migrations/operation.h>
#include <aludel/schema/schema.h>

namespace aludel::migrations::sql {

// What a dialect begins with, so that it need not know that types have words of other dialects (Type::on).

/// The schema with each type as it is on that engine.
schema::Schema own_types(schema::Schema schema, const std::string& dialect);

/// Likewise operations. An alteration that changes the type for others alone leaves it, and the values, as they are.
std::vector<Operation> own_types(std::vector<Operation> operations, const std::string& dialect);

}  // namespace aludel::migrations::sql

#pragma once

#include <string>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::migrations::postgresql {

/// Another name, another database schema, or both, for a table or type (`kind` is TABLE or TYPE): in the order in which
/// no name is taken meanwhile.
std::vector<std::string> move_statements(const schema::Schema& before, const char* kind, const schema::Name& from, const schema::Name& to);

}  // namespace aludel::migrations::postgresql

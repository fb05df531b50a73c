#pragma once

#include "model.h"

namespace aludel::frontend {

/// Whether db::view or db::materialized_view stands on the struct: then it is no table, whatever else stands there.
bool is_view(const Reading& reading, const clang::CXXRecordDecl& record);

/// Reads the structs that are views into the schema. Their members are read to report their mistakes, and leave nothing behind. Comes
/// last: names of tables must be known.
void read_views(Reading& reading, const Capture& capture);

}  // namespace aludel::frontend

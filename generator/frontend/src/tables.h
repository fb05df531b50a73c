#pragma once

#include "model.h"

namespace aludel::frontend {

/// The name that the struct's table or view has, by db::table or by the naming convention; nullopt where it can't have one, which
/// is reported.
std::optional<schema::Name> read_struct_name(const Reading& reading, const clang::CXXRecordDecl& record);

/// A model for each struct that is a table, with all but its columns and constraints.
void find_tables(Reading& reading, const Capture& capture);

/// What can be said of a table once its columns and constraints are read.
void finish_table(const Reading& reading, const Model& model);

}  // namespace aludel::frontend

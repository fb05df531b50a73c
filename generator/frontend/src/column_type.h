#pragma once

#include <aludel/schema/schema.h>
#include <clang/AST/Type.h>

#include <optional>

#include "report.h"

namespace clang {
class ASTContext;
class EnumDecl;
class FieldDecl;
class NamedDecl;
}  // namespace clang

namespace aludel::frontend {

/// What a member's C++ type is in SQL.
struct ColumnType {
    schema::Type type;
    bool nullable = false;
    const clang::EnumDecl* enumeration = nullptr;  ///< whose name `type` has
    bool too_wide = false;                         ///< std::uint64_t: no integer holds it; only db::numeric makes a column of it
};

/// Maps the member's type; reports it and returns nullopt when it is no column's type.
std::optional<ColumnType> read_column_type(const clang::FieldDecl& field, const clang::ASTContext& context, Report& report);

/// Where its type is written.
clang::SourceRange type_range(const clang::FieldDecl& field);

/// "optional", "chrono::time_point": the name inside namespace std, inline namespaces left out; empty elsewhere.
std::string standard_name(const clang::NamedDecl& declaration);

}  // namespace aludel::frontend

#pragma once

#include <aludel/schema/schema.h>
#include <clang/AST/Type.h>

#include <optional>
#include <vector>

#include "type_name.h"

namespace clang {
class ASTContext;
class CXXRecordDecl;
class Decl;
class EnumDecl;
class FieldDecl;
}  // namespace clang

namespace aludel::frontend {

struct Reading;
struct Use;

/// What a member's C++ type is in SQL.
struct ColumnType {
    schema::Type type;
    bool nullable = false;
    const clang::EnumDecl* enumeration = nullptr;  ///< whose name `type` has
    bool too_wide = false;                         ///< std::uint64_t: no integer holds it; only db::numeric makes a column of it
    bool replaced = false;                         ///< db::type says the whole type: `type` means nothing
    /// Aliases and strong typedefs that the type goes through, the outermost first: what is said of them is said of the column.
    std::vector<const clang::Decl*> said_by = {};
    /// The same of an array's element: what is said there of the type holds.
    std::vector<const clang::Decl*> element_said_by = {};
};

/// Maps the member's type; reports it and returns nullopt when it is no column's type.
std::optional<ColumnType> read_column_type(Reading& reading, const clang::FieldDecl& field);

/// Whether these db::type say the type for every database, so that the C++ type says nothing.
bool replaces_type(const Reading& reading, const std::vector<const Use*>& types);

/// The struct that a member of that type embeds, and whether it is a std::optional of it; reported when it is none.
struct EmbeddedType {
    const clang::CXXRecordDecl* record = nullptr;
    bool nullable = false;
};
std::optional<EmbeddedType> read_embedded_type(const Reading& reading, const clang::FieldDecl& field);

/// Where its type is written.
clang::SourceRange type_range(const clang::FieldDecl& field);

}  // namespace aludel::frontend

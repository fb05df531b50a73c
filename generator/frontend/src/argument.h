#pragma once

#include <aludel/schema/table.h>
#include <aludel/schema/type.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "capture.h"

namespace clang {
class ASTContext;
class CXXRecordDecl;
class EnumConstantDecl;
class FieldDecl;
}  // namespace clang

namespace aludel::frontend {

/// `&Team::id`: the member, and the struct it was asked of (where the member is inherited, not the one that has it).
struct Member {
    const clang::CXXRecordDecl* record = nullptr;
    const clang::FieldDecl* field = nullptr;  ///< nullptr: a function
};

/// Something that no attribute takes, or that is no constant.
struct NoConstant {};
/// `{}` or std::nullopt: the value that a type has by itself.
struct Empty {};

using Constant = std::variant<NoConstant, Empty, bool, std::int64_t, double, std::string, Word, Member, const clang::EnumConstantDecl*>;

/// What the argument is; expressions are evaluated.
Constant evaluate(const Argument& argument, const clang::ASTContext& context);

/// The value that an initialiser gives its member, seen through the constructors of std::string and std::optional.
Constant evaluate(const clang::Expr& initialiser, const clang::ASTContext& context);

/// The constant as a default of that type; nullopt when the type doesn't hold it.
std::optional<schema::Value> as_value(const Constant& constant, const schema::Type& type);

}  // namespace aludel::frontend

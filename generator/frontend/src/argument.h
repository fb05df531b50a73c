#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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
struct Empty {
    bool null = false;  ///< of a std::optional
};

/// A whole number that no std::int64_t holds.
struct Digits {
    std::string text;
};
/// `{1, 2, 3}`; the rest of `size` items are zero.
struct List {
    std::vector<const clang::Expr*> items;
    std::size_t size = 0;
};

using Constant =
    std::variant<NoConstant, Empty, bool, std::int64_t, Digits, double, std::string, List, Word, Member, const clang::EnumConstantDecl*>;

/// What the argument is; expressions are evaluated.
Constant evaluate(const Argument& argument, const clang::ASTContext& context);

/// The value that an initialiser gives its member, seen through the constructors of std::string, std::optional and lists. Times of
/// std::chrono are texts, as databases write them.
Constant evaluate(const clang::Expr& initialiser, const clang::ASTContext& context);

}  // namespace aludel::frontend

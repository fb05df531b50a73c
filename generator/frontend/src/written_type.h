#pragma once

#include <clang/AST/Type.h>
#include <clang/AST/TypeLoc.h>
#include <clang/Basic/SourceLocation.h>

namespace aludel::frontend {

/// A type and where it is written; `direct` while that place is this type and nothing else, so that it can be mended.
struct Written {
    clang::QualType type;
    clang::TypeLoc place;
    clang::SourceRange range;
    bool direct = true;

    /// The first template argument: with its typedefs and its place, as far as they stand here.
    Written argument(const clang::ASTContext& context, clang::QualType canonical) const;
    /// The element of a C array.
    Written element(const clang::ASTContext& context) const;
};

}  // namespace aludel::frontend

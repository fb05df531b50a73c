#pragma once

#include "argument.h"

namespace clang {
class QualType;
}

namespace aludel::frontend {

/// Whether it is one of std::chrono's classes.
bool is_chrono(clang::QualType type);

/// A date, a point in time or a duration as the text that databases have for it: "2026-11-20", "2026-11-20 21:15:00.5", "PT1H30M".
/// NoConstant where it is none, or has no such text.
Constant evaluate_chrono(const clang::Expr& expression, const clang::ASTContext& context);

}  // namespace aludel::frontend

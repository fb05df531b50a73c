#pragma once

#include <aludel/schema/type.h>
#include <clang/AST/Type.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace clang {
class ClassTemplateSpecializationDecl;
}

namespace aludel::frontend {

/// How many seconds a tick of a duration has, in lowest terms.
struct Period {
    std::int64_t numerator = 1;
    std::int64_t denominator = 1;

    bool is_whole_days() const { return denominator == 1 && numerator % 86400 == 0; }
};

/// nullopt when the type is no std::chrono::duration.
std::optional<Period> period_of(clang::QualType duration);

/// The clock of a time point, as "system_clock", "local_t"; empty elsewhere.
std::string_view clock_of(const clang::ClassTemplateSpecializationDecl& time_point);

/// What a time point, a duration or a time of day is in SQL; nullopt for a clock that is no calendar's.
std::optional<schema::Type> chrono_type(std::string_view standard_name, const clang::ClassTemplateSpecializationDecl& type);

}  // namespace aludel::frontend

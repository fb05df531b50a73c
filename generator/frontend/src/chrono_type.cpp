#include "chrono_type.h"

#include <clang/AST/DeclTemplate.h>

#include <numeric>

#include "type_name.h"

namespace aludel::frontend {
namespace {

const clang::ClassTemplateSpecializationDecl* specialization_of(clang::QualType type, std::string_view name) {
    const auto* record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    return record != nullptr && standard_name(*record) == name ? record : nullptr;
}

}  // namespace

std::optional<Period> period_of(clang::QualType duration) {
    const auto* type = specialization_of(duration, "chrono::duration");
    if (type == nullptr || type->getTemplateArgs().size() != 2) return std::nullopt;
    const auto* ratio = specialization_of(type->getTemplateArgs()[1].getAsType(), "ratio");
    if (ratio == nullptr || ratio->getTemplateArgs().size() != 2) return std::nullopt;
    Period period = {ratio->getTemplateArgs()[0].getAsIntegral().getExtValue(), ratio->getTemplateArgs()[1].getAsIntegral().getExtValue()};
    if (period.numerator <= 0 || period.denominator <= 0) return std::nullopt;
    const std::int64_t common = std::gcd(period.numerator, period.denominator);
    return Period{period.numerator / common, period.denominator / common};
}

std::string_view clock_of(const clang::ClassTemplateSpecializationDecl& time_point) {
    const clang::CXXRecordDecl* clock = time_point.getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
    const std::string name = clock == nullptr ? "" : standard_name(*clock);
    if (name == "chrono::system_clock") return "system_clock";
    if (name == "chrono::local_t") return "local_t";
    return "";
}

std::optional<schema::Type> chrono_type(std::string_view standard_name, const clang::ClassTemplateSpecializationDecl& type) {
    if (standard_name == "chrono::duration") return schema::Type{schema::Interval{}};
    if (standard_name == "chrono::hh_mm_ss") return schema::Type{schema::TimeOfDay{}};
    if (standard_name != "chrono::time_point" || type.getTemplateArgs().size() != 2) return std::nullopt;
    const std::string_view clock = clock_of(type);
    if (clock.empty()) return std::nullopt;
    const std::optional<Period> period = period_of(type.getTemplateArgs()[1].getAsType());
    if (period && period->is_whole_days()) return schema::Type{schema::Date{}};
    return schema::Type{schema::Timestamp{clock == "system_clock"}};
}

}  // namespace aludel::frontend

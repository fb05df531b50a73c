#include "chrono_constant.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/Expr.h>

#include "chrono_type.h"
#include "type_name.h"

namespace aludel::frontend {
namespace {

std::string digits(std::int64_t number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// The days since 1970-01-01 as a date, by the proleptic Gregorian calendar.
std::optional<std::string> date_text(std::int64_t days) {
    constexpr std::int64_t first = -719162;  // 0001-01-01
    constexpr std::int64_t last = 2932896;   // 9999-12-31
    if (days < first || days > last) return std::nullopt;
    // Years that start in March, in eras of 400: https://howardhinnant.github.io/date_algorithms.html
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = shifted / 146097;
    const std::int64_t day_of_era = shifted % 146097;
    const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    const std::int64_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const std::int64_t year = era * 400 + year_of_era + (month <= 2 ? 1 : 0);
    return digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2);
}

struct Seconds {
    std::int64_t whole = 0;
    std::int64_t nanoseconds = 0;  ///< 0 to 999,999,999
};

/// Ticks in seconds; nullopt where they overflow, or are no whole nanoseconds.
std::optional<Seconds> seconds_of(std::int64_t ticks, Period period) {
    constexpr std::int64_t billion = 1'000'000'000;
    std::int64_t units = 0;
    if (__builtin_mul_overflow(ticks, period.numerator, &units)) return std::nullopt;
    std::int64_t whole = units / period.denominator;
    std::int64_t rest = units % period.denominator;
    if (rest < 0) {
        rest += period.denominator;
        --whole;
    }
    if (rest == 0) return Seconds{whole, 0};
    std::int64_t fraction = 0;
    if (__builtin_mul_overflow(rest, billion, &fraction) || fraction % period.denominator != 0) return std::nullopt;
    return Seconds{whole, fraction / period.denominator};
}

/// ".5": as many digits as there are, none for none.
std::string fraction_text(std::int64_t nanoseconds) {
    if (nanoseconds == 0) return "";
    std::string text = "." + digits(nanoseconds, 9);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

std::optional<std::string> point_text(std::int64_t ticks, Period period) {
    const std::optional<Seconds> since = seconds_of(ticks, period);
    if (!since) return std::nullopt;
    std::int64_t days = since->whole / 86400;
    std::int64_t rest = since->whole % 86400;
    if (rest < 0) {
        rest += 86400;
        --days;
    }
    const std::optional<std::string> date = date_text(days);
    if (!date || period.is_whole_days()) return date;
    return *date + " " + digits(rest / 3600, 2) + ":" + digits(rest / 60 % 60, 2) + ":" + digits(rest % 60, 2) +
           fraction_text(since->nanoseconds);
}

/// ISO 8601. Days and what is longer stay what they are: they are no fixed number of hours in every time zone.
std::optional<std::string> duration_text(std::int64_t ticks, Period period) {
    constexpr std::int64_t month = 2629746;  // std::chrono::months
    if (period.denominator == 1 && period.numerator == month) return "P" + std::to_string(ticks) + "M";
    if (period.denominator == 1 && period.numerator == 12 * month) return "P" + std::to_string(ticks) + "Y";
    const std::optional<Seconds> length = seconds_of(ticks, period);
    if (!length) return std::nullopt;
    if (period.is_whole_days()) return "P" + std::to_string(length->whole / 86400) + "D";
    Seconds rest = *length;
    const bool negative = rest.whole < 0;
    if (negative && rest.nanoseconds > 0) {
        ++rest.whole;
        rest.nanoseconds = 1'000'000'000 - rest.nanoseconds;
    }
    const std::string sign = negative ? "-" : "";
    if (rest.whole == INT64_MIN) return std::nullopt;
    const std::int64_t seconds = rest.whole < 0 ? -rest.whole : rest.whole;
    std::string text = "PT";
    if (seconds >= 3600) text += sign + std::to_string(seconds / 3600) + "H";
    if (seconds / 60 % 60 > 0) text += sign + std::to_string(seconds / 60 % 60) + "M";
    if (seconds % 60 > 0 || rest.nanoseconds > 0 || seconds == 0) {
        text += sign + std::to_string(seconds % 60) + fraction_text(rest.nanoseconds) + "S";
    }
    return text;
}

/// The integer in a struct of one member in a struct of one member...
std::optional<std::int64_t> integer_in(const clang::APValue& value) {
    const clang::APValue* inner = &value;
    while (inner->isStruct() && inner->getStructNumBases() == 0 && inner->getStructNumFields() == 1) inner = &inner->getStructField(0);
    if (!inner->isInt()) return std::nullopt;
    const llvm::APSInt& number = inner->getInt();
    if (number.isSigned() ? !number.isSignedIntN(64) : !number.isIntN(63)) return std::nullopt;
    return number.getExtValue();
}

std::optional<std::string> calendar_text(const clang::APValue& value) {
    if (!value.isStruct() || value.getStructNumFields() != 3) return std::nullopt;
    const auto year = integer_in(value.getStructField(0));
    const auto month = integer_in(value.getStructField(1));
    const auto day = integer_in(value.getStructField(2));
    if (!year || !month || !day || *year < 1 || *year > 9999 || *month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
    const bool leap = *year % 4 == 0 && (*year % 100 != 0 || *year % 400 == 0);
    const int last = *month == 2 ? (leap ? 29 : 28) : (*month == 4 || *month == 6 || *month == 9 || *month == 11) ? 30 : 31;
    if (*day > last) return std::nullopt;
    return digits(*year, 4) + "-" + digits(*month, 2) + "-" + digits(*day, 2);
}

}  // namespace

bool is_chrono(clang::QualType type) {
    const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
    return record != nullptr && standard_name(*record).rfind("chrono::", 0) == 0;
}

Constant evaluate_chrono(const clang::Expr& expression, const clang::ASTContext& context) {
    clang::Expr::EvalResult result;
    if (expression.isValueDependent() || !expression.EvaluateAsRValue(result, context) || result.HasSideEffects) return NoConstant{};
    const clang::CXXRecordDecl& record = *expression.getType()->getAsCXXRecordDecl();
    const std::string name = standard_name(record);
    std::optional<std::string> text;
    if (name == "chrono::year_month_day") {
        text = calendar_text(result.Val);
    } else if (const auto ticks = integer_in(result.Val)) {
        const auto* type = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&record);
        if (name == "chrono::duration") {
            if (const auto period = period_of(expression.getType())) text = duration_text(*ticks, *period);
        } else if (name == "chrono::time_point" && type != nullptr && type->getTemplateArgs().size() == 2) {
            if (const auto period = period_of(type->getTemplateArgs()[1].getAsType())) text = point_text(*ticks, *period);
        }
    }
    return text ? Constant(*text) : Constant(NoConstant{});
}

}  // namespace aludel::frontend

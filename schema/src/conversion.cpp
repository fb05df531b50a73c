#include "conversion.h"

#include <algorithm>
#include <optional>

namespace aludel::schema {

namespace {

int digits_of(const Integer& type) {
    return type.bits <= 16 ? 5 : type.bits <= 32 ? 10 : 19;
}
int exact_digits_of(const Float& type) {
    return type.bits <= 32 ? 6 : 15;
}

Conversion by(bool widens) {
    return widens ? Conversion::widening : Conversion::narrowing;
}

// No length holds any length; a length holds what is not longer.
Conversion lengths(const std::optional<int>& from, const std::optional<int>& to) {
    return by(!to || (from && *from <= *to));
}

// Digits before the point; none is unlimited.
std::optional<int> whole_digits(const Numeric& type) {
    if (!type.precision) return std::nullopt;
    return *type.precision - type.scale.value_or(0);
}

Conversion numerics(const Numeric& from, const Numeric& to) {
    if (!to.precision) return Conversion::widening;
    if (!from.precision) return Conversion::narrowing;
    return by(*whole_digits(from) <= *whole_digits(to) && from.scale.value_or(0) <= to.scale.value_or(0));
}

// To a text of that length, from a type whose longest value has `longest` characters.
Conversion as_text(const String& to, std::optional<int> longest) {
    return lengths(longest, to.length);
}

struct From {
    const Type& to;

    template <class T>
    const T* target() const {
        return std::get_if<T>(&to.kind);
    }

    // true and 't' and 1: engines write a boolean differently, and PostgreSQL casts it to no number by itself.
    Conversion operator()(const Boolean&) const { return Conversion::none; }

    Conversion operator()(const Integer& from) const {
        if (const auto* integer = target<Integer>()) return by(from.bits <= integer->bits);
        if (const auto* floating = target<Float>()) return by(digits_of(from) <= exact_digits_of(*floating));
        if (const auto* numeric = target<Numeric>()) return numerics({digits_of(from), 0}, *numeric);
        if (const auto* string = target<String>()) return as_text(*string, digits_of(from) + 1);
        return Conversion::none;
    }

    Conversion operator()(const Float& from) const {
        if (const auto* floating = target<Float>()) return by(from.bits <= floating->bits);
        if (target<Numeric>() != nullptr || target<Integer>() != nullptr) return Conversion::narrowing;
        if (const auto* string = target<String>()) return as_text(*string, std::nullopt);
        return Conversion::none;
    }

    Conversion operator()(const String& from) const {
        if (const auto* string = target<String>()) return lengths(from.length, string->length);
        return Conversion::none;
    }

    Conversion operator()(const Bytes& from) const {
        if (const auto* bytes = target<Bytes>()) return lengths(from.length, bytes->length);
        return Conversion::none;
    }

    Conversion operator()(const Numeric& from) const {
        if (const auto* numeric = target<Numeric>()) return numerics(from, *numeric);
        if (const auto* integer = target<Integer>()) {
            return by(from.precision && from.scale.value_or(0) == 0 && *from.precision < digits_of(*integer));
        }
        if (const auto* floating = target<Float>()) return by(from.precision && *from.precision <= exact_digits_of(*floating));
        if (const auto* string = target<String>()) {
            return as_text(*string, from.precision ? std::optional<int>(*from.precision + 3) : std::nullopt);  // sign, zero, point
        }
        return Conversion::none;
    }

    Conversion operator()(const Date&) const { return text_of(10); }
    Conversion operator()(const TimeOfDay&) const { return text_of(15); }
    Conversion operator()(const Timestamp&) const { return text_of(32); }
    Conversion operator()(const Interval&) const { return text_of(std::nullopt); }
    Conversion operator()(const Uuid&) const { return text_of(36); }
    Conversion operator()(const Json&) const { return text_of(std::nullopt); }
    Conversion operator()(const Enumeration&) const { return text_of(std::nullopt); }
    Conversion operator()(const Custom&) const { return Conversion::none; }

    Conversion text_of(std::optional<int> longest) const {
        const auto* string = target<String>();
        return string == nullptr ? Conversion::none : as_text(*string, longest);
    }
};

}  // namespace

Conversion conversion(const Type& from, const Type& to) {
    if (from == to) return Conversion::same;
    if (!from.on.empty() || !to.on.empty()) {
        // An engine with words of its own sees another change than the rest; the worst of all of them counts.
        Conversion worst = conversion(type_on(from, ""), type_on(to, ""));
        for (const auto* words : {&from.on, &to.on}) {
            for (const auto& [dialect, text] : *words) worst = std::max(worst, conversion(type_on(from, dialect), type_on(to, dialect)));
        }
        return worst;
    }
    if (from.array != to.array) return Conversion::none;
    return std::visit(From{to}, from.kind);
}

}  // namespace aludel::schema

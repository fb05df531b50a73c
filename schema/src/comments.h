#pragma once

#include <string>
#include <utility>

#include <aludel/schema/table.h>

namespace aludel::schema {

/// The object with that comment in place of its own.
template <class Object>
Object commented(Object object, std::string comment) {
    object.comment = std::move(comment);
    return object;
}
inline Constraint commented(Constraint constraint, const std::string& comment) {
    std::visit([&](auto& each) { each.comment = comment; }, constraint);
    return constraint;
}

/// Whether they differ in nothing but what is said of them.
template <class Object>
bool same_but_for_comment(const Object& a, const Object& b) {
    return a == b || commented(a, b.comment) == b;
}
inline bool same_but_for_comment(const Constraint& a, const Constraint& b) {
    return a == b || commented(a, comment_of(b)) == b;
}

}  // namespace aludel::schema

#pragma once

#include <set>
#include <string>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::schema {

struct Problem {
    std::string object = {};   ///< "users", "users.email", "users.ix_users_email": where
    std::string message = {};  ///< what is wrong, with the values, and what to do
    friend bool operator==(const Problem&, const Problem&) = default;
};

/// What no database, or one of the dialects, would take: references that lead nowhere, names that collide or are too
/// long (PostgreSQL: 63 bytes, tables, indexes and types share a namespace; SQLite: case-folded, one index namespace a
/// database, no schemas), a default of the wrong type, a primary key over a nullable column, an identity that is not
/// an integer key on SQLite, and so on. All problems in one run, in a fixed order.
/// @param dialects names as in aludel.toml: "sqlite", "postgresql".
std::vector<Problem> validate(const Schema& schema, const std::set<std::string>& dialects);

}  // namespace aludel::schema

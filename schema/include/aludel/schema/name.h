#pragma once

#include <compare>
#include <string>
#include <utility>

namespace aludel::schema {

/// The name of an object that lives in a database schema ("auth.users"). An empty `schema` is the connection's
/// default one, and the only one SQLite has.
struct Name {
    std::string schema = {};
    std::string name = {};

    Name() = default;
    Name(std::string unqualified) : name(std::move(unqualified)) {}  // NOLINT(google-explicit-constructor): "users" is a name
    Name(const char* unqualified) : name(unqualified) {}             // NOLINT(google-explicit-constructor): as above
    Name(std::string schema_name, std::string object) : schema(std::move(schema_name)), name(std::move(object)) {}

    friend auto operator<=>(const Name&, const Name&) = default;
    friend bool operator==(const Name&, const Name&) = default;
};

/// "users", or "auth.users" when qualified. For messages and keys; SQL is written by the dialects alone. A part that is
/// empty or holds a dot, a quote, a colon or an equals sign, white space or a control byte stands in double quotes, so
/// that two names never read alike.
std::string to_string(const Name& name);

/// "users.email": a column, constraint or index of a table, in the same form.
std::string to_string(const Name& table, const std::string& member);

}  // namespace aludel::schema

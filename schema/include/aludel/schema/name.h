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

/// "users", or "auth.users" when qualified. For messages and keys; SQL is written by the dialects alone.
std::string to_string(const Name& name);

}  // namespace aludel::schema

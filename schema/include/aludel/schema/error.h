#pragma once

#include <stdexcept>
#include <string>

namespace aludel::schema {

/// A change or a schema that cannot be: says what, with the names, and what to do next.
class SchemaError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace aludel::schema

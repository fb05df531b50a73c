#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/runtime/driver.h>
#include <aludel/schema/schema.h>

namespace aludel::runtime {

struct Comparison {
    std::vector<std::string> differences = {};  ///< "users.bio is TEXT and should be VARCHAR(200)", in a fixed order
    std::vector<std::string> unknown = {};      ///< what could not be judged
    friend bool operator==(const Comparison&, const Comparison&) = default;
};

using Normalise = std::function<std::string(std::string_view)>;

/// The live database beside the physical schema that the revisions lead to (Dialect::lower). Expressions are compared
/// as `normalise` (Driver::normalised) leaves them.
Comparison compare(const Introspection& live, const schema::Schema& expected, const Normalise& normalise);

}  // namespace aludel::runtime

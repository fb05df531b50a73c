#pragma once

#include <string>
#include <vector>

#include <aludel/runtime/driver.h>

namespace aludel::runtime {

struct Comparison {
    std::vector<std::string> differences = {};  ///< "users.bio is TEXT and should be VARCHAR(200)", in a fixed order
    std::vector<std::string> unknown = {};      ///< what could not be judged
    friend bool operator==(const Comparison&, const Comparison&) = default;
};

/// The live database (Driver::introspect) beside what the revisions lead to (Driver::as_introspected of Dialect::lower). What
/// either could not judge is unknown, never a difference.
Comparison compare(const Introspection& live, const Introspection& expected);

}  // namespace aludel::runtime

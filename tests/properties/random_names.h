#pragma once

#include <set>
#include <string>

#include "properties/schema_generators.h"

namespace aludel::testing {

/// Names in use, compared as SQLite does: whatever their case.
class Names {
public:
    void take(const std::string& name);
    bool is_free(const std::string& name) const;
    /// A name that was free, and is taken now.
    std::string fresh(Dice& dice, const SchemaOptions& options);

private:
    std::set<std::string> folded_;
};

/// A text with everything in it that a careless writer of SQL, TOML or C++ trips over.
std::string random_text(Dice& dice, const SchemaOptions& options);

/// What is said of a constraint, an index, a view...; often nothing.
std::string random_comment(Dice& dice, const SchemaOptions& options);

}  // namespace aludel::testing

#pragma once

#include <string>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::generator {

/// Something of a schema needs something that is not there.
struct Need {
    std::string owner = {};          ///< the table that it is part of: "users"
    std::string part = {};           ///< "users.ix_users_email"
    std::string missing_owner = {};  ///< the table of what is missing; empty for a table or an enum itself
    std::string missing = {};        ///< "users.email", "teams"
};

/// What the columns, keys and indexes of `now` name and do not find, and expressions that name a column that `wanted` has there.
std::vector<Need> unmet_needs(const schema::Schema& now, const schema::Schema& wanted);

}  // namespace aludel::generator

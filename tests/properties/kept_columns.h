#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <aludel/schema/change.h>
#include <aludel/schema/schema.h>

namespace aludel::tests {

using ColumnPlace = std::pair<schema::Name, std::string>;
using Columns = std::map<ColumnPlace, ColumnPlace>;

/// Where the columns of `before` that are kept, with their types and the names of their values, stand in `after`.
Columns kept_columns(const schema::Schema& before, const std::vector<schema::Change>& changes, const schema::Schema& after);

}  // namespace aludel::tests

#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <aludel/schema/table.h>

#include "rename_plan.h"

namespace aludel::schema {

/// What becomes of the constraints, or of the indexes, of a table that stay no longer as they are.
template <class Part>
struct PartPlan {
    std::vector<std::pair<Part, std::string>> drops;  ///< with the reason
    std::map<std::string, std::string> names;         ///< old to new, where nothing else but the comment differs
};

/// Constraints, or indexes, in the order in which they are added: what others may lean on first.
std::vector<Constraint> constraints_of(const Table& table);
std::vector<Index> indexes_of(const Table& table);

/// `gone` are the columns of `old` that `wanted` has not.
PartPlan<Constraint> plan_constraints(const Table& old, const Table& wanted, const std::set<std::string>& gone);
PartPlan<Index> plan_indexes(const Table& old, const Table& wanted, const std::set<std::string>& gone);

std::set<std::string> columns_gone(const Table& old, const Table& wanted);

}  // namespace aludel::schema

#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::schema {

/// An order in which tables can be created: those that a table refers to come before it.
struct TableOrder {
    std::vector<const Table*> tables;
    std::set<std::pair<Name, std::string>> cut;  ///< foreign keys that close a cycle: to be added afterwards
};

/// Deterministic: by name where the foreign keys leave a choice. Foreign keys to tables outside the list do not count.
TableOrder creation_order(const std::vector<const Table*>& tables);

/// Views in an order in which they can be created: those that a query mentions come before it.
std::vector<const View*> creation_order(const std::vector<const View*>& views);

}  // namespace aludel::schema

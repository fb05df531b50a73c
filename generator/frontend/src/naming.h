#pragma once

#include <string>
#include <string_view>

#include "settings.h"

namespace aludel::frontend {

/// The table that a struct of that name is where nothing else is said: `OrderItem` is `order_items`. Of the plural:
///  - [naming.plurals] comes first, by the whole name in snake case, then by its last word;
///  - a last word that ends in a digit, or in an s but not in ss, us or is, stays as it is (`settings`, `news`);
///  - the others follow their endings: box boxes, class classes, status statuses, analysis analyses, quiz quizzes, branch
///    branches, category categories (but day days), shelf shelves, and an s for the rest.
std::string table_name(std::string_view struct_name, const Settings& settings);

/// The column that a member of that name is: without the longest prefix and the longest suffix that [naming] strips, then in
/// its style. A prefix that ends in a letter is one only before a capital: `sz` of `szName`, not of `szenario`. May be no
/// name at all: see is_name().
std::string column_name(std::string_view member, const Settings& settings);

/// Not empty, and not one that starts with a digit.
bool is_name(std::string_view name);

}  // namespace aludel::frontend

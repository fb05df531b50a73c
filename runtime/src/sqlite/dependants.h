#pragma once

#include <map>
#include <string>
#include <vector>

#include "sqlite/database.h"

namespace aludel::runtime::sqlite {

/// The views, and the tables whose triggers, cannot be prepared, each with SQLite's reason: "view active_users", "the
/// triggers of users".
using BrokenObjects = std::map<std::string, std::string>;
BrokenObjects broken_objects(const Database& database);

/// Rows whose foreign keys lead nowhere.
class Violations {
public:
    Violations() = default;
    explicit Violations(const Database& database);

    /// What is here and was not there before, in words; the first ten and how many more.
    std::vector<std::string> since(const Violations& before) const;

private:
    /// By table, then by the row, with the table it should lead to; a row may be here several times.
    std::map<std::string, std::map<std::string, std::vector<std::string>>> rows_;
};

}  // namespace aludel::runtime::sqlite

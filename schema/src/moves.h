#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <aludel/schema/change.h>

namespace aludel::schema {

/// Where the objects of an old schema are after renames. What keeps its name is not in the maps.
struct Moves {
    std::map<Name, Name> tables = {};
    std::map<std::pair<Name, std::string>, std::string> columns = {};  ///< by the table's old name
    std::map<Name, Name> enums = {};

    const Name& table(const Name& was) const;
    const std::string& column(const Name& table, const std::string& was) const;
    const Name& enumeration(const Name& was) const;
};

/// Changes that are no renames do not count.
Moves moves_of(const std::vector<Change>& renames);

}  // namespace aludel::schema

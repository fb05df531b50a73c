#include "moves.h"

namespace aludel::schema {

namespace {

template <class Map, class Key, class Value>
const Value& moved(const Map& map, const Key& key, const Value& was) {
    const auto found = map.find(key);
    return found == map.end() ? was : found->second;
}

// Follows renames with the present names as keys.
class Follower {
public:
    void table(const RenameTable& rename) { follow(tables_, rename.from, rename.to); }
    void enumeration(const RenameEnum& rename) { follow(enums_, rename.from, rename.to); }
    void column(const RenameColumn& rename) {
        const auto table = tables_.find(rename.table);
        const Name was = table == tables_.end() ? rename.table : table->second;
        std::map<std::string, std::string>& columns = columns_[was];
        follow(columns, rename.from, rename.to);
    }

    Moves moves() const {
        Moves found;
        for (const auto& [is, was] : tables_) found.tables.emplace(was, is);
        for (const auto& [is, was] : enums_) found.enums.emplace(was, is);
        for (const auto& [table, columns] : columns_) {
            for (const auto& [is, was] : columns) found.columns.emplace(std::make_pair(table, was), is);
        }
        return found;
    }

private:
    template <class Key>
    static void follow(std::map<Key, Key>& names, const Key& from, const Key& to) {
        const auto known = names.find(from);
        const Key was = known == names.end() ? from : known->second;
        names.erase(from);
        names[to] = was;
    }

    std::map<Name, Name> tables_;  // the present name to the old one
    std::map<Name, Name> enums_;
    std::map<Name, std::map<std::string, std::string>> columns_;  // by the table's old name
};

}  // namespace

const Name& Moves::table(const Name& was) const {
    return moved(tables, was, was);
}

const std::string& Moves::column(const Name& table, const std::string& was) const {
    return moved(columns, std::make_pair(table, was), was);
}

const Name& Moves::enumeration(const Name& was) const {
    return moved(enums, was, was);
}

Moves moves_of(const std::vector<Change>& renames) {
    Follower follower;
    for (const Change& change : renames) {
        if (const auto* table = std::get_if<RenameTable>(&change)) follower.table(*table);
        if (const auto* column = std::get_if<RenameColumn>(&change)) follower.column(*column);
        if (const auto* type = std::get_if<RenameEnum>(&change)) follower.enumeration(*type);
    }
    return follower.moves();
}

}  // namespace aludel::schema

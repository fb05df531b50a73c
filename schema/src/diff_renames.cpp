#include <algorithm>

#include "differ.h"
#include "rename_plan.h"

namespace aludel::schema {

namespace {

std::map<std::string, Name> by_text(const Schema& schema) {
    std::map<std::string, Name> names;
    for (const Table& table : schema.tables) names.emplace(to_string(table.name), table.name);
    return names;
}

std::set<std::string> keys(const std::map<std::string, Name>& names) {
    std::set<std::string> found;
    for (const auto& [text, name] : names) found.insert(text);
    return found;
}

std::set<std::string> column_names(const Table& table) {
    std::set<std::string> names;
    for (const Column& column : table.columns) names.insert(column.name);
    return names;
}

bool same_but_for_the_name(Index a, const Index& b) {
    a.name = b.name;
    return a == b;
}

}  // namespace

void Differ::rename_tables() {
    std::map<std::string, Name> names = by_text(before_);
    const std::map<std::string, Name> wanted = by_text(after_);
    std::set<std::pair<std::string, std::string>> hints;
    for (const Rename& rename : decisions_.renames) {
        if (rename.of != Rename::Of::table) continue;
        const auto to = wanted.find(rename.to);
        std::string from = rename.from;
        // A header that says only the old name means one in the same database schema.
        if (to != wanted.end() && names.count(from) == 0) from = to_string(Name(to->second.schema, rename.from));
        hints.emplace(std::move(from), rename.to);
    }
    const auto dropped = [&](const std::string& name) { return was_said(name); };
    const RenamePlan plan = plan_renames(hints, keys(names), keys(wanted), dropped);
    for (const auto& [from, to] : plan.steps) {
        const Name was = names.at(from);
        const auto known = wanted.find(to);
        const Name is = known != wanted.end() ? known->second : Name(was.schema, to);  // a temporary name is unqualified
        names.erase(from);
        names[to] = is;
        const auto aside = plan.aside.find(to);
        if (aside != plan.aside.end()) tables_aside_[is] = was;
        emit(RenameTable{was, is});
    }
}

void Differ::rename_columns(const Table& wanted) {
    const Table* table = now_.tables.find(wanted.name);
    if (table == nullptr) return;
    std::set<std::pair<std::string, std::string>> hints;
    for (const Rename& rename : decisions_.renames) {
        if (rename.of == Rename::Of::column && rename.in == wanted.name) hints.emplace(rename.from, rename.to);
    }
    const auto dropped = [&](const std::string& column) { return was_said(to_string(wanted.name, column)); };
    const RenamePlan plan = plan_renames(hints, column_names(*table), column_names(wanted), dropped);
    for (const auto& [from, to] : plan.steps) emit(RenameColumn{wanted.name, from, to});
    for (const auto& [temporary, name] : plan.aside) columns_aside_[{wanted.name, temporary}] = name;
}

// Index names are one namespace: one that passes from a table to another is given up before it is taken.
void Differ::free_index_names() {
    std::set<std::string> taken;
    std::map<std::pair<std::string, std::string>, Name> owners;  // (database schema, index) to the table that will have it
    for (const Table& table : now_.tables) {
        for (const Index& index : table.indexes) taken.insert(index.name);
    }
    for (const Table& table : after_.tables) {
        for (const Index& index : table.indexes) {
            taken.insert(index.name);
            owners.emplace(std::make_pair(table.name.schema, index.name), table.name);
        }
    }
    const Schema old = now_;
    for (const Table& table : old.tables) {
        for (const Index& index : table.indexes) {
            const auto owner = owners.find({table.name.schema, index.name});
            if (owner == owners.end() || owner->second == table.name) continue;
            const Table* wanted = after_.tables.find(table.name);
            const bool stays = wanted != nullptr && std::any_of(wanted->indexes.begin(), wanted->indexes.end(), [&](const Index& other) {
                                   return !table.indexes.contains(other.name) && same_but_for_the_name(index, other);
                               });
            if (stays) {
                const std::string temporary = free_name(index.name, "_renamed", taken);
                taken.insert(temporary);
                emit(RenameIndex{table.name, index.name, temporary});
            } else {
                emit(DropIndex{table.name, index});
            }
        }
    }
}

}  // namespace aludel::schema

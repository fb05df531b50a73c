#include "sql/postgresql/loose_keys.h"

#include <algorithm>

#include <fmt/format.h>

#include "sql/postgresql/comment.h"
#include "sql/postgresql/define.h"
#include "sql/postgresql/guard.h"
#include "sql/postgresql/names.h"
#include "sql/postgresql/types.h"

namespace aludel::migrations::postgresql {

using namespace schema;

namespace {

Step alter(const Name& table, const std::string& action, std::string description) {
    Step step;
    step.action = SqlStep{fmt::format("ALTER TABLE {} {}", quoted_name(table), action)};
    step.description = std::move(description);
    step.writes = {to_string(table)};
    return step;
}

bool has(const std::vector<std::string>& columns, const std::string& column) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
}

/// The two ends are of kinds that can be compared.
bool agrees(const Schema& schema, const Table& table, const ForeignKey& key) {
    const Table* referred = schema.tables.find(key.referred_table);
    if (referred == nullptr) return true;
    for (std::size_t i = 0; i < key.columns.size() && i < key.referred_columns.size(); ++i) {
        const Column* column = table.columns.find(key.columns[i]);
        const Column* target = referred->columns.find(key.referred_columns[i]);
        if (column == nullptr || target == nullptr) return true;
        const bool same_kind = column->type.kind.index() == target->type.kind.index() && column->type.array == target->type.array;
        if (!same_kind && declared_type(schema, column->type, key.name) != declared_type(schema, target->type, key.name)) return false;
    }
    return true;
}

}  // namespace

std::vector<Step> LooseKeys::loosen(const Schema& schema, const Name& table, const std::string& column, const std::string& description) {
    std::vector<Step> out;
    for (const Table& each : schema.tables)
        for (const ForeignKey& key : each.foreign_keys) {
            const bool from = each.name == table && has(key.columns, column);
            const bool to = key.referred_table == table && has(key.referred_columns, column);
            if ((from || to) && keys_.emplace(each.name, key.name).second)
                out.push_back(alter(each.name, "DROP CONSTRAINT " + quoted(key.name), description));
        }
    return out;
}

std::vector<Step> LooseKeys::restored(const Schema& schema, bool end) {
    std::vector<Step> out;
    for (auto at = keys_.begin(); at != keys_.end();) {
        const Table* table = schema.tables.find(at->first);
        const ForeignKey* key = table == nullptr ? nullptr : table->foreign_keys.find(at->second);
        if (key != nullptr && !end && !agrees(schema, *table, *key)) {
            ++at;
            continue;
        }
        if (key != nullptr) {
            if (!key->not_valid) out.push_back(foreign_key_guard(*table, *key));
            out.push_back(
                alter(table->name, "ADD " + constraint_definition(*key), fmt::format("add {} again", to_string(table->name, key->name))));
            if (!key->comment.empty()) {
                Step comment = out.back();
                comment.action = SqlStep{comment_on_constraint(table->name, *key)};
                out.push_back(std::move(comment));
            }
        }
        at = keys_.erase(at);
    }
    return out;
}

bool LooseKeys::rename(const Name& table, const std::string& from, const std::string& to) {
    if (keys_.erase({table, from}) == 0) return false;
    keys_.emplace(table, to);
    return true;
}

bool LooseKeys::forget(const Name& table, const std::string& key) {
    return keys_.erase({table, key}) != 0;
}

void LooseKeys::rename(const Name& from, const Name& to) {
    std::set<std::pair<Name, std::string>> renamed;
    for (const auto& [table, key] : keys_) renamed.emplace(table == from ? to : table, key);
    keys_ = std::move(renamed);
}

void LooseKeys::forget(const Name& table) {
    std::erase_if(keys_, [&](const auto& each) { return each.first == table; });
}

}  // namespace aludel::migrations::postgresql

#include "part_plan.h"

#include <algorithm>

#include "comments.h"
#include "dependants.h"

namespace aludel::schema {

namespace {

const std::string& name_in(const Constraint& constraint) {
    return name_of(constraint);
}
const std::string& name_in(const Index& index) {
    return index.name;
}

void rename(Constraint& constraint, const std::string& name) {
    std::visit([&](auto& each) { each.name = name; }, constraint);
}
void rename(Index& index, const std::string& name) {
    index.name = name;
}

struct NeedsColumn {
    const Table& table;
    const std::string& column;

    bool operator()(const PrimaryKey& key) const { return needs_column(key, column); }
    bool operator()(const Unique& unique) const { return needs_column(unique, column); }
    bool operator()(const ForeignKey& key) const { return needs_column(key, table, column); }
    bool operator()(const Check& check) const { return needs_column(check, table, column); }
};

bool needs_any(const Constraint& constraint, const Table& table, const std::set<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
        return std::visit(NeedsColumn{table, column}, constraint);
    });
}
bool needs_any(const Index& index, const Table& table, const std::set<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) { return needs_column(index, table, column); });
}

template <class Part>
PartPlan<Part> plan(const std::vector<Part>& old, const std::vector<Part>& wanted, const Table& table, const std::set<std::string>& gone) {
    const auto called = [](const std::vector<Part>& parts, const std::string& name) {
        return std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return name_in(part) == name; });
    };
    const auto stays = [&](const Part& part) {
        const auto same = called(wanted, name_in(part));
        return same != wanted.end() && same_but_for_comment(*same, part) && !needs_any(part, table, gone);
    };
    std::set<std::string> taken;
    for (const Part& part : old) {
        if (stays(part)) taken.insert(name_in(part));
    }
    PartPlan<Part> result;
    for (const Part& part : old) {
        if (stays(part)) continue;
        const bool in_the_way = needs_any(part, table, gone);
        const auto is_twin = [&](const Part& other, bool with_comment) {
            if (in_the_way || taken.count(name_in(other)) > 0) return false;
            Part renamed = part;
            rename(renamed, name_in(other));
            return with_comment ? renamed == other : same_but_for_comment(renamed, other);
        };
        auto twin = std::find_if(wanted.begin(), wanted.end(), [&](const Part& other) { return is_twin(other, true); });
        if (twin == wanted.end())
            twin = std::find_if(wanted.begin(), wanted.end(), [&](const Part& other) { return is_twin(other, false); });
        if (twin != wanted.end()) {
            taken.insert(name_in(*twin));
            result.names.emplace(name_in(part), name_in(*twin));
            continue;
        }
        const bool comes_anew = called(wanted, name_in(part)) != wanted.end();
        const char* anew = comes_anew ? "what it says cannot be altered: it is dropped, and made anew" : "";
        result.drops.emplace_back(part, in_the_way ? "a column that it names is dropped" : anew);
    }
    return result;
}

}  // namespace

std::vector<Constraint> constraints_of(const Table& table) {
    std::vector<Constraint> all;
    if (table.primary_key) all.emplace_back(*table.primary_key);
    for (const Unique& unique : table.uniques) all.emplace_back(unique);
    for (const ForeignKey& key : table.foreign_keys) all.emplace_back(key);
    for (const Check& check : table.checks) all.emplace_back(check);
    return all;
}

std::vector<Index> indexes_of(const Table& table) {
    return {table.indexes.begin(), table.indexes.end()};
}

PartPlan<Constraint> plan_constraints(const Table& old, const Table& wanted, const std::set<std::string>& gone) {
    return plan(constraints_of(old), constraints_of(wanted), old, gone);
}

PartPlan<Index> plan_indexes(const Table& old, const Table& wanted, const std::set<std::string>& gone) {
    return plan(indexes_of(old), indexes_of(wanted), old, gone);
}

std::set<std::string> columns_gone(const Table& old, const Table& wanted) {
    std::set<std::string> gone;
    for (const Column& column : old.columns) {
        if (!wanted.columns.contains(column.name)) gone.insert(column.name);
    }
    return gone;
}

}  // namespace aludel::schema

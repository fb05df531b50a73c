#include <algorithm>

#include <fmt/format.h>

#include "comments.h"
#include "differ.h"
#include "rename_plan.h"
#include "sql_words.h"

namespace aludel::schema {

namespace {

template <class Object>
std::map<std::string, Name> by_text(const ByName<Object>& objects) {
    std::map<std::string, Name> names;
    for (const Object& object : objects) names.emplace(to_string(object.name), object.name);
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

std::set<std::string> value_names(const Enum& type) {
    std::set<std::string> names;
    for (const EnumValue& value : type.values) names.insert(value.name);
    return names;
}

// Of tables or enums, with the old names in full.
std::set<std::pair<std::string, std::string>> hints_of(const Decisions& decisions, Rename::Of of, const std::map<std::string, Name>& names,
                                                       const std::map<std::string, Name>& wanted) {
    std::set<std::pair<std::string, std::string>> hints;
    for (const Rename& rename : decisions.renames) {
        if (rename.of != of) continue;
        const auto to = wanted.find(rename.to);
        std::string from = rename.from;
        // A header that says only the old name means one in the same database schema.
        if (to != wanted.end() && !names.contains(from)) from = to_string(Name(to->second.schema, rename.from));
        hints.emplace(std::move(from), rename.to);
    }
    return hints;
}

}  // namespace

// The plan is made of names in full; temporary ones are noted in `names`.
RenamePlan Differ::plan_names(const std::set<std::pair<std::string, std::string>>& hints, std::map<std::string, Name>& names,
                              const std::map<std::string, Name>& wanted, const std::function<bool(const std::string&)>& dropped) {
    const auto temporary = [&](const std::string& text, const char* ending) {
        const Name& name = names.at(text);
        Name made(name.schema, temporary_name(name.name, ending));
        std::string full = to_string(made);
        names.emplace(full, std::move(made));
        return full;
    };
    const std::set<std::string> before = keys(names);
    RenamePlan plan = plan_renames(hints, before, keys(wanted), dropped, rename_was_said, temporary);
    names.insert(wanted.begin(), wanted.end());
    return plan;
}

void Differ::rename_tables() {
    std::map<std::string, Name> names = by_text(before_.tables);
    const std::map<std::string, Name> wanted = by_text(after_.tables);
    const auto hints = hints_of(decisions_, Rename::Of::table, names, wanted);
    const RenamePlan plan = plan_names(hints, names, wanted, [&](const std::string& name) { return was_said(name); });
    std::vector<Change> changes;
    for (const RenameStep& step : plan.steps) changes.emplace_back(RenameTable{names.at(step.from), names.at(step.to)});
    goals_ = moves_of(changes).tables;
    for (const RenameStep& step : plan.steps) {
        const Name& was = names.at(step.from);
        const Name& is = names.at(step.to);
        const auto aside = plan.aside.find(step.to);
        if (aside != plan.aside.end()) tables_aside_[is] = was;
        emit(RenameTable{was, is}, step.reason);
        const Name goal = goals_.at(was);
        goals_.erase(was);
        goals_[is] = goal;
    }
    goals_.clear();
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
    for (const auto& [from, to, reason] : plan.steps) emit(RenameColumn{wanted.name, from, to}, reason);
    for (const auto& [temporary, name] : plan.aside) columns_aside_[{wanted.name, temporary}] = name;
}

// An enum has no rows of its own: beside those that a hint names, one that differs in its name alone is the same.
void Differ::rename_enums() {
    std::map<std::string, Name> names = by_text(before_.enums);
    const std::map<std::string, Name> wanted = by_text(after_.enums);
    const auto hints = hints_of(decisions_, Rename::Of::enumeration, names, wanted);
    const RenamePlan plan = plan_names(hints, names, wanted, [](const std::string&) { return false; });
    for (const RenameStep& step : plan.steps) {
        const Name& was = names.at(step.from);
        const auto aside = enums_aside_.find(was);  // a table took its name
        emit(RenameEnum{aside == enums_aside_.end() ? was : aside->second, names.at(step.to)}, step.reason);
        if (aside != enums_aside_.end()) enums_aside_.erase(aside);
    }
    const Schema hinted = now_;
    for (const Enum& type : hinted.enums) {
        if (after_.enums.contains(type.name)) continue;
        for (const Enum& other : after_.enums) {
            if (now_.enums.contains(other.name) || other.storage != type.storage || other.values != type.values) continue;
            emit(RenameEnum{type.name, other.name}, "it differs in its name alone");
            break;
        }
    }
}

void Differ::rename_enum_values(const Enum& wanted) {
    const Enum* type = now_.enums.find(wanted.name);
    if (type == nullptr) return;
    std::set<std::pair<std::string, std::string>> hints;
    for (const Rename& rename : decisions_.renames) {
        if (rename.of == Rename::Of::enum_value && rename.in == wanted.name) hints.emplace(rename.from, rename.to);
    }
    const RenamePlan plan = plan_renames(hints, value_names(*type), value_names(wanted), [](const std::string&) { return false; });
    for (const RenameStep& step : plan.steps) drop_parts_that_name(wanted.name, step.from);
    for (const auto& [from, to, reason] : plan.steps) emit(RenameEnumValue{wanted.name, from, to}, reason);
}

// An expression that changes and has the old name of a value would meet rows that have the new one.
void Differ::drop_parts_that_name(const Name& type, const std::string& value) {
    std::vector<Change> drops;
    for (const Table& table : now_.tables) {
        const Table* wanted = after_.tables.find(table.name);
        const bool uses = std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
            const auto* used = std::get_if<Enumeration>(&column.type.kind);
            return used != nullptr && used->name == type;
        });
        if (wanted == nullptr || !uses) continue;
        for (const Check& check : table.checks) {
            const Check* other = wanted->checks.find(check.name);
            if (mentions_text(check.expression, value) && (other == nullptr || !same_but_for_comment(*other, check)))
                drops.emplace_back(DropConstraint{table.name, check});
        }
        for (const Index& index : table.indexes) {
            const Index* other = wanted->indexes.find(index.name);
            if (mentions_text(index.where, value) && (other == nullptr || !same_but_for_comment(*other, index)))
                drops.emplace_back(DropIndex{table.name, index});
        }
    }
    const std::string reason = fmt::format("it names the value {}, which is renamed", to_string(type, value));
    for (Change& change : drops) emit(std::move(change), reason);
}

}  // namespace aludel::schema

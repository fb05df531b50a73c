#include "diagram.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/ignore.h>
#include <aludel/schema/describe.h>

namespace aludel::generator {
namespace {

using schema::Name;
using schema::Table;

struct TypeText {
    const schema::Type& type;

    template <class Kind>
    std::string operator()(const Kind&) const {
        schema::Type plain = type;
        plain.on.clear();
        plain.array = false;
        return to_string(plain);
    }
    std::string operator()(const schema::Enumeration& kind) const { return Diagram::title(kind.name); }
    std::string operator()(const schema::Custom& kind) const { return describe(kind.sql); }
};

std::string type_text(const schema::Type& type) {
    return std::visit(TypeText{type}, type.kind) + (type.array ? "[]" : "");
}

bool within(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
    return std::all_of(part.begin(), part.end(),
                       [&](const std::string& column) { return std::find(whole.begin(), whole.end(), column) != whole.end(); });
}

/// What is unique in every row: the columns of each key, and of each unique index over columns and all rows.
std::vector<std::vector<std::string>> unique_keys(const Table& table) {
    std::vector<std::vector<std::string>> keys;
    if (table.primary_key) keys.push_back(table.primary_key->columns);
    for (const schema::Unique& unique : table.uniques) keys.push_back(unique.columns);
    for (const schema::Index& index : table.indexes) {
        if (!index.unique || !index.where.empty()) continue;
        std::vector<std::string> columns;
        for (const schema::IndexKey& key : index.keys)
            if (const auto* column = std::get_if<std::string>(&key.of)) columns.push_back(*column);
        if (columns.size() == index.keys.size()) keys.push_back(std::move(columns));
    }
    return keys;
}

DiagramTable table_of(const Table& table, bool keys_alone) {
    const auto keys = unique_keys(table);
    DiagramTable made{table.name, {}};
    for (const schema::Column& column : table.columns) {
        DiagramColumn shown{column.name, type_text(column.type), column.nullable, false, false, false};
        shown.primary = table.primary_key && within({column.name}, table.primary_key->columns);
        shown.foreign = std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                                    [&](const schema::ForeignKey& key) { return within({column.name}, key.columns); });
        shown.unique = std::find(keys.begin(), keys.end(), std::vector{column.name}) != keys.end() &&
                       !(shown.primary && table.primary_key->columns.size() == 1);
        const bool of_a_key =
            shown.foreign || std::any_of(keys.begin(), keys.end(), [&](const auto& columns) { return within({column.name}, columns); });
        if (of_a_key || !keys_alone) made.columns.push_back(std::move(shown));
    }
    return made;
}

/// Which objects the patterns name.
class Selection {
public:
    explicit Selection(const std::vector<std::string>& patterns) : texts_(patterns) {
        for (const std::string& text : patterns) {
            const auto pattern = ignore_pattern(text);
            if (!pattern)
                throw Failure("option", fmt::format("--tables {}: write a table's name, with *, ? and [...] for what varies", text));
            patterns_.push_back(*pattern);
        }
    }

    bool has(const Name& name) {
        bool found = patterns_.empty();
        for (std::size_t i = 0; i < patterns_.size(); ++i) {
            if (!fits(patterns_[i], parts_of(name))) continue;
            used_.insert(i);
            found = true;
        }
        return found;
    }
    bool is_everything() const { return patterns_.empty(); }

    void refuse_unused() const {
        for (std::size_t i = 0; i < patterns_.size(); ++i)
            if (!used_.contains(i))
                throw Failure("option", fmt::format("--tables {}: the schema has no table and no view of such a name", texts_[i]));
    }

private:
    const std::vector<std::string>& texts_;
    std::vector<std::vector<std::string>> patterns_;
    std::set<std::size_t> used_;
};

std::set<Name> enums_of(const Table& table) {
    std::set<Name> names;
    for (const schema::Column& column : table.columns)
        if (const auto* type = std::get_if<schema::Enumeration>(&column.type.kind)) names.insert(type->name);
    return names;
}

}  // namespace

std::string DiagramColumn::marks() const {
    std::string text;
    for (const auto& [is, word] : {std::pair(primary, "PK"), std::pair(foreign, "FK"), std::pair(unique, "UQ")})
        if (is) text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

std::string Diagram::title(const schema::Name& name) {
    return name.schema.empty() ? name.name : name.schema + '.' + name.name;
}

Diagram diagram_of(const schema::Schema& schema, const DiagramOptions& options) {
    Selection selection(options.tables);
    Diagram diagram;
    std::vector<const Table*> tables;
    std::set<Name> enums;
    for (const Table& table : schema.tables) {
        if (!selection.has(table.name)) continue;
        tables.push_back(&table);
        diagram.tables.push_back(table_of(table, options.keys));
        enums.merge(enums_of(table));
    }
    for (std::size_t from = 0; from < tables.size(); ++from) {
        for (const schema::ForeignKey& key : tables[from]->foreign_keys) {
            const auto referred =
                std::find_if(tables.begin(), tables.end(), [&](const Table* table) { return table->name == key.referred_table; });
            if (referred == tables.end()) continue;
            const auto keys = unique_keys(*tables[from]);
            DiagramRelation relation{from, static_cast<std::size_t>(referred - tables.begin()), key.columns, key.referred_columns, false,
                                     false};
            relation.one = std::any_of(keys.begin(), keys.end(), [&](const auto& columns) { return within(columns, key.columns); });
            relation.optional = std::any_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
                const schema::Column* column = tables[from]->columns.find(name);
                return column != nullptr && column->nullable;
            });
            diagram.relations.push_back(std::move(relation));
        }
    }
    for (const schema::Enum& type : schema.enums)
        if (selection.is_everything() || enums.contains(type.name)) diagram.enums.push_back(type);
    for (const schema::View& view : schema.views)
        if (selection.has(view.name)) diagram.views.push_back(view);
    selection.refuse_unused();
    return diagram;
}

}  // namespace aludel::generator

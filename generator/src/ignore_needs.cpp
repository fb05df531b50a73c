#include "ignore_needs.h"

#include <aludel/schema/apply.h>

namespace aludel::generator {
namespace {

using schema::to_string;

class Search {
public:
    Search(const schema::Schema& now, const schema::Schema& wanted) : now_(now), wanted_(wanted) {}

    std::vector<Need> run() {
        for (const schema::Table& table : now_.tables) search(table);
        return std::move(found_);
    }

private:
    void search(const schema::Table& table) {
        for (const schema::Column& column : table.columns) {
            const auto* type = std::get_if<schema::Enumeration>(&column.type.kind);
            if (type != nullptr && !now_.enums.contains(type->name)) add(table, column.name, "", to_string(type->name));
            if (column.computed) need_expression(table, column.name, column.computed->expression);
        }
        if (table.primary_key) need_columns(table, table.primary_key->name, table.primary_key->columns);
        for (const schema::Unique& unique : table.uniques) {
            need_columns(table, unique.name, unique.columns);
            need_columns(table, unique.name, unique.include);
        }
        for (const schema::Check& check : table.checks) need_expression(table, check.name, check.expression);
        for (const schema::ForeignKey& key : table.foreign_keys) {
            need_columns(table, key.name, key.columns);
            if (const schema::Table* referred = now_.tables.find(key.referred_table)) {
                need_columns(table, key.name, key.referred_columns, *referred);
            } else {
                add(table, key.name, "", to_string(key.referred_table));
            }
        }
        for (const schema::Index& index : table.indexes) {
            need_columns(table, index.name, index.include);
            need_expression(table, index.name, index.where);
            for (const schema::IndexKey& key : index.keys) {
                if (const auto* column = std::get_if<std::string>(&key.of)) {
                    need_columns(table, index.name, {*column});
                } else {
                    need_expression(table, index.name, std::get<schema::Expression>(key.of));
                }
            }
        }
    }

    void need_columns(const schema::Table& table, const std::string& part, const std::vector<std::string>& columns) {
        need_columns(table, part, columns, table);
    }
    void need_columns(const schema::Table& table, const std::string& part, const std::vector<std::string>& columns,
                      const schema::Table& of) {
        for (const std::string& column : columns)
            if (!of.columns.contains(column)) add(table, part, to_string(of.name), to_string(of.name, column));
    }

    // An expression is SQL: what it names is known of columns that are, or were to be, in its table.
    void need_expression(const schema::Table& table, const std::string& part, const schema::Expression& expression) {
        const schema::Table* wanted = wanted_.tables.find(table.name);
        if (wanted == nullptr || expression.empty()) return;
        for (const schema::Column& column : wanted->columns) {
            if (table.columns.contains(column.name)) continue;
            const bool named = schema::with_column_renamed(expression, *wanted, column.name, column.name + '_') != expression;
            if (named) add(table, part, to_string(table.name), to_string(table.name, column.name));
        }
    }

    void add(const schema::Table& table, const std::string& part, std::string missing_owner, std::string missing) {
        found_.push_back({to_string(table.name), to_string(table.name, part), std::move(missing_owner), std::move(missing)});
    }

    const schema::Schema& now_;
    const schema::Schema& wanted_;
    std::vector<Need> found_;
};

}  // namespace

std::vector<Need> unmet_needs(const schema::Schema& now, const schema::Schema& wanted) {
    return Search(now, wanted).run();
}

}  // namespace aludel::generator

#include <aludel/schema/apply.h>

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <aludel/schema/error.h>

#include "comments.h"
#include "dependants.h"
#include "describe_parts.h"
#include "enum_default.h"
#include "sql_words.h"

namespace aludel::schema {

namespace {

// What a column's description leaves out: its comment, and what its expressions are in another dialect.
const char* undescribed(const ColumnFields& differing) {
    if (differing.comment) return "comment";
    if (differing.default_value) return "default";
    return differing.computed ? "expression" : "collation";
}

// Every overload checks all that it demands before it touches the schema.
class Applier {
public:
    Applier(Schema& schema, const Change& change) : schema_(schema), change_(change) {}

    void operator()(const CreateTable& change) const {
        const Table& table = change.table;
        if (schema_.tables.contains(table.name)) refuse("there is a table {} already", to_string(table.name));
        std::set<std::string> names;
        const auto claim = [&](const std::string& name) {
            if (!names.insert(name).second) refuse("two of its constraints are called {}", name);
        };
        for (const Column& column : table.columns) require_type(column);
        if (table.primary_key) {
            claim(table.primary_key->name);
            require_parts(*table.primary_key, table);
        }
        for (const Unique& unique : table.uniques) {
            claim(unique.name);
            require_parts(unique, table);
        }
        for (const ForeignKey& foreign_key : table.foreign_keys) {
            claim(foreign_key.name);
            require_parts(foreign_key, table);
        }
        for (const Check& check : table.checks) claim(check.name);
        for (const Index& index : table.indexes) {
            require_parts(index, table);
            require_free_index_name(table.name, index.name);
        }
        schema_.tables.add(table);
    }

    void operator()(const DropTable& change) const {
        const Table& table = table_of(change.table.name);
        if (table != change.table) refuse("the table is not what the change says it is");
        const std::vector<Referrer> keys = referrers(schema_, table.name);
        if (!keys.empty()) {
            refuse("{} refers to it; drop that first", to_string(keys.front().table->name, keys.front().foreign_key->name));
        }
        schema_.tables.erase(change.table.name);
    }

    void operator()(const RenameTable& change) const {
        Table table = table_of(change.from);
        if (schema_.tables.contains(change.to)) refuse("there is a table {} already", to_string(change.to));
        for (const Index& index : table.indexes) {
            if (change.from.schema != change.to.schema) require_free_index_name(change.to, index.name);
        }
        for (Column& column : table.columns) {
            if (column.computed) column.computed->expression = with_table_renamed(column.computed->expression, change.from, change.to);
        }
        for (Check& check : table.checks) check.expression = with_table_renamed(check.expression, change.from, change.to);
        for (Index& index : table.indexes) {
            index.where = with_table_renamed(index.where, change.from, change.to);
            for (IndexKey& key : index.keys) {
                if (auto* of = std::get_if<Expression>(&key.of)) *of = with_table_renamed(*of, change.from, change.to);
            }
        }
        table.name = change.to;
        schema_.tables.erase(change.from);
        schema_.tables.add(std::move(table));
        for (Table& other : schema_.tables) {
            for (ForeignKey& foreign_key : other.foreign_keys) {
                if (foreign_key.referred_table == change.from) foreign_key.referred_table = change.to;
            }
        }
    }

    void operator()(const AlterTable& change) const {
        Table& table = table_of(change.table);
        if (table.options != change.before) refuse("its options are not what the change says they are");
        table.options = change.after;
    }

    void operator()(const AddColumn& change) const {
        Table& table = table_of(change.table);
        if (table.columns.contains(change.column.name)) refuse("the table has that column already");
        require_type(change.column);
        table.columns.add(change.column);
    }

    void operator()(const DropColumn& change) const {
        Table& table = table_of(change.table);
        require_column(table, change.column);
        const std::vector<std::string> needed_by = dependants(schema_, table, change.column.name);
        if (!needed_by.empty()) refuse("it is needed by {}; drop that first", joined(needed_by));
        table.columns.erase(change.column.name);
    }

    void operator()(const RenameColumn& change) const {
        Table& table = table_of(change.table);
        Column* column = table.columns.find(change.from);
        if (column == nullptr) refuse("there is no column {}", to_string(change.table, change.from));
        if (table.columns.contains(change.to)) refuse("there is a column {} already", to_string(change.table, change.to));
        const Table before = table;
        const auto follow = [&](std::vector<std::string>& names) { std::replace(names.begin(), names.end(), change.from, change.to); };
        const auto follow_in = [&](Expression& expression) {
            expression = with_column_renamed(std::move(expression), before, change.from, change.to);
        };
        if (table.primary_key) follow(table.primary_key->columns);
        for (Unique& unique : table.uniques) {
            follow(unique.columns);
            follow(unique.include);
        }
        for (ForeignKey& foreign_key : table.foreign_keys) follow(foreign_key.columns);
        for (Check& check : table.checks) follow_in(check.expression);
        for (Index& index : table.indexes) {
            follow(index.include);
            follow_in(index.where);
            for (IndexKey& key : index.keys) {
                if (auto* name = std::get_if<std::string>(&key.of)) {
                    if (*name == change.from) *name = change.to;
                } else {
                    follow_in(std::get<Expression>(key.of));
                }
            }
        }
        for (Column& other : table.columns) {
            if (other.computed) follow_in(other.computed->expression);
        }
        for (Table& other : schema_.tables) {
            for (ForeignKey& foreign_key : other.foreign_keys) {
                if (foreign_key.referred_table == change.table) follow(foreign_key.referred_columns);
            }
        }
        column->name = change.to;
    }

    void operator()(const AlterColumn& change) const {
        Table& table = table_of(change.table);
        if (change.before.name != change.after.name) refuse("it would change the column's name; rename it instead");
        require_column(table, change.before);
        const ColumnFields differing = differing_fields(change.before, change.after);
        const ColumnFields& said = change.fields;
        if ((differing.type && !said.type) || (differing.nullable && !said.nullable) || (differing.default_value && !said.default_value) ||
            (differing.identity && !said.identity) || (differing.computed && !said.computed) || (differing.collation && !said.collation) ||
            (differing.comment && !said.comment)) {
            refuse("the column would change in more than the change says");
        }
        require_type(change.after);
        *table.columns.find(change.after.name) = change.after;
    }

    void operator()(const AddConstraint& change) const {
        Table& table = table_of(change.table);
        if (find_constraint(table, name_of(change.constraint))) refuse("the table has a constraint of that name already");
        if (std::holds_alternative<PrimaryKey>(change.constraint) && table.primary_key) {
            refuse("the table has the primary key {} already", table.primary_key->name);
        }
        std::visit([&](const auto& constraint) { require_parts(constraint, table); }, change.constraint);
        put(table, change.constraint);
    }

    void operator()(const DropConstraint& change) const {
        Table& table = table_of(change.table);
        const std::string& name = name_of(change.constraint);
        const std::optional<Constraint> current = find_constraint(table, name);
        if (!current) refuse("there is no constraint {}", to_string(change.table, name));
        if (*current == commented(change.constraint, comment_of(*current)))
            require_comment(comment_of(*current), comment_of(change.constraint));
        if (*current != change.constraint) refuse("the constraint is not what the change says it is: it is {}", describe(*current));
        take(table, name);
    }

    void operator()(const RenameConstraint& change) const {
        Table& table = table_of(change.table);
        std::optional<Constraint> constraint = find_constraint(table, change.from);
        if (!constraint) refuse("there is no constraint {}", to_string(change.table, change.from));
        if (find_constraint(table, change.to)) refuse("there is a constraint {} already", to_string(change.table, change.to));
        take(table, change.from);
        std::visit([&](auto& renamed) { renamed.name = change.to; }, *constraint);
        put(table, *constraint);
    }

    void operator()(const CreateIndex& change) const {
        Table& table = table_of(change.table);
        require_free_index_name(change.table, change.index.name);
        require_parts(change.index, table);
        table.indexes.add(change.index);
    }

    void operator()(const DropIndex& change) const {
        Table& table = table_of(change.table);
        const Index* index = table.indexes.find(change.index.name);
        if (index == nullptr) refuse("there is no index {}", to_string(change.table, change.index.name));
        if (*index == commented(change.index, index->comment)) require_comment(index->comment, change.index.comment);
        if (*index != change.index) refuse("the index is not what the change says it is: it is {}", describe(*index));
        table.indexes.erase(change.index.name);
    }

    void operator()(const RenameIndex& change) const {
        Table& table = table_of(change.table);
        const Index* index = table.indexes.find(change.from);
        if (index == nullptr) refuse("there is no index {}", to_string(change.table, change.from));
        require_free_index_name(change.table, change.to);
        Index renamed = *index;
        renamed.name = change.to;
        table.indexes.erase(change.from);
        table.indexes.add(std::move(renamed));
    }

    void operator()(const CreateEnum& change) const { create(schema_.enums, change.type, "an enum"); }
    void operator()(const DropEnum& change) const {
        const std::vector<std::string> columns = users_of(schema_, change.type.name);
        if (!columns.empty()) refuse("it is the type of {}; change or drop that first", joined(columns));
        drop(schema_.enums, change.type, "enum");
    }
    void operator()(const AlterEnum& change) const {
        Enum* type = schema_.enums.find(change.before.name);
        if (type == nullptr) refuse("there is no enum {}", to_string(change.before.name));
        if (change.before.name != change.after.name) refuse("it would change the enum's name; rename it instead");
        if (*type != change.before) refuse("the enum is not what the change says it is");
        *type = change.after;
    }
    void operator()(const RenameEnum& change) const {
        const Enum* type = schema_.enums.find(change.from);
        if (type == nullptr) refuse("there is no enum {}", to_string(change.from));
        if (schema_.enums.contains(change.to)) refuse("there is an enum {} already", to_string(change.to));
        Enum renamed = *type;
        renamed.name = change.to;
        schema_.enums.erase(change.from);
        schema_.enums.add(std::move(renamed));
        for (Table& table : schema_.tables) {
            for (Column& column : table.columns) {
                auto* used = std::get_if<Enumeration>(&column.type.kind);
                if (used != nullptr && used->name == change.from) used->name = change.to;
            }
        }
    }
    void operator()(const RenameEnumValue& change) const {
        Enum* type = schema_.enums.find(change.type);
        if (type == nullptr) refuse("there is no enum {}", to_string(change.type));
        const auto called = [&](const std::string& name) {
            return std::find_if(type->values.begin(), type->values.end(), [&](const EnumValue& value) { return value.name == name; });
        };
        const auto value = called(change.from);
        if (value == type->values.end()) refuse("there is no value {}", to_string(change.type, change.from));
        if (called(change.to) != type->values.end()) refuse("there is a value {} already", to_string(change.type, change.to));
        value->name = change.to;
        for (Table& table : schema_.tables) {
            for (Column& column : table.columns) {
                const auto* used = std::get_if<Enumeration>(&column.type.kind);
                if (used == nullptr || used->name != change.type) continue;
                column.default_value = with_value_renamed(std::move(column.default_value), column.type, change.from, change.to);
            }
        }
    }

    void operator()(const CreateView& change) const { create(schema_.views, change.view, "a view"); }
    void operator()(const DropView& change) const { drop(schema_.views, change.view, "view"); }
    void operator()(const CreateSequence& change) const { create(schema_.sequences, change.sequence, "a sequence"); }
    void operator()(const DropSequence& change) const { drop(schema_.sequences, change.sequence, "sequence"); }
    void operator()(const AlterSequence& change) const {
        Sequence* sequence = schema_.sequences.find(change.before.name);
        if (sequence == nullptr) refuse("there is no sequence {}", to_string(change.before.name));
        if (change.before.name != change.after.name) refuse("it would change the sequence's name");
        if (*sequence != change.before) refuse("the sequence is not what the change says it is");
        *sequence = change.after;
    }
    void operator()(const CreateOpaque& change) const { create(schema_.opaque, change.object, "an object"); }
    void operator()(const DropOpaque& change) const { drop(schema_.opaque, change.object, "object"); }

    void operator()(const AlterComment& change) const {
        switch (change.of) {
            case AlterComment::Of::constraint: {
                Table& table = table_of(change.object);
                const std::optional<Constraint> constraint = find_constraint(table, change.part);
                if (!constraint) refuse("there is no constraint {}", to_string(change.object, change.part));
                require_comment(comment_of(*constraint), change.before);
                take(table, change.part);
                put(table, commented(*constraint, change.after));
                return;
            }
            case AlterComment::Of::index: {
                Index* index = table_of(change.object).indexes.find(change.part);
                if (index == nullptr) refuse("there is no index {}", to_string(change.object, change.part));
                require_comment(index->comment, change.before);
                index->comment = change.after;
                return;
            }
            case AlterComment::Of::view: {
                View* view = schema_.views.find(change.object);
                if (view == nullptr) refuse("there is no view {}", to_string(change.object));
                require_comment(view->comment, change.before);
                view->comment = change.after;
                return;
            }
        }
    }

private:
    template <class... Arguments>
    [[noreturn]] void refuse(fmt::format_string<Arguments...> reason, Arguments&&... arguments) const {
        throw SchemaError(fmt::format("cannot {}: {}", describe(change_), fmt::format(reason, std::forward<Arguments>(arguments)...)));
    }

    Table& table_of(const Name& name) const {
        Table* table = schema_.tables.find(name);
        if (table == nullptr) refuse("there is no table {}", to_string(name));
        return *table;
    }

    void require_comment(const std::string& is, const std::string& said) const {
        if (is != said) refuse("the comment is not what the change says it is: it is \"{}\", not \"{}\"", is, said);
    }

    void require_column(const Table& table, const Column& expected) const {
        const Column* column = table.columns.find(expected.name);
        if (column == nullptr) refuse("there is no column {}", to_string(table.name, expected.name));
        if (*column == expected) return;
        const std::string is = describe(*column);
        const std::string said = describe(expected);
        if (is != said) refuse("the column is not what the change says it is: it is {}, not {}", is, said);
        refuse("the column is not what the change says it is: it has another {}", undescribed(differing_fields(*column, expected)));
    }

    void require_type(const Column& column) const {
        const auto* type = std::get_if<Enumeration>(&column.type.kind);
        if (type != nullptr && !schema_.enums.contains(type->name)) refuse("there is no enum {}; create it first", to_string(type->name));
    }

    void require_columns(const Table& table, const std::vector<std::string>& columns) const {
        for (const std::string& column : columns) {
            if (!table.columns.contains(column)) refuse("there is no column {}", to_string(table.name, column));
        }
    }

    void require_parts(const PrimaryKey& key, const Table& table) const { require_columns(table, key.columns); }
    void require_parts(const Unique& unique, const Table& table) const {
        require_columns(table, unique.columns);
        require_columns(table, unique.include);
    }
    void require_parts(const Check&, const Table&) const {}
    void require_parts(const ForeignKey& foreign_key, const Table& table) const {
        require_columns(table, foreign_key.columns);
        const bool to_itself = foreign_key.referred_table == table.name;
        const Table* referred = to_itself ? &table : schema_.tables.find(foreign_key.referred_table);
        if (referred == nullptr) {
            refuse("there is no table {}, to which {} refers", to_string(foreign_key.referred_table), foreign_key.name);
        }
        require_columns(*referred, foreign_key.referred_columns);
    }
    void require_parts(const Index& index, const Table& table) const {
        require_columns(table, index.include);
        for (const IndexKey& key : index.keys) {
            if (const auto* column = std::get_if<std::string>(&key.of)) require_columns(table, {*column});
        }
    }

    // Every engine keeps the names of indexes in one namespace, not by table.
    void require_free_index_name(const Name& table, const std::string& name) const {
        for (const Table& other : schema_.tables) {
            if (other.name.schema == table.schema && other.indexes.contains(name)) {
                refuse("there is an index {} already", to_string(other.name, name));
            }
        }
    }

    static void put(Table& table, const Constraint& constraint) {
        if (const auto* key = std::get_if<PrimaryKey>(&constraint)) table.primary_key = *key;
        if (const auto* unique = std::get_if<Unique>(&constraint)) table.uniques.add(*unique);
        if (const auto* foreign_key = std::get_if<ForeignKey>(&constraint)) table.foreign_keys.add(*foreign_key);
        if (const auto* check = std::get_if<Check>(&constraint)) table.checks.add(*check);
    }

    static void take(Table& table, const std::string& name) {
        if (table.primary_key && table.primary_key->name == name) {
            table.primary_key.reset();
        } else if (!table.uniques.erase(name) && !table.foreign_keys.erase(name)) {
            table.checks.erase(name);
        }
    }

    template <class Object>
    void create(ByName<Object>& objects, const Object& object, const char* what) const {
        if (!objects.add(object)) refuse("there is {} {} already", what, to_string(object.name));
    }

    template <class Object>
    void drop(ByName<Object>& objects, const Object& expected, const char* what) const {
        const Object* object = objects.find(expected.name);
        if (object == nullptr) refuse("there is no {} {}", what, to_string(expected.name));
        if (*object != expected) refuse("the {} is not what the change says it is", what);
        objects.erase(expected.name);
    }

    Schema& schema_;
    const Change& change_;
};

}  // namespace

void apply(Schema& schema, const Change& change) {
    std::visit(Applier(schema, change), change);
}

Schema apply(Schema schema, const std::vector<Change>& changes) {
    for (const Change& change : changes) apply(schema, change);
    return schema;
}

}  // namespace aludel::schema

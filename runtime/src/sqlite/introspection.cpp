#include "sqlite/introspection.h"

#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/error.h>

#include "sqlite/create_table.h"
#include "sqlite/tokens.h"

namespace aludel::runtime::sqlite {
namespace {

using namespace schema;

Expression text(std::string sql) {
    Expression result;
    result.sql = std::move(sql);
    return result;
}

class Introspector {
public:
    Introspector(const Database& database, const Schema& expected) : database_(database), expected_(expected) {}

    Introspection run() {
        find_shadows();
        Statement statement(
            database_,
            "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql IS NOT NULL "
            "ORDER BY type = 'table' DESC, name");
        while (statement.step()) object(statement.text(0), statement.text(1), statement.text(2), statement.text(3));
        for (Table& table : result_.schema.tables) complete_references(table);
        return std::move(result_);
    }

private:
    void find_shadows() {
        // The tables of a virtual table's module are its own; SQLite tells which since 3.37.
        if (sqlite3_libversion_number() < 3037000) return;
        Statement statement(database_, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'");
        while (statement.step()) shadows_.insert(statement.text(0));
    }

    void object(const std::string& type, const std::string& name, const std::string& table, const std::string& sql) {
        if (shadows_.count(type == "table" ? name : table) != 0) return;
        if (type != "trigger" && is_opaque(kind_of(type, sql), name)) return opaque(kind_of(type, sql), name, sql);
        try {
            if (type == "table") this->table(name, sql);
            if (type == "index") index(name, table, sql);
            if (type == "view") view(name, sql);
            if (type == "trigger") opaque(type, name, sql);
        } catch (const Error& error) {
            result_.unknown.push_back(fmt::format("{} {}: {}", type, name, error.what()));
        }
    }

    void table(const std::string& name, const std::string& sql) {
        const std::vector<Token> words = tokens(sql);
        if (words.size() > 1 && words[1].is("VIRTUAL")) {
            result_.unknown.push_back(fmt::format("virtual table {}", name));
            return;
        }
        const ParsedTable parsed = parse_create_table(sql);
        Table table;
        table.name = Name(name);
        table.options.strict = parsed.strict;
        table.options.without_rowid = parsed.without_rowid;
        for (const Constraint& constraint : parsed.constraints) add(table, constraint);
        for (const ParsedColumn& column : parsed.columns) {
            table.columns.add(this->column(column));
            for (const Constraint& constraint : column.constraints) add(table, constraint);
        }
        result_.schema.tables.add(std::move(table));
    }

    static Column column(const ParsedColumn& parsed) {
        Column column;
        column.name = parsed.name;
        column.type.kind = Custom{text(parsed.type)};
        column.nullable = !parsed.not_null;
        if (parsed.default_sql) column.default_value = Default{text(*parsed.default_sql)};
        if (parsed.autoincrement) column.identity = Identity{};
        column.computed = parsed.computed;
        column.collation = text(parsed.collation);
        return column;
    }

    struct Adder {
        Table& table;
        bool operator()(const PrimaryKey& key) const { return table.primary_key = key, true; }
        bool operator()(const Unique& unique) const { return !unique.name.empty() && table.uniques.add(unique); }
        bool operator()(const ForeignKey& key) const { return !key.name.empty() && table.foreign_keys.add(key); }
        bool operator()(const Check& check) const { return !check.name.empty() && table.checks.add(check); }
    };
    struct Describer {
        std::string operator()(const PrimaryKey& key) const { return fmt::format("PRIMARY KEY ({})", fmt::join(key.columns, ", ")); }
        std::string operator()(const Unique& unique) const { return fmt::format("UNIQUE ({})", fmt::join(unique.columns, ", ")); }
        std::string operator()(const ForeignKey& key) const {
            return fmt::format("FOREIGN KEY ({}) REFERENCES {}", fmt::join(key.columns, ", "), to_string(key.referred_table));
        }
        std::string operator()(const Check& check) const { return fmt::format("CHECK ({})", check.expression.sql); }
    };

    void add(Table& table, const Constraint& constraint) {
        if (std::visit(Adder{table}, constraint)) return;
        const std::string& name = name_of(constraint);
        result_.unknown.push_back(fmt::format("table {}: {} {}", table.name.name, std::visit(Describer{}, constraint),
                                              name.empty() ? "without a name" : fmt::format("with the name {} a second time", name)));
    }

    void index(const std::string& name, const std::string& on, const std::string& sql) {
        Index index = parse_create_index(sql);
        index.name = name;
        for (Table& table : result_.schema.tables) {
            if (same_name(table.name.name, on)) {
                table.indexes.add(std::move(index));
                return;
            }
        }
        result_.unknown.push_back(fmt::format("index {} on {}", name, on));
    }

    void view(const std::string& name, const std::string& sql) {
        View view;
        view.name = Name(name);
        view.query = text(parse_create_view(sql));
        result_.schema.views.add(std::move(view));
    }

    /// A table, view or index that SQL of an author made is compared by its text, as its trigger is.
    bool is_opaque(const std::string& kind, const std::string& name) const {
        const Opaque* known = expected_.opaque.find(Name(name));
        return known != nullptr && known->kind == kind;
    }

    static std::string kind_of(const std::string& type, const std::string& sql) {
        const std::vector<Token> words = tokens(sql);
        return type == "table" && words.size() > 1 && words[1].is("VIRTUAL") ? "virtual table" : type;
    }

    void opaque(const std::string& kind, const std::string& name, const std::string& sql) {
        Opaque object;
        object.name = Name(name);
        object.kind = kind;
        object.create = text(sql);
        result_.schema.opaque.add(std::move(object));
    }

    void complete_references(Table& table) const {
        for (ForeignKey& key : table.foreign_keys) {
            if (!key.referred_columns.empty()) continue;
            for (const Table& parent : result_.schema.tables) {
                if (same_name(parent.name.name, key.referred_table.name) && parent.primary_key)
                    key.referred_columns = parent.primary_key->columns;
            }
        }
    }

    const Database& database_;
    const Schema& expected_;
    std::set<std::string> shadows_;
    Introspection result_;
};

}  // namespace

Introspection introspect(const Database& database, const Schema& expected) {
    return Introspector(database, expected).run();
}

}  // namespace aludel::runtime::sqlite

#include <algorithm>

#include <fmt/format.h>

#include "describe_parts.h"
#include "index_method.h"
#include "validate_parts.h"

namespace aludel::schema {

namespace {

struct TypeProblem {
    const Schema& schema;

    std::string operator()(const Boolean&) const { return ""; }
    std::string operator()(const Integer& type) const {
        return type.bits == 16 || type.bits == 32 || type.bits == 64 ? ""
                                                                     : fmt::format("an integer has 16, 32 or 64 bits, not {}", type.bits);
    }
    std::string operator()(const Float& type) const {
        return type.bits == 32 || type.bits == 64 ? "" : fmt::format("a floating point number has 32 or 64 bits, not {}", type.bits);
    }
    std::string operator()(const String& type) const { return length(type.length); }
    std::string operator()(const Bytes& type) const { return length(type.length); }
    std::string operator()(const Numeric& type) const {
        if (type.scale && !type.precision) return "numeric has a scale and no precision";
        if (type.precision && *type.precision < 1) return fmt::format("numeric has a precision of at least 1, not {}", *type.precision);
        if (type.scale && (*type.scale < 0 || *type.scale > *type.precision)) {
            return fmt::format("the scale of numeric is between 0 and its precision {}, not {}", *type.precision, *type.scale);
        }
        return "";
    }
    std::string operator()(const Date&) const { return ""; }
    std::string operator()(const TimeOfDay&) const { return ""; }
    std::string operator()(const Timestamp&) const { return ""; }
    std::string operator()(const Interval&) const { return ""; }
    std::string operator()(const Uuid&) const { return ""; }
    std::string operator()(const Json&) const { return ""; }
    std::string operator()(const Enumeration& type) const {
        return schema.enums.contains(type.name) ? "" : fmt::format("there is no enum {}", to_string(type.name));
    }
    std::string operator()(const Custom&) const { return ""; }

    static std::string length(const std::optional<int>& length) {
        return !length || *length > 0 ? "" : fmt::format("the length is at least 1, not {}", *length);
    }
};

bool same_set(std::vector<std::string> a, std::vector<std::string> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

bool is_key(const Table& table, const std::vector<std::string>& columns) {
    if (table.primary_key && same_set(table.primary_key->columns, columns)) return true;
    if (std::any_of(table.uniques.begin(), table.uniques.end(), [&](const Unique& unique) { return same_set(unique.columns, columns); }))
        return true;
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        std::vector<std::string> key;
        for (const IndexKey& part : index.keys) {
            if (const auto* column = std::get_if<std::string>(&part.of)) key.push_back(*column);
        }
        return index.unique && index.where.empty() && index.only.empty() && key.size() == index.keys.size() && same_set(key, columns);
    });
}

/// The only key on these columns is one that can be deferred.
bool is_deferred_key(const Table& table, const std::vector<std::string>& columns) {
    Table rest = table;
    for (const Unique& unique : table.uniques) {
        if (unique.deferrability != Deferrability::not_deferrable) rest.uniques.erase(unique.name);
    }
    return is_key(table, columns) && !is_key(rest, columns);
}

class TableValidator {
public:
    TableValidator(const Schema& schema, const Table& table, Report& report)
        : schema_(schema), table_(table), report_(report), sqlite_(report.is_for("sqlite")) {}

    void run() {
        const std::string name = to_string(table_.name);
        if (table_.columns.empty()) report_.add(name, "a table needs at least one column");
        const bool all_computed =
            std::all_of(table_.columns.begin(), table_.columns.end(), [](const Column& column) { return column.computed; });
        if (!table_.columns.empty() && all_computed) report_.add(name, "a table needs a column that is not computed");
        for (const Column& column : table_.columns) validate(column);
        if (table_.primary_key) validate(*table_.primary_key);
        if (sqlite_ && table_.options.without_rowid && !table_.primary_key)
            report_.add(name, "a table WITHOUT ROWID needs a primary key; give it one, or leave out db::without_rowid");
        for (const Unique& unique : table_.uniques) validate(unique);
        for (const ForeignKey& key : table_.foreign_keys) validate(key);
        for (const Check& check : table_.checks)
            report_.require_text(to_string(table_.name, check.name), "the check", check.expression, check.only);
        for (const Index& index : table_.indexes) validate(index);
    }

private:
    void validate(const Column& column) {
        const std::string object = to_string(table_.name, column.name);
        const auto add = [&](std::string message) { report_.add(object, std::move(message)); };
        const std::string problem = std::visit(TypeProblem{schema_}, column.type.kind);
        if (!problem.empty()) add(problem);
        if (const auto* custom = std::get_if<Custom>(&column.type.kind)) report_.require_text(object, "the type", custom->sql);
        for (const auto& [dialect, words] : column.type.on) report_.require_text(object, "the type", {"", {{dialect, words}}}, {dialect});
        if (std::holds_alternative<Custom>(column.type.kind) && !column.type.on.empty())
            add(fmt::format("the type is {}; give the words of each database in one custom type", to_string(column.type)));
        if (sqlite_ && column.type.array && column.type.on.count("sqlite") == 0)
            add("SQLite has no arrays; keep the values in a table of their own, or as JSON (db::type(\"json\"))");
        if (column.default_value) {
            const std::string why = misfit(schema_, column);
            if (!why.empty()) add(why);
            if (const auto* expression = std::get_if<Expression>(&*column.default_value))
                report_.require_text(object, "the default", *expression);
            if (column.identity) add("a column that numbers its rows itself has no default");
            if (column.computed) add("a computed column has no default");
        }
        if (column.identity) validate_identity(column, object);
        if (column.computed) report_.require_text(object, "the expression", column.computed->expression);
        if (!column.collation.empty()) validate_collation(column.collation, object);
    }

    /// A database that it has no text for keeps its own.
    void validate_collation(const Expression& collation, const std::string& object) {
        std::vector<std::string> only;
        if (collation.sql.empty()) {
            for (const auto& [dialect, text] : collation.dialects) only.push_back(dialect);
        }
        report_.require_text(object, "the collation", collation, only);
    }

    void validate_identity(const Column& column, const std::string& object) {
        if (column.type.array || !std::holds_alternative<Integer>(column.type.kind)) {
            report_.add(object, fmt::format("only an integer can number its rows itself, and this is {}", to_string(column.type)));
        }
        if (column.computed) report_.add(object, "a computed column cannot number its rows itself");
        if (column.nullable) report_.add(object, "a column that numbers its rows itself cannot be nullable");
        if (column.identity->increment == 0) report_.add(object, "an identity cannot step by 0");
        if (!column.type.on.empty())
            report_.add(object, fmt::format("a column that numbers its rows itself is an integer everywhere, and this is {}",
                                            to_string(column.type)));
        if (!sqlite_) return;
        if (!table_.primary_key || table_.primary_key->columns != std::vector<std::string>{column.name}) {
            report_.add(object,
                        "SQLite numbers rows only in a column that is the primary key by itself; make it that, or leave out db::identity");
        }
        if (table_.options.without_rowid) report_.add(object, "SQLite numbers no rows in a table WITHOUT ROWID; leave out one of the two");
        if (column.identity->start.value_or(1) != 1 || column.identity->increment.value_or(1) != 1)
            report_.add(object, "SQLite numbers rows from 1 in steps of 1; leave out the start and the increment");
    }

    // False, and told, when a column is missing, stands twice, or there is none.
    bool validate_columns(const std::string& object, const Table& table, const std::vector<std::string>& columns, const char* what) {
        bool sound = !columns.empty();
        if (!sound) report_.add(object, fmt::format("{} has no columns", what));
        std::set<std::string> seen;
        for (const std::string& column : columns) {
            if (!table.columns.contains(column)) {
                report_.add(object, fmt::format("there is no column {}", to_string(table.name, column)));
                sound = false;
            } else if (!seen.insert(column).second) {
                report_.add(object, fmt::format("{} names the column {} twice", what, column));
                sound = false;
            }
        }
        return sound;
    }

    void validate(const PrimaryKey& key) {
        const std::string object = to_string(table_.name, key.name);
        if (!validate_columns(object, table_, key.columns, "the primary key")) return;
        for (const std::string& name : key.columns) {
            const Column& column = *table_.columns.find(name);
            if (column.nullable) report_.add(object, fmt::format("the column {} is nullable, and a primary key holds no NULL", name));
            if (sqlite_ && column.computed)
                report_.add(object, fmt::format("the column {} is computed, which SQLite has in no primary key", name));
        }
    }

    void validate(const Unique& unique) {
        const std::string object = to_string(table_.name, unique.name);
        validate_columns(object, table_, unique.columns, "the unique constraint");
        if (!unique.include.empty()) validate_columns(object, table_, unique.include, "the list of included columns");
        if (!sqlite_) return;
        if (unique.nulls_not_distinct)
            report_.add(object,
                        "SQLite takes NULLs for distinct always; leave out db::nulls_not_distinct, or make it a unique index that "
                        "other databases alone have (db::only)");
        if (unique.deferrability != Deferrability::not_deferrable)
            report_.add(object, "SQLite defers foreign keys alone; leave out db::deferrable");
    }

    void validate(const ForeignKey& key) {
        const std::string object = to_string(table_.name, key.name);
        if (!validate_columns(object, table_, key.columns, "the foreign key")) return;
        const Table* referred = schema_.tables.find(key.referred_table);
        if (referred == nullptr) {
            report_.add(object, fmt::format("there is no table {}", to_string(key.referred_table)));
            return;
        }
        if (!validate_columns(object, *referred, key.referred_columns, "the list of referred columns")) return;
        if (key.columns.size() != key.referred_columns.size()) {
            report_.add(object, fmt::format("it has {} columns and refers to {}", key.columns.size(), key.referred_columns.size()));
            return;
        }
        if (!is_key(*referred, key.referred_columns)) {
            report_.add(object, fmt::format("{} has neither a primary key nor a unique constraint on ({})", to_string(referred->name),
                                            joined(key.referred_columns)));
        }
        if (report_.is_for("postgresql") && is_deferred_key(*referred, key.referred_columns)) {
            report_.add(object, fmt::format("it refers to ({}) of {}, which is unique at the end of a transaction alone, and PostgreSQL "
                                            "takes no deferrable constraint for that; make that one not deferrable",
                                            joined(key.referred_columns), to_string(referred->name)));
        }
        const bool nulls = key.on_delete == Action::set_null || key.on_update == Action::set_null;
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
            const Column& column = *table_.columns.find(key.columns[i]);
            const Column& target = *referred->columns.find(key.referred_columns[i]);
            if (column.type.kind.index() != target.type.kind.index() || column.type.array != target.type.array ||
                column.type.on != target.type.on) {
                report_.add(object, fmt::format("{} is {}, and {} is {}", to_string(table_.name, column.name), to_string(column.type),
                                                to_string(referred->name, target.name), to_string(target.type)));
            }
            if (nulls && !column.nullable) report_.add(object, fmt::format("it sets {} to NULL, and the column is not null", column.name));
        }
    }

    void validate(const Index& index) {
        const std::string object = to_string(table_.name, index.name);
        if (index.keys.empty()) report_.add(object, "the index has no keys");
        for (const IndexKey& key : index.keys) {
            if (const auto* column = std::get_if<std::string>(&key.of)) {
                if (!table_.columns.contains(*column))
                    report_.add(object, fmt::format("there is no column {}", to_string(table_.name, *column)));
            } else {
                report_.require_text(object, "a key", std::get<Expression>(key.of), index.only);
            }
        }
        if (!index.include.empty()) validate_columns(object, table_, index.include, "the list of included columns");
        if (!index.where.empty()) report_.require_text(object, "the condition", index.where, index.only);
        if (index.nulls_not_distinct && !index.unique)
            report_.add(object,
                        "the index is not unique, so that NULLs need not be told apart; leave out db::nulls_not_distinct, or add "
                        "db::unique");
        if (report_.is_for("sqlite", index.only)) validate_on_sqlite(index, object);
        const std::string misuse = report_.is_for("postgresql", index.only) ? misuse_of_method(index) : "";
        if (!misuse.empty()) report_.add(object, misuse);
    }

    void validate_on_sqlite(const Index& index, const std::string& object) {
        const auto refuse = [&](const std::string& what) {
            report_.add(object, what + "; leave it out, or say which databases have the index (db::only)");
        };
        for (const IndexKey& key : index.keys) {
            const bool own_order = key.nulls == NullsOrder::engine_default || (key.nulls == NullsOrder::last) == key.descending;
            if (!own_order) refuse("SQLite sorts NULL before all else, and has no NULLS FIRST or LAST in an index");
            if (!key.operator_class.empty()) refuse(fmt::format("SQLite has no operator class {}", key.operator_class));
        }
        if (!index.method.empty() && index.method != "btree") refuse(fmt::format("SQLite has no index method {}", index.method));
        if (index.nulls_not_distinct) refuse("SQLite takes NULLs for distinct always (nulls_not_distinct)");
    }

    const Schema& schema_;
    const Table& table_;
    Report& report_;
    bool sqlite_;
};

}  // namespace

void validate_table(const Schema& schema, const Table& table, Report& report) {
    TableValidator(schema, table, report).run();
}

}  // namespace aludel::schema

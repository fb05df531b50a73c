#include <aludel/runtime/compare.h>

#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace aludel::runtime {
namespace {

using namespace schema;

const char* word(Action action) {
    switch (action) {
        case Action::no_action:
            return "NO ACTION";
        case Action::restrict:
            return "RESTRICT";
        case Action::cascade:
            return "CASCADE";
        case Action::set_null:
            return "SET NULL";
        case Action::set_default:
            return "SET DEFAULT";
    }
    return "";
}

const char* word(Deferrability deferrability) {
    switch (deferrability) {
        case Deferrability::not_deferrable:
            return "";
        case Deferrability::deferrable:
            return " DEFERRABLE";
        case Deferrability::initially_deferred:
            return " DEFERRABLE INITIALLY DEFERRED";
    }
    return "";
}

class Comparer {
public:
    explicit Comparer(const Normalise& normalise) : normalise_(normalise) {}

    Comparison run(const Introspection& live, const Schema& expected) {
        result_.unknown = live.unknown;
        named("table", "", live.schema.tables, expected.tables, [&](const Table& a, const Table& b) { table(a, b); });
        named("view", "", live.schema.views, expected.views,
              [&](const View& a, const View& b) { same("view " + to_string(a.name), text(a.query), text(b.query)); });
        named("object", "", live.schema.opaque, expected.opaque,
              [&](const Opaque& a, const Opaque& b) { same(b.kind + " " + to_string(a.name), text(a.create), text(b.create)); });
        return std::move(result_);
    }

private:
    static std::string name(const Name& name) { return to_string(name); }
    static std::string name(const std::string& name) { return name; }

    template <class Objects, class Both>
    void named(const char* kind, const std::string& of, const Objects& live, const Objects& expected, Both both) {
        for (const auto& object : expected) {
            if (const auto* found = live.find(object.name)) {
                both(*found, object);
            } else {
                result_.differences.push_back(fmt::format("{} {}{} is missing", kind, of, name(object.name)));
            }
        }
        for (const auto& object : live) {
            if (!expected.contains(object.name))
                result_.differences.push_back(fmt::format("{} {}{} is there and no revision made it", kind, of, name(object.name)));
        }
    }

    void same(const std::string& what, const std::string& live, const std::string& expected) {
        if (live == expected) return;
        const auto shown = [](const std::string& text) { return text.empty() ? std::string("nothing") : "`" + text + "`"; };
        result_.differences.push_back(fmt::format("{} is {} and should be {}", what, shown(live), shown(expected)));
    }

    // Physical schemas hold one text an expression.
    std::string text(const Expression& expression) const { return expression.sql.empty() ? "" : normalise_(expression.sql); }
    std::string text(const Type& type) const {
        const Custom* custom = std::get_if<Custom>(&type.kind);
        return custom != nullptr ? text(custom->sql) : to_string(type);
    }
    std::string text(const Column& column) const {
        std::string result = text(column.type);
        if (!column.nullable) result += " NOT NULL";
        if (column.default_value) {
            const Expression* sql = std::get_if<Expression>(&*column.default_value);
            result += fmt::format(" DEFAULT {}", sql == nullptr ? "?" : text(*sql));
        }
        if (column.identity) result += " IDENTITY";
        if (column.computed)
            result += fmt::format(" AS ({}){}", text(column.computed->expression), column.computed->stored ? " STORED" : "");
        if (!column.collation.empty()) result += fmt::format(" COLLATE {}", text(column.collation));
        return result;
    }
    static std::string text(const PrimaryKey& key) {
        return fmt::format("{}PRIMARY KEY ({})", key.name.empty() ? "" : key.name + " ", fmt::join(key.columns, ", "));
    }
    static std::string text(const Unique& unique) {
        return fmt::format("UNIQUE ({}){}{}", fmt::join(unique.columns, ", "), unique.nulls_not_distinct ? " NULLS NOT DISTINCT" : "",
                           word(unique.deferrability));
    }
    static std::string text(const ForeignKey& key) {
        return fmt::format("FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {} ON UPDATE {}{}", fmt::join(key.columns, ", "),
                           to_string(key.referred_table), fmt::join(key.referred_columns, ", "), word(key.on_delete), word(key.on_update),
                           word(key.deferrability));
    }
    std::string text(const Check& check) const { return fmt::format("CHECK ({})", text(check.expression)); }
    std::string text(const Index& index) const {
        std::vector<std::string> keys;
        for (const IndexKey& key : index.keys) {
            const std::string* column = std::get_if<std::string>(&key.of);
            keys.push_back(fmt::format("{}{}{}", column != nullptr ? *column : "(" + text(std::get<Expression>(key.of)) + ")",
                                       key.collation.empty() ? "" : " COLLATE " + key.collation, key.descending ? " DESC" : ""));
        }
        return fmt::format("{}INDEX ({}){}{}", index.unique ? "UNIQUE " : "", fmt::join(keys, ", "), index.where.empty() ? "" : " WHERE ",
                           text(index.where));
    }

    void table(const Table& live, const Table& expected) {
        const std::string of = to_string(live.name) + ".";
        const auto compare_texts = [&](const auto& a, const auto& b) { same(of + a.name, text(a), text(b)); };
        named("column", of, live.columns, expected.columns, compare_texts);
        same("the primary key of " + to_string(live.name), live.primary_key ? text(*live.primary_key) : "",
             expected.primary_key ? text(*expected.primary_key) : "");
        named("constraint", of, live.uniques, expected.uniques, compare_texts);
        named("constraint", of, live.foreign_keys, expected.foreign_keys, compare_texts);
        named("constraint", of, live.checks, expected.checks, compare_texts);
        named("index", of, live.indexes, expected.indexes, compare_texts);
        const auto options = [](const TableOptions& options) {
            return fmt::format("{}{}{}", options.strict ? "STRICT" : "", options.strict && options.without_rowid ? ", " : "",
                               options.without_rowid ? "WITHOUT ROWID" : "");
        };
        same("the kind of table " + to_string(live.name), options(live.options), options(expected.options));
    }

    const Normalise& normalise_;
    Comparison result_;
};

}  // namespace

Comparison compare(const Introspection& live, const Schema& expected, const Normalise& normalise) {
    return Comparer(normalise).run(live, expected);
}

}  // namespace aludel::runtime

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

const char* word(NullsOrder order) {
    switch (order) {
        case NullsOrder::engine_default:
            return "";
        case NullsOrder::first:
            return " NULLS FIRST";
        case NullsOrder::last:
            return " NULLS LAST";
    }
    return "";
}

class Comparer {
public:
    Comparer(const Introspection& live, const Introspection& expected) : live_(live), expected_(expected) {}

    Comparison run() {
        result_.unknown = live_.unknown;
        result_.unknown.insert(result_.unknown.end(), expected_.unknown.begin(), expected_.unknown.end());
        const Schema& live = live_.schema;
        const Schema& expected = expected_.schema;
        const auto compare_texts = [&](const char* kind) {
            return [this, kind](const auto& a, const auto& b) { texts(kind + to_string(a.name), a, b); };
        };
        named("enum", "", live.enums, expected.enums, compare_texts("enum "));
        named("sequence", "", live.sequences, expected.sequences, compare_texts("sequence "));
        named("table", "", live.tables, expected.tables, [&](const Table& a, const Table& b) { table(a, b); });
        named("view", "", live.views, expected.views, compare_texts("view "));
        objects(live.opaque, expected.opaque);
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

    // Whatever SQL made them; each says what it is.
    void objects(const ByName<Opaque>& live, const ByName<Opaque>& expected) {
        for (const Opaque& object : expected) {
            const Opaque* found = live.find(object.name);
            if (found != nullptr && found->kind == object.kind) {
                same(object.kind + " " + to_string(object.name), text(found->create), text(object.create));
            } else {
                result_.differences.push_back(fmt::format("{} {} is missing", object.kind, to_string(object.name)));
            }
        }
        for (const Opaque& object : live) {
            if (!expected.contains(object.name))
                result_.differences.push_back(fmt::format("{} {} is there and no revision made it", object.kind, to_string(object.name)));
        }
    }

    void same(const std::string& what, const std::string& live, const std::string& expected) {
        if (live == expected) return;
        const auto shown = [](const std::string& text) { return text.empty() ? std::string("nothing") : "`" + text + "`"; };
        const bool judged = !live_.unjudged.contains(what) && !expected_.unjudged.contains(what);
        if (judged)
            result_.differences.push_back(fmt::format("{} is {} and should be {}", what, shown(live), shown(expected)));
        else
            result_.unknown.push_back(
                fmt::format("{} is {}, and whether that is the same as {} is not known", what, shown(live), shown(expected)));
    }

    template <class Object>
    void texts(const std::string& what, const Object& live, const Object& expected) {
        same(what, text(live), text(expected));
        same("the comment of " + what, live.comment, expected.comment);
    }

    // Physical schemas hold one text an expression.
    static std::string text(const Expression& expression) { return expression.sql; }
    static std::string text(const Enum& type) {
        std::vector<std::string> values;
        for (const EnumValue& value : type.values) values.push_back(value.name);
        return fmt::format("{}", fmt::join(values, ", "));
    }
    static std::string text(const Sequence& sequence) {
        const auto option = [](const char* word, const std::optional<std::int64_t>& value) {
            return value ? fmt::format(" {} {}", word, *value) : std::string();
        };
        return fmt::format("SEQUENCE{}{}{}{}{}", option("START", sequence.start), option("INCREMENT", sequence.increment),
                           option("MINVALUE", sequence.minimum), option("MAXVALUE", sequence.maximum), sequence.cycle ? " CYCLE" : "");
    }
    static std::string text(const View& view) { return fmt::format("{}{}", view.materialized ? "MATERIALIZED " : "", text(view.query)); }
    static std::string text(const Type& type) {
        const Custom* custom = std::get_if<Custom>(&type.kind);
        return custom != nullptr ? text(custom->sql) : to_string(type);
    }
    static std::string text(const Column& column) {
        std::string result = text(column.type);
        if (!column.nullable) result += " NOT NULL";
        if (column.default_value) {
            const Expression* sql = std::get_if<Expression>(&*column.default_value);
            result += fmt::format(" DEFAULT {}", sql == nullptr ? "?" : text(*sql));
        }
        if (column.identity) {
            result += column.identity->always ? " IDENTITY ALWAYS" : " IDENTITY";
            if (column.identity->start) result += fmt::format(" START {}", *column.identity->start);
            if (column.identity->increment) result += fmt::format(" INCREMENT {}", *column.identity->increment);
        }
        if (column.computed)
            result += fmt::format(" AS ({}){}", text(column.computed->expression), column.computed->stored ? " STORED" : "");
        if (!column.collation.empty()) result += fmt::format(" COLLATE {}", text(column.collation));
        if (!column.comment.empty()) result += fmt::format(" COMMENT {}", column.comment);
        return result;
    }
    static std::string text(const PrimaryKey& key) {
        return fmt::format("{}PRIMARY KEY ({})", key.name.empty() ? "" : key.name + " ", fmt::join(key.columns, ", "));
    }
    static std::string text(const Unique& unique) {
        return fmt::format("UNIQUE{} ({}){}{}", unique.nulls_not_distinct ? " NULLS NOT DISTINCT" : "", fmt::join(unique.columns, ", "),
                           included(unique.include), word(unique.deferrability));
    }
    static std::string text(const ForeignKey& key) {
        return fmt::format("FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {} ON UPDATE {}{}{}", fmt::join(key.columns, ", "),
                           to_string(key.referred_table), fmt::join(key.referred_columns, ", "), word(key.on_delete), word(key.on_update),
                           word(key.deferrability), key.not_valid ? " NOT VALID" : "");
    }
    static std::string text(const Check& check) {
        return fmt::format("CHECK ({}){}", text(check.expression), check.not_valid ? " NOT VALID" : "");
    }
    static std::string included(const std::vector<std::string>& columns) {
        return columns.empty() ? std::string() : fmt::format(" INCLUDE ({})", fmt::join(columns, ", "));
    }
    static std::string text(const Index& index) {
        std::vector<std::string> keys;
        for (const IndexKey& key : index.keys) {
            const std::string* column = std::get_if<std::string>(&key.of);
            keys.push_back(fmt::format("{}{}{}{}{}", column != nullptr ? *column : "(" + text(std::get<Expression>(key.of)) + ")",
                                       key.collation.empty() ? "" : " COLLATE " + key.collation,
                                       key.operator_class.empty() ? "" : " " + key.operator_class, key.descending ? " DESC" : "",
                                       word(key.nulls)));
        }
        return fmt::format("{}INDEX{} ({}){}{}{}{}", index.unique ? "UNIQUE " : "", index.method.empty() ? "" : " USING " + index.method,
                           fmt::join(keys, ", "), included(index.include), index.nulls_not_distinct ? " NULLS NOT DISTINCT" : "",
                           index.where.empty() ? "" : " WHERE ", text(index.where));
    }

    void table(const Table& live, const Table& expected) {
        const std::string of = to_string(live.name) + ".";
        const auto compare_texts = [&](const auto& a, const auto& b) { texts(of + a.name, a, b); };
        named("column", of, live.columns, expected.columns, [&](const Column& a, const Column& b) { same(of + a.name, text(a), text(b)); });
        same("the primary key of " + to_string(live.name), live.primary_key ? text(*live.primary_key) : "",
             expected.primary_key ? text(*expected.primary_key) : "");
        if (live.primary_key && expected.primary_key)
            same("the comment of the primary key of " + to_string(live.name), live.primary_key->comment, expected.primary_key->comment);
        named("constraint", of, live.uniques, expected.uniques, compare_texts);
        named("constraint", of, live.foreign_keys, expected.foreign_keys, compare_texts);
        named("constraint", of, live.checks, expected.checks, compare_texts);
        named("index", of, live.indexes, expected.indexes, compare_texts);
        const auto options = [](const TableOptions& options) {
            return fmt::format("{}{}{}", options.strict ? "STRICT" : "", options.strict && options.without_rowid ? ", " : "",
                               options.without_rowid ? "WITHOUT ROWID" : "");
        };
        same("the kind of table " + to_string(live.name), options(live.options), options(expected.options));
        same("the comment of table " + to_string(live.name), live.options.comment, expected.options.comment);
    }

    const Introspection& live_;
    const Introspection& expected_;
    Comparison result_ = {};
};

}  // namespace

Comparison compare(const Introspection& live, const Introspection& expected) {
    return Comparer(live, expected).run();
}

}  // namespace aludel::runtime

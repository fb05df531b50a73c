#include "postgresql/twin.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>

#include "postgresql/introspection.h"
#include "postgresql/twin_plan.h"

namespace aludel::runtime::postgresql {
namespace {

using namespace schema;
using migrations::Operation;

// Each twin holds a lock or four, and the server has room for some thousands among all its sessions; with the savepoint they go.
constexpr std::ptrdiff_t tables_at_once = 50;

const migrations::Dialect& dialect() {
    return migrations::postgresql::dialect();
}

/// The physical schema with the names and in the form that introspect() gives.
class Form {
public:
    explicit Form(const Scope& scope) : scope_(scope) {}

    Schema of(const Schema& physical, std::vector<std::string>& unknown) const {
        Schema result;
        for (Table table : physical.tables) {
            table.name = named(table.name);
            for (Column& column : table.columns) {
                if (Enumeration* type = std::get_if<Enumeration>(&column.type.kind)) type->name = named(type->name);
                if (column.identity) column.identity = without_defaults(*column.identity);
            }
            for (ForeignKey& key : table.foreign_keys) key.referred_table = named(key.referred_table);
            result.tables.add(std::move(table));
        }
        for (Enum type : physical.enums) {
            type.name = named(type.name);
            type.storage = EnumStorage::native;
            for (std::size_t at = 0; at < type.values.size(); ++at) type.values[at].number = static_cast<std::int64_t>(at);
            result.enums.add(std::move(type));
        }
        for (View view : physical.views) {
            view.name = named(view.name);
            result.views.add(std::move(view));
        }
        for (Sequence sequence : physical.sequences) {
            sequence.name = named(sequence.name);
            result.sequences.add(without_defaults(std::move(sequence)));
        }
        for (const Opaque& object : physical.opaque) {
            if (is_found_by_name(object)) {
                result.opaque.add({named(object.name), object.kind, {}, {}, {}});
            } else {
                unknown.push_back(fmt::format("{} {}: it is not known how to find one", object.kind, to_string(object.name)));
            }
        }
        return result;
    }

private:
    Name named(const Name& name) const { return {scope_.unqualified.count(name.schema) != 0 ? std::string() : name.schema, name.name}; }

    const Scope& scope_;
};

class Twin {
public:
    Twin(Connection& connection, const Scope& scope, Introspection& result, const Schema& live)
        : connection_(connection), scope_(scope), result_(result), live_(live) {}

    void run() {
        // The twins are made of what is expected, which is given their texts as they are read.
        const Schema expected = result_.schema;
        const OpenSchema open = open_parts(expected, live_);
        if (open.empty()) return;
        const TwinRoom room(connection_);
        if (room.schema().empty()) {
            const std::set<std::string> keys = postgresql::keys(open);
            result_.unjudged.insert(keys.begin(), keys.end());
            result_.unknown.push_back(fmt::format("{} expressions that are spelt otherwise here: {}", keys.size(), room.why_not()));
            return;
        }
        schema_ = room.schema();
        // Views come first, while no twin hides a live table: what is hidden is printed with its schema.
        if (!open.views.empty()) {
            make_views(open.views);
            read();
            for (const View* view : open.views) judge(*view);
        }
        if (open.tables.empty()) return;
        base_.enums = expected.enums;
        make_types(expected);
        for (auto from = open.tables.begin(); from != open.tables.end();) {
            const auto to = from + std::min(tables_at_once, open.tables.end() - from);
            connection_.execute("SAVEPOINT aludel_twins");
            make_tables({from, to});
            read();
            for (; from != to; ++from) judge(*from);
            connection_.execute("ROLLBACK TO SAVEPOINT aludel_twins");
        }
    }

private:
    std::string fresh() { return fmt::format("aludel twin {}", ++named_); }
    std::string quoted(const std::string& table) const { return schema_ + "." + dialect().quote(table); }

    void unjudged(const std::string& key, const std::string& why) {
        if (result_.unjudged.insert(key).second) result_.unknown.push_back(fmt::format("{}: {}", key, why));
    }

    /// The statements that make it; guards and the like have nothing to say of an empty table.
    static std::string statements(const Schema& before, const std::vector<Operation>& operations) {
        std::string result;
        for (const migrations::Step& step : dialect().render(before, operations)) {
            const auto* one = std::get_if<migrations::SqlStep>(&step.action);
            if (one != nullptr) result += (result.empty() ? "" : ";\n") + one->sql;
        }
        return result;
    }

    /// @returns why not; empty: it is made, and stands in `before`.
    std::string make(Schema& before, const Change& change) {
        try {
            const std::string failure = connection_.attempt(statements(before, {change})).failure;
            if (failure.empty()) schema::apply(before, change);
            return failure;
        } catch (const SchemaError& error) {
            return error.what();
        }
    }

    // All names are unqualified: the room is the first of the search path. Enums and sequences that are not there, or not as expected:
    // those that are may have functions that take them.
    void make_types(const Schema& expected) {
        for (const Enum& type : expected.enums) {
            const Enum* live = live_.enums.find(type.name);
            if (!type.name.schema.empty() || (live != nullptr && live->values == type.values)) continue;
            Schema before;
            make(before, CreateEnum{type});
        }
        for (const Sequence& sequence : expected.sequences) {
            if (!sequence.name.schema.empty() || live_.sequences.contains(sequence.name)) continue;
            Schema before;
            make(before, CreateSequence{sequence});
        }
    }

    void make_tables(const std::vector<OpenTable>& tables) {
        std::string all;
        bool rendered = true;
        std::vector<std::vector<TwinChange>> twins;
        for (const OpenTable& table : tables) {
            // An unqualified name may stand in an expression: CHECK (users.age > 0).
            const Name& name = table.expected->name;
            const std::string twin = name.schema.empty() ? name.name : fresh();
            tables_[name] = twin;
            std::map<std::string, std::string> indexes;
            for (const std::string& index : table.indexes) indexes[index] = indexes_[{name, index}] = fresh();
            twins.push_back(twin_of(table, twin, indexes));
            std::vector<Operation> operations;
            for (const TwinChange& one : twins.back()) operations.emplace_back(one.change);
            try {
                all += (all.empty() ? "" : ";\n") + statements(base_, operations);
            } catch (const SchemaError&) {
                rendered = false;
            }
        }
        // Nearly always all of it goes at once.
        if (all.empty() || (rendered && connection_.attempt(all).failure.empty())) return;
        for (std::size_t at = 0; at < tables.size(); ++at) make_piece_by_piece(*tables[at].expected, twins[at]);
    }

    void make_piece_by_piece(const Table& table, const std::vector<TwinChange>& twin) {
        Schema before = base_;
        std::string no_table;
        for (const TwinChange& one : twin) {
            if (const auto* whole = std::get_if<CreateTable>(&one.change)) {
                if (!make(before, one.change).empty()) no_table = make_column_by_column(before, table, whole->table);
                continue;
            }
            const std::string failure = no_table.empty() ? make(before, one.change) : no_table;
            if (!failure.empty()) unjudged(key(table, one.part), failure);
        }
    }

    /// @returns why there is no table at all.
    std::string make_column_by_column(Schema& before, const Table& table, const Table& twin) {
        Table empty;
        empty.name = twin.name;
        std::string failure = make(before, CreateTable{empty});
        if (!failure.empty()) return failure;
        for (const Column& column : twin.columns) {
            failure = make(before, AddColumn{twin.name, column, {}});
            if (!failure.empty()) unjudged(key(table, column.name), failure);
        }
        return {};
    }

    // Under names of their own: one that refers to another finds the live one.
    void make_views(const std::vector<const View*>& views) {
        std::vector<CreateView> twins;
        std::string all;
        for (const View* view : views) {
            twins.push_back({View{views_[view->name] = fresh(), view->query, false}});
            all += (all.empty() ? "" : ";\n") + statements({}, {Change(twins.back())});
        }
        if (all.empty() || connection_.attempt(all).failure.empty()) return;
        for (std::size_t at = 0; at < views.size(); ++at) {
            Schema before;
            const std::string failure = make(before, twins[at]);
            if (!failure.empty()) unjudged(key(*views[at]), failure);
        }
    }

    void read() {
        const std::vector<TextRow> rows = connection_.texts("SELECT pg_catalog.current_schema()");
        const std::string schema = rows.at(0).at(0).value_or("");
        Scope scope{{schema}, scope_.unqualified};
        scope.unqualified.insert(schema);
        twin_ = introspect(connection_, scope, Schema()).schema;
    }

    Verdict same(const Table& table, const std::string& type, const std::string& live, const std::string& twin) {
        return live == twin ? Verdict::same : same_expression(connection_, quoted(tables_.at(table.name)), type, live, twin);
    }

    /// Gives the expected expression the twin's text, or the live one where that means the same.
    void settle(const Table& table, const std::string& part, const std::string& type, const std::string& live, const Expression& twin,
                Expression& expected) {
        expected = twin;
        if (live.empty() || twin.empty()) return;
        const Verdict verdict = same(table, type, live, twin.sql);
        if (verdict == Verdict::same) expected.sql = live;
        if (verdict == Verdict::unknown) unjudged(key(table, part), "what it means here could not be asked");
    }

    void judge(const OpenTable& open) {
        Table& expected = *result_.schema.tables.find(open.expected->name);
        const Table* twin = twin_.tables.find(tables_.at(expected.name));
        if (twin == nullptr) {
            for (const auto* parts : {&open.columns, &open.checks, &open.indexes}) {
                for (const std::string& part : *parts) unjudged(key(expected, part), "its table has no twin");
            }
            return;
        }
        for (const std::string& name : open.columns) {
            const Column* read = twin->columns.find(name);
            if (read != nullptr && !is_unjudged(expected, name))
                judge(expected, *expected.columns.find(name), *open.live->columns.find(name), *read);
        }
        for (const std::string& name : open.checks) {
            const Check* read = twin->checks.find(name);
            if (read != nullptr)
                settle(expected, name, "", open.live->checks.find(name)->expression.sql, read->expression,
                       expected.checks.find(name)->expression);
        }
        for (const std::string& name : open.indexes) {
            const Index* read = twin->indexes.find(indexes_.at({expected.name, name}));
            if (read != nullptr) judge(expected, *expected.indexes.find(name), *open.live->indexes.find(name), *read);
        }
    }

    bool is_unjudged(const Table& table, const std::string& part) const { return result_.unjudged.count(key(table, part)) != 0; }

    void judge(const Table& table, Column& expected, const Column& live, const Column& twin) {
        if (std::holds_alternative<Custom>(expected.type.kind)) expected.type = twin.type;
        expected.collation = twin.collation;
        if (twin.computed) {
            settle(table, expected.name, "", live.computed->expression.sql, twin.computed->expression, expected.computed->expression);
        }
        if (twin.default_value) {
            Expression& text = std::get<Expression>(*expected.default_value);
            const bool moment = names_a_moment(text.sql);
            settle(table, expected.name, type_sql(twin), std::get<Expression>(*live.default_value).sql,
                   std::get<Expression>(*twin.default_value), text);
            if (moment) unjudged(key(table, expected.name), "its default was the time at which it was made");
        }
    }

    std::string type_sql(const Column& twin) const {
        const auto* type = std::get_if<Enumeration>(&twin.type.kind);
        if (type == nullptr) return std::get<Custom>(twin.type.kind).sql.sql;
        const std::string schema = type->name.schema.empty() ? "" : dialect().quote(type->name.schema) + ".";
        return schema + dialect().quote(type->name.name) + (twin.type.array ? "[]" : "");
    }

    void judge(const Table& table, Index& expected, const Index& live, const Index& twin) {
        expected.method = twin.method;
        expected.keys = twin.keys;
        for (std::size_t at = 0; at < expected.keys.size() && at < live.keys.size(); ++at) {
            auto* ours = std::get_if<Expression>(&expected.keys[at].of);
            const auto* theirs = std::get_if<Expression>(&live.keys[at].of);
            if (ours != nullptr && theirs != nullptr) settle(table, expected.name, "", theirs->sql, Expression(*ours), *ours);
        }
        settle(table, expected.name, "", live.where.sql, twin.where, expected.where);
    }

    void judge(const View& open) {
        View& expected = *result_.schema.views.find(open.name);
        const View* twin = twin_.views.find(views_.at(open.name));
        if (twin == nullptr) return;
        const std::string& live = live_.views.find(open.name)->query.sql;
        const bool all = selects_all(open.query.sql);
        expected.query = twin->query;
        if (live == twin->query.sql) return;
        if (all) return unjudged(key(open), "which columns its * stands for was decided when it was made");
        const Verdict verdict = same_query(connection_, schema_, live, twin->query.sql);
        if (verdict == Verdict::same) expected.query.sql = live;
        if (verdict == Verdict::unknown) unjudged(key(open), "what it means here could not be asked");
    }

    Connection& connection_;
    const Scope& scope_;
    Introspection& result_;
    const Schema& live_;
    std::string schema_ = {};
    Schema base_ = {};
    Schema twin_ = {};
    int named_ = 0;
    std::map<Name, std::string> tables_ = {};
    std::map<Name, std::string> views_ = {};
    std::map<std::pair<Name, std::string>, std::string> indexes_ = {};
};

}  // namespace

Introspection as_introspected(Connection& connection, const Schema& physical) {
    const Scope scope = scope_of(connection, physical);
    Introspection result;
    result.schema = Form(scope).of(physical, result.unknown);
    const Schema live = introspect(connection, scope, result.schema).schema;
    Twin(connection, scope, result, live).run();
    return result;
}

}  // namespace aludel::runtime::postgresql

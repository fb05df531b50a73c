#include "sql/sqlite/render.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include <aludel/migrations/fold.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>

#include "sql/quoting.h"
#include "sql/sqlite/alter.h"
#include "sql/sqlite/define.h"
#include "sql/sqlite/literal.h"
#include "sql/sqlite/statements.h"

namespace aludel::migrations::sqlite {

using namespace schema;
using sql::quoted;

namespace {

constexpr std::size_t rows_in_one_insert = 500;

bool same_but_for_case(const std::string& a, const std::string& b) {
    const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return fold(x) == fold(y); });
}

class Renderer {
public:
    explicit Renderer(Schema before) : schema_(std::move(before)) {}

    std::vector<Step> render(const std::vector<Operation>& operations) {
        for (const Operation& operation : operations) {
            description_ = migrations::describe(operation);
            std::visit(Kind{*this}, operation);
            migrations::apply(schema_, operation);
        }
        finish();
        return std::move(steps_);
    }

    void operator()(const CreateTable& change) {
        finish();
        const LoweredTable lowered = lower_table(schema_, change.table);
        const std::string& name = lowered.table.name.name;
        emit(create_table(name, shape(lowered)), {name});
        for (const Index& index : lowered.table.indexes) {
            description_ = schema::describe(CreateIndex{change.table.name, *change.table.indexes.find(index.name)});
            emit(create_index(name, index), {name});
        }
        fresh_.insert(change.table.name);
    }
    // With foreign keys on, DROP TABLE deletes all rows first, and children cascade. Off, it deletes nothing, and what
    // still refers to the table is found before the commit; the fold has no such key, apply() sees to that.
    void operator()(const DropTable& change) {
        finish_but(change.table.name);
        left_behind_.erase(change.table.name);
        fresh_.erase(change.table.name);
        const std::string& name = unqualified(change.table.name);
        Step& step = emit(fmt::format("DROP TABLE {}", quoted(name)), {name});
        step.needs_foreign_keys_off = true;
        step.destroys = {name};
    }
    // SQLite follows the new name in keys, indexes, views and triggers. The names of checks stay behind.
    void operator()(const RenameTable& change) {
        finish_but(change.from);
        const std::string& from = unqualified(change.from);
        const std::string& to = unqualified(change.to);
        const CheckNames live = live_check_names(change.from);
        left_behind_.erase(change.from);
        leave_behind(change.to, live, *schema_.tables.find(change.from));
        if (fresh_.erase(change.from) != 0) fresh_.insert(change.to);
        if (same_but_for_case(from, to)) {  // "there is already another table or index with this name"
            const std::string between = "aludel_renamed_" + from;
            emit(fmt::format("ALTER TABLE {} RENAME TO {}", quoted(from), quoted(between)), {from});
            emit(fmt::format("ALTER TABLE {} RENAME TO {}", quoted(between), quoted(to)), {to});
            return;
        }
        emit(fmt::format("ALTER TABLE {} RENAME TO {}", quoted(from), quoted(to)), {from, to});
    }
    void operator()(const AlterTable& change) { alteration(change.table).add_other(change); }

    void operator()(const AddColumn& change) { alteration(change.table, change.fill).add(change); }
    void operator()(const DropColumn& change) { alteration(change.table).add(change); }
    void operator()(const RenameColumn& change) {
        finish_but(change.table);
        CheckNames live = live_check_names(change.table);
        Table table = *schema_.tables.find(change.table);
        if (const auto check = live.find(change.from); check != live.end()) {
            const std::string name = check->second;
            live.erase(check);
            live[change.to] = name;
        }
        for (Column& column : table.columns)
            if (column.name == change.from) column.name = change.to;
        leave_behind(change.table, live, table);
        const std::string& name = unqualified(change.table);
        emit(fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", quoted(name), quoted(change.from), quoted(change.to)), {name});
    }
    void operator()(const AlterColumn& change) {
        if (pending_ && pending_->table() == change.table && pending_->touches(change.after.name)) finish();
        alteration(change.table, change.fill, change.convert).add(change);
    }

    void operator()(const AddConstraint& change) { alteration(change.table).add_other(change); }
    void operator()(const DropConstraint& change) { alteration(change.table).add_other(change); }
    void operator()(const RenameConstraint& change) { alteration(change.table).add_other(change); }

    void operator()(const CreateIndex& change) {
        const Table& table = *schema_.tables.find(change.table);
        const auto lowered = lower_index(table, change.index);
        if (!lowered) return;
        finish();
        if (lowered->unique && fresh_.count(change.table) == 0) steps_.push_back(unique_index_guard(table, *lowered));
        emit(create_index(unqualified(change.table), *lowered), {change.table.name});
    }
    void operator()(const DropIndex& change) { alteration(change.table).add(change); }
    // SQLite has no ALTER INDEX.
    void operator()(const RenameIndex& change) {
        const Table& table = *schema_.tables.find(change.table);
        auto lowered = lower_index(table, *table.indexes.find(change.from));
        if (!lowered) return;
        finish();
        emit(fmt::format("DROP INDEX {}", quoted(change.from)), {change.table.name});
        lowered->name = change.to;
        emit(create_index(unqualified(change.table), *lowered), {change.table.name});
    }

    // An enum is no object of SQLite; it lives in the checks of the columns that have its values.
    void operator()(const CreateEnum&) {}
    void operator()(const DropEnum&) {}
    void operator()(const AlterEnum& change) {
        if (change.before.storage == change.after.storage && change.before.values == change.after.values) return;  // a comment
        const std::vector<Name> tables = tables_with(change.after.name);
        if (tables.size() == 1) {
            alteration(tables.front()).add_other(change);
            return;
        }
        finish();
        Schema after = schema_;
        schema::apply(after, change);
        for (const Name& table : tables) {
            Alteration each(schema_, table, {});
            each.add_other(change);
            append(each.steps(after, fresh_.count(table) == 0));
        }
    }
    // What is pending tells values by their names, and by the name of their enum.
    void operator()(const RenameEnum&) { finish(); }
    void operator()(const RenameEnumValue& change) {
        if (!pending_ || !pending_->only_renames_values()) finish();
        if (schema_.enums.find(change.type)->storage == EnumStorage::integer) {
            finish();
            return;
        }
        const std::vector<Name> tables = tables_with(change.type);
        if (tables.size() == 1) {
            alteration(tables.front()).add(change, schema_);
            return;
        }
        finish();
        Schema after = schema_;
        schema::apply(after, change);
        for (const Name& table : tables) {
            Alteration each(schema_, table, {});
            each.add(change, schema_);
            append(each.steps(after, fresh_.count(table) == 0));
        }
    }

    void operator()(const CreateView& change) {
        const auto lowered = lower_view(change.view);
        if (!lowered) return;
        finish();
        emit(create_view(*lowered), {});
    }
    void operator()(const DropView& change) {
        const auto lowered = lower_view(change.view);
        if (!lowered) return;
        finish();
        emit(fmt::format("DROP VIEW {}", quoted(lowered->name.name)), {});
    }
    void operator()(const CreateSequence& change) { refuse_sequence(change.sequence); }
    void operator()(const DropSequence& change) { refuse_sequence(change.sequence); }
    void operator()(const AlterSequence& change) { refuse_sequence(change.after); }
    void operator()(const CreateOpaque& change) {
        const auto lowered = lower_opaque(change.object);
        if (!lowered) return;
        finish();
        for (const std::string& statement : split_statements(lowered->create.sql)) emit(statement, {});
    }
    void operator()(const DropOpaque& change) {
        const auto lowered = lower_opaque(change.object);
        if (!lowered) return;
        finish();
        if (lowered->drop.sql.empty())
            throw SchemaError(fmt::format("{}: the {} has no text that drops it on SQLite; give it one", to_string(change.object.name),
                                          change.object.kind));
        for (const std::string& statement : split_statements(lowered->drop.sql)) {
            Step& step = emit(statement, {});
            if (holds_rows(change.object)) step.destroys = {to_string(change.object.name)};
        }
    }
    // SQLite has no comments in the schema.
    void operator()(const AlterComment&) {}

    void execute(const Execute& execute) {
        finish();
        fresh_.clear();
        for (const std::string& statement : split_statements(execute.sql.for_dialect("sqlite"))) {
            const std::string word = first_word(statement);
            for (const char* refused : {"BEGIN", "COMMIT", "END", "ROLLBACK"})
                if (word == refused)
                    throw SchemaError(
                        fmt::format("{}: a revision is one transaction, so that it is applied as a whole or not at all; leave out {}",
                                    description_, word));
            emit(statement, {}).transactional = word != "VACUUM";
        }
    }

    void insert(const BulkInsert& insert) {
        finish();
        fresh_.erase(insert.table);
        const Table* table = schema_.tables.find(insert.table);
        if (table == nullptr) throw SchemaError(fmt::format("{}: there is no table {}", description_, to_string(insert.table)));
        const std::string& name = unqualified(insert.table);
        const std::string head = fmt::format("INSERT INTO {} ({}) VALUES\n    ", quoted(name), sql::quoted_list(insert.columns));
        std::vector<std::string> rows;
        for (const std::vector<Value>& row : insert.rows) {
            rows.push_back(values(*table, insert.columns, row));
            if (rows.size() < rows_in_one_insert) continue;
            emit(head + sql::join(rows, ",\n    "), {name});
            rows.clear();
        }
        if (!rows.empty()) emit(head + sql::join(rows, ",\n    "), {name});
    }

    void run(const Run& run) {
        finish();
        fresh_.clear();
        emit_action(RunStep{run.name, run.version, run.callback});
    }
    void irreversible(const Irreversible& irreversible) {
        finish();
        emit_action(IrreversibleStep{irreversible.reason});
    }

private:
    // Apart from the overloads above: a Change is made from each of its alternatives, so that with this one among them
    // a missing one would compile, and call itself.
    struct Kind {
        Renderer& renderer;

        void operator()(const Change& change) const { std::visit(renderer, change); }
        void operator()(const Execute& operation) const { renderer.execute(operation); }
        void operator()(const BulkInsert& operation) const { renderer.insert(operation); }
        void operator()(const Run& operation) const { renderer.run(operation); }
        void operator()(const Irreversible& operation) const { renderer.irreversible(operation); }
    };

    Step& emit_action(decltype(Step::action) action) {
        Step step;
        step.action = std::move(action);
        step.description = description_;
        return steps_.emplace_back(std::move(step));
    }
    Step& emit(std::string sql, std::vector<std::string> writes) {
        Step& step = emit_action(SqlStep{std::move(sql)});
        step.writes = std::move(writes);
        return step;
    }
    void append(std::vector<Step> steps) {
        for (Step& step : steps) steps_.push_back(std::move(step));
    }

    /// The pending alteration of that table, or a new one. What the author's expressions read must not be of it.
    Alteration& alteration(const Name& table, const Expression& first = {}, const Expression& second = {}) {
        if (pending_ && pending_->table() == table && (pending_->comes_before(first) || pending_->comes_before(second))) finish();
        if (!pending_ || pending_->table() != table) {
            finish_but(table);
            unqualified(table);
            pending_.emplace(schema_, table, std::exchange(left_behind_[table], {}));
            left_behind_.erase(table);
        }
        return *pending_;
    }

    /// Writes what is pending, and mends the names that renames have left behind on other tables than `kept`.
    void finish_but(const Name& kept) {
        if (pending_) {
            append(pending_->steps(schema_, fresh_.count(pending_->table()) == 0));
            pending_.reset();
        }
        for (auto each = left_behind_.begin(); each != left_behind_.end();) {
            if (each->first == kept) {
                ++each;
                continue;
            }
            append(Alteration(schema_, each->first, each->second).steps(schema_, true));
            each = left_behind_.erase(each);
        }
    }
    void finish() { finish_but(Name()); }

    CheckNames live_check_names(const Name& table) const {
        CheckNames out;
        for (const auto& [column, check] : lower_table(schema_, *schema_.tables.find(table)).type_checks) out[column] = check.name;
        if (const auto behind = left_behind_.find(table); behind != left_behind_.end())
            for (const auto& [column, name] : behind->second) out[column] = name;
        return out;
    }

    /// Remembers the names that are not what they should be. `columns` has the columns under their new names.
    void leave_behind(const Name& table, const CheckNames& live, const Table& columns) {
        left_behind_.erase(table);
        for (const auto& [column, name] : live)
            if (name != type_check_name(table, *columns.columns.find(column))) left_behind_[table][column] = name;
    }

    std::vector<Name> tables_with(const Name& type) const {
        std::vector<Name> out;
        for (const Table& table : schema_.tables)
            if (std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
                    const auto* enumeration = std::get_if<Enumeration>(&column.type.kind);
                    return enumeration != nullptr && enumeration->name == type;
                }))
                out.push_back(table.name);
        return out;
    }

    std::string values(const Table& table, const std::vector<std::string>& columns, const std::vector<Value>& row) const {
        if (columns.empty() || row.size() != columns.size())
            throw SchemaError(fmt::format("{}: a row has {} values for {} columns", description_, row.size(), columns.size()));
        std::vector<std::string> out;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string where = to_string(table.name) + "." + columns[i];
            const Column* column = table.columns.find(columns[i]);
            if (column == nullptr) throw SchemaError(fmt::format("{}: there is no column {}", description_, where));
            out.push_back(stored_literal(schema_, column->type, row[i], where));
        }
        return "(" + sql::join(out, ", ") + ")";
    }

    Schema schema_;  // before the operation at hand
    std::string description_;
    std::vector<Step> steps_;
    std::optional<Alteration> pending_;
    std::map<Name, CheckNames> left_behind_;
    std::set<Name> fresh_;  // tables made here that have no rows yet
};

}  // namespace

std::vector<Step> render(const Schema& before, const std::vector<Operation>& operations) {
    return Renderer(before).render(operations);
}

}  // namespace aludel::migrations::sqlite

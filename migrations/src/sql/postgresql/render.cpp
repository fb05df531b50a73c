#include "sql/postgresql/render.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <aludel/migrations/fold.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>

#include "sql/postgresql/alter.h"
#include "sql/postgresql/comment.h"
#include "sql/postgresql/convert.h"
#include "sql/postgresql/deferred.h"
#include "sql/postgresql/define.h"
#include "sql/postgresql/enum_values.h"
#include "sql/postgresql/guard.h"
#include "sql/postgresql/insert.h"
#include "sql/postgresql/literal.h"
#include "sql/postgresql/loose_keys.h"
#include "sql/postgresql/move.h"
#include "sql/postgresql/names.h"
#include "sql/postgresql/objects.h"
#include "sql/postgresql/statements.h"
#include "sql/postgresql/types.h"
#include "sql/quoting.h"

namespace aludel::migrations::postgresql {

using namespace schema;
using sql::parenthesised;

namespace {

class Renderer {
public:
    explicit Renderer(Schema before) : schema_(std::move(before)), rooms_(rooms_of(schema_)) {}

    std::vector<Step> render(const std::vector<Operation>& operations) {
        for (const Operation& operation : operations) {
            description_ = migrations::describe(operation);
            later_ = {&operation + 1, operations.data() + operations.size()};
            const auto* change = std::get_if<Change>(&operation);
            if (change == nullptr || !std::holds_alternative<AlterColumn>(*change)) {
                finish();
                append(keys_.restored(schema_, false));
            }
            std::visit(Kind{*this}, operation);
            migrations::apply(schema_, operation);
        }
        finish();
        append(keys_.restored(schema_, true));
        leave_rooms();
        return std::move(steps_);
    }

    void operator()(const CreateTable& change) {
        make_room(change.table.name);
        const LoweredTable lowered = lower_table(schema_, change.table);
        const Table& table = lowered.table;
        emit(create_table(lowered), table.name);
        for (const Index& index : table.indexes) {
            description_ = schema::describe(CreateIndex{table.name, *change.table.indexes.find(index.name)});
            emit(create_index(table.name, index), table.name);
            if (!index.comment.empty()) emit(comment_on_index(table.name, index), table.name);
        }
        description_ = schema::describe(change);
        for (const Constraint& constraint : late_constraints(table)) alter_table(table.name, "ADD " + constraint_definition(constraint));
        if (!table.options.comment.empty()) emit(comment_on_table(table.name, table.options.comment), table.name);
        for (const Column& column : table.columns)
            if (!column.comment.empty()) emit(comment_on_column(table.name, column.name, column.comment), table.name);
        for (std::string& comment : comments_on_constraints(table)) emit(std::move(comment), table.name);
        fresh_.insert(table.name);
    }
    void operator()(const DropTable& change) {
        fresh_.erase(change.table.name);
        keys_.forget(change.table.name);
        emit("DROP TABLE " + quoted_name(change.table.name), change.table.name).destroys = {to_string(change.table.name)};
    }
    // Constraints, indexes and the sequences of identity columns keep their names. The checks of enum columns have the
    // table's name in theirs, and follow it.
    void operator()(const RenameTable& change) {
        const Table& table = *schema_.tables.find(change.from);
        make_room(change.to);
        emit_move("TABLE", change.from, change.to);
        for (const auto& [column, check] : lower_table(schema_, table).type_checks)
            rename_constraint(change.to, check.name, type_check_name(change.to, column));
        if (fresh_.erase(change.from) != 0) fresh_.insert(change.to);
        keys_.rename(change.from, change.to);
    }
    void operator()(const AlterTable& change) {
        if (change.before.comment != change.after.comment) emit(comment_on_table(change.table, change.after.comment), change.table);
    }

    void operator()(const AddColumn& change) {
        Schema after = schema_;
        schema::apply(after, change);
        const Table& table = *schema_.tables.find(change.table);
        const LoweredTable lowered = lower_table(after, *after.tables.find(change.table));
        const Column& column = *lowered.table.columns.find(change.column.name);
        const std::string fill = column.computed || column.identity ? "" : change.fill.for_dialect("postgresql");
        const bool filled = !fill.empty() && fill != default_text(column);
        if (is_fresh(change.table) || !filled) {
            const bool has_value = column.nullable || column.identity || column.computed || column.default_value;
            if (!has_value && !is_fresh(change.table))
                append(value_guard(table, column.name, "true",
                                   fmt::format("{} is to be NOT NULL, and these rows have no value for it; give the column a default, or "
                                               "the operation a fill",
                                               to_string(change.table, column.name))));
            alter_table(change.table, "ADD COLUMN " + column_definition(lowered, column));
        } else {
            add_filled(after, table, lowered, column, fill);
        }
        if (!column.comment.empty()) emit(comment_on_column(change.table, column.name, column.comment), change.table);
    }
    void operator()(const DropColumn& change) {
        const LoweredTable lowered = lower_table(schema_, *schema_.tables.find(change.table));
        const auto check = lowered.type_checks.find(change.column.name);
        append(dependants_guard(change.table, change.column.name, check == lowered.type_checks.end() ? "" : check->second.name));
        Step& step = alter_table(change.table, "DROP COLUMN " + quoted(change.column.name));
        if (!is_fresh(change.table) && !change.column.computed) step.destroys = {to_string(change.table, change.column.name)};
    }
    void operator()(const RenameColumn& change) {
        alter_table(change.table, fmt::format("RENAME COLUMN {} TO {}", quoted(change.from), quoted(change.to)));
        const LoweredTable lowered = lower_table(schema_, *schema_.tables.find(change.table));
        if (const auto check = lowered.type_checks.find(change.from); check != lowered.type_checks.end())
            rename_constraint(change.table, check->second.name, type_check_name(change.table, change.to));
    }
    // Columns that change one after the other are one alteration where an expression of the table names both: it could be
    // read with neither the one's old type nor the other's.
    void operator()(const AlterColumn& change) {
        if (altering_ && !joins(*altering_, change)) finish();
        if (!altering_) altering_.emplace(Altering{schema_, change.table, {}, {}});
        altering_->columns.push_back({.column = change.after.name,
                                      .convert = change.convert.for_dialect("postgresql"),
                                      .fill = change.fill.for_dialect("postgresql")});
        altering_->descriptions.push_back(description_);
    }

    void operator()(const AddConstraint& change) {
        std::optional<Constraint> constraint = change.constraint;
        if (auto* check = std::get_if<Check>(&*constraint)) {
            const std::optional<Check> lowered = lower_check(*check);
            if (!lowered) return;
            *check = *lowered;
        }
        if (!is_fresh(change.table)) std::visit(Guard{*this, *schema_.tables.find(change.table)}, *constraint);
        alter_table(change.table, "ADD " + constraint_definition(*constraint));
        if (!comment_of(*constraint).empty()) emit(comment_on_constraint(change.table, *constraint), change.table);
    }
    void operator()(const DropConstraint& change) {
        const std::string& name = name_of(change.constraint);
        if (keys_.forget(change.table, name)) return;
        if (const auto* check = std::get_if<Check>(&change.constraint); check != nullptr && !lower_check(*check)) return;
        alter_table(change.table, "DROP CONSTRAINT " + quoted(name));
        // A primary key leaves NOT NULL behind.
        if (const auto* key = std::get_if<PrimaryKey>(&change.constraint))
            for (const Column& column : schema_.tables.find(change.table)->columns)
                if (column.nullable && !column.identity &&
                    std::find(key->columns.begin(), key->columns.end(), column.name) != key->columns.end())
                    alter_table(change.table, fmt::format("ALTER COLUMN {} DROP NOT NULL", quoted(column.name)));
    }
    void operator()(const RenameConstraint& change) {
        if (keys_.rename(change.table, change.from, change.to)) return;
        const Check* check = schema_.tables.find(change.table)->checks.find(change.from);
        if (check != nullptr && !lower_check(*check)) return;
        rename_constraint(change.table, change.from, change.to);
    }

    void operator()(const CreateIndex& change) {
        const Table& table = *schema_.tables.find(change.table);
        const auto lowered = lower_index(table, change.index);
        if (!lowered) return;
        if (lowered->unique && !is_fresh(change.table)) append(unique_index_guard(table, *lowered));
        emit(create_index(change.table, *lowered), change.table);
        if (!lowered->comment.empty()) emit(comment_on_index(change.table, *lowered), change.table);
    }
    void operator()(const DropIndex& change) {
        if (!lower_index(*schema_.tables.find(change.table), change.index)) return;
        emit("DROP INDEX " + quoted_name({change.table.schema, change.index.name}), change.table);
    }
    void operator()(const RenameIndex& change) {
        const Table& table = *schema_.tables.find(change.table);
        if (!lower_index(table, *table.indexes.find(change.from))) return;
        emit(fmt::format("ALTER INDEX {} RENAME TO {}", quoted_name({change.table.schema, change.from}), quoted(change.to)), change.table);
    }

    // An enum that is no type of its own lives in the checks of the columns that have its values.
    void operator()(const CreateEnum& change) {
        if (change.type.storage != EnumStorage::native) return;
        make_room(change.type.name);
        emit(create_enum(change.type));
        if (!change.type.comment.empty()) emit(comment_on_enum(change.type));
        fresh_types_.insert(change.type.name);
    }
    void operator()(const DropEnum& change) {
        if (change.type.storage == EnumStorage::native) emit("DROP TYPE " + quoted_name(change.type.name));
    }
    void operator()(const AlterEnum& change) { alter_enum(change); }
    void operator()(const RenameEnum& change) {
        if (schema_.enums.find(change.from)->storage != EnumStorage::native) return;
        make_room(change.to);
        emit_move("TYPE", change.from, change.to);
        if (fresh_types_.erase(change.from) != 0) fresh_types_.insert(change.to);
    }

    void operator()(const RenameEnumValue& change) {
        switch (schema_.enums.find(change.type)->storage) {
            case EnumStorage::native:
                emit(
                    fmt::format("ALTER TYPE {} RENAME VALUE {} TO {}", quoted_name(change.type), literal(change.from), literal(change.to)));
                return;
            case EnumStorage::text:
                rename_in_rows(change);
                return;
            case EnumStorage::integer:
                return;
        }
    }

    void operator()(const CreateView& change) {
        const auto lowered = lower_view(change.view);
        if (!lowered) return;
        make_room(lowered->name);
        emit(create_view(*lowered));
        if (!lowered->comment.empty()) emit(comment_on_view(*lowered));
    }
    void operator()(const DropView& change) {
        const auto lowered = lower_view(change.view);
        if (lowered) emit(fmt::format("DROP {}VIEW {}", lowered->materialized ? "MATERIALIZED " : "", quoted_name(lowered->name)));
    }
    void operator()(const CreateSequence& change) {
        if (!change.sequence.stands_on("postgresql")) return;
        make_room(change.sequence.name);
        emit(create_sequence(lower_sequence(change.sequence)));
        if (!change.sequence.comment.empty()) emit(comment_on_sequence(change.sequence));
    }
    void operator()(const DropSequence& change) {
        if (!change.sequence.stands_on("postgresql")) return;
        emit("DROP SEQUENCE " + quoted_name(change.sequence.name)).destroys = {to_string(change.sequence.name)};
    }
    void operator()(const AlterSequence& change) {
        const bool was_there = change.before.stands_on("postgresql");
        const bool is_there = change.after.stands_on("postgresql");
        if (!was_there && is_there) (*this)(CreateSequence{change.after});
        if (was_there && !is_there) (*this)(DropSequence{change.before});
        if (!was_there || !is_there) return;
        Sequence before = lower_sequence(change.before);
        const Sequence after = lower_sequence(change.after);
        const bool comment = std::exchange(before.comment, after.comment) != after.comment;
        if (before != after) emit(alter_sequence(before, after));
        if (comment) emit(comment_on_sequence(after));
    }
    void operator()(const CreateOpaque& change) {
        const auto lowered = lower_opaque(change.object);
        if (!lowered) return;
        if (is_room(*lowered)) {
            make_room(Name(lowered->name.name, ""));
            return;
        }
        make_room(lowered->name);
        if (lowered->is_made_of_its_name()) {
            emit(create_extension(lowered->name.name));
        } else {
            emit_all(lowered->create.sql);
        }
    }
    // A database schema goes at the end, when it is known that nothing came into it.
    void operator()(const DropOpaque& change) {
        const auto lowered = lower_opaque(change.object);
        if (!lowered || is_room(*lowered)) return;
        if (lowered->is_made_of_its_name()) {
            emit(drop_extension(lowered->name.name));
            return;
        }
        if (lowered->drop.sql.empty())
            throw SchemaError(fmt::format("{}: the {} has no text that drops it on PostgreSQL; give it one", to_string(change.object.name),
                                          change.object.kind));
        const std::size_t first = steps_.size();
        emit_all(lowered->drop.sql);
        if (holds_rows(change.object))
            for (std::size_t i = first; i < steps_.size(); ++i) steps_[i].destroys = {to_string(change.object.name)};
    }
    // A loose key brings its comment along when it comes back.
    void operator()(const AlterComment& change) {
        if (change.of == AlterComment::Of::constraint && keys_.contains(change.object, change.part)) return;
        Schema after = schema_;
        schema::apply(after, change);
        auto statement = alter_comment(after, change);
        if (!statement) return;
        Step& step = emit(*std::move(statement));
        if (change.of != AlterComment::Of::view) step.writes = {to_string(change.object)};
    }

    void execute(const Execute& execute) {
        fresh_.clear();
        emit_all(execute.sql.for_dialect("postgresql"));
        rows_written_ = true;
    }

    void insert(const BulkInsert& insert) {
        fresh_.erase(insert.table);
        for (std::string& statement : insert_statements(schema_, insert, description_)) emit(std::move(statement), insert.table);
    }

    void run(const Run& run) {
        fresh_.clear();
        emit_action(RunStep{run.name, run.version, run.callback});
        rows_written_ = true;
    }
    void irreversible(const Irreversible& irreversible) { emit_action(IrreversibleStep{irreversible.reason}); }

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

    /// Alterations of one table's columns that are to be one.
    struct Altering {
        Schema before = {};
        Name table = {};
        std::vector<ColumnChange> columns = {};
        std::vector<std::string> descriptions = {};
    };

    /// What a new constraint asks of the rows that exist.
    struct Guard {
        Renderer& renderer;
        const Table& table;

        void operator()(const PrimaryKey& key) const {
            for (const std::string& name : key.columns)
                if (const Column* column = table.columns.find(name); column != nullptr && column->nullable)
                    renderer.append(value_guard(table, name, quoted(name) + " IS NULL",
                                                fmt::format("{} is to be NOT NULL, and these rows have no value for it; give it one first",
                                                            to_string(table.name, name))));
            renderer.append(unique_guard(table, key.columns, false, key.name));
        }
        void operator()(const Unique& unique) const {
            renderer.append(unique_guard(table, unique.columns, unique.nulls_not_distinct, unique.name));
        }
        void operator()(const ForeignKey& key) const {
            if (!key.not_valid) renderer.append(foreign_key_guard(table, key));
        }
        void operator()(const Check& check) const {
            if (check.not_valid) return;
            renderer.append(check_guard(table, check,
                                        fmt::format("{} is to hold for every row of {} ({}), and it does not for these; correct them first",
                                                    check.expression.sql, to_string(table.name), check.name)));
        }
    };

    static bool joins(const Altering& altering, const AlterColumn& change) {
        if (altering.table != change.table) return false;
        const LoweredTable lowered = lower_table(altering.before, *altering.before.tables.find(change.table));
        bool together = false;
        for (const ColumnChange& other : altering.columns) {
            if (other.column == change.after.name) return false;
            for (const Expression* own : {&change.convert, &change.fill})  // reads what the other has become
                if (sql::mentions(own->for_dialect("postgresql"), other.column)) return false;
            together = together || expressed_together(lowered.table, other.column, change.after.name);
        }
        return together;
    }

    void finish() {
        if (!altering_) return;
        const Altering altering = *std::exchange(altering_, std::nullopt);
        const std::string description = std::exchange(description_, sql::join(altering.descriptions, ", "));
        append(alter_columns(altering.before, schema_, altering.table, altering.columns, description_, !is_fresh(altering.table)));
        description_ = description;
    }

    Step& emit_action(decltype(Step::action) action) {
        Step step;
        step.action = std::move(action);
        step.description = description_;
        settle(step);
        return steps_.emplace_back(std::move(step));
    }
    Step& emit(std::string sql) { return emit_action(SqlStep{std::move(sql)}); }
    Step& emit(std::string sql, const Name& table) {
        Step& step = emit(std::move(sql));
        step.writes = {to_string(table)};
        return step;
    }
    Step& alter_table(const Name& table, const std::string& action) {
        return emit(fmt::format("ALTER TABLE {} {}", quoted_name(table), action), table);
    }
    void rename_constraint(const Name& table, const std::string& from, const std::string& to) {
        if (from != to) alter_table(table, fmt::format("RENAME CONSTRAINT {} TO {}", quoted(from), quoted(to)));
    }
    void append(Step step) {
        settle(step);
        steps_.push_back(std::move(step));
    }
    void append(std::vector<Step> steps) {
        for (Step& step : steps) append(std::move(step));
    }
    void append(Alteration alteration) {
        loosen(alteration);
        append(std::move(alteration.steps));
    }
    void loosen(const Alteration& alteration) {
        for (const std::string& column : alteration.loosened) append(keys_.loosen(schema_, alteration.table, column, description_));
    }
    void emit_all(const std::string& sql) {
        for (const std::string& statement : split_statements(sql)) {
            if (controls_transaction(statement))
                throw SchemaError(
                    fmt::format("{}: a revision is one transaction, so that it is applied as a whole or not at all; leave out {}",
                                description_, first_words(statement, 1).front()));
            emit(statement).transactional = may_stand_in_transaction(statement);
        }
    }

    // "cannot ALTER TABLE because it has pending trigger events": what deferred constraints have still to check of the
    // rows that this revision wrote. They check it now, and are deferred again.
    void settle(const Step& step) {
        const auto* statement = std::get_if<SqlStep>(&step.action);
        if (statement == nullptr) return;
        const auto begins = [&](const char* words) { return statement->sql.rfind(words, 0) == 0; };
        if (begins("INSERT ") || begins("UPDATE ")) rows_written_ = true;
        const bool alters = begins("ALTER TABLE ") || begins("DROP TABLE ") || begins("DROP INDEX ") || begins("CREATE INDEX ") ||
                            begins("CREATE UNIQUE INDEX ");
        if (!alters || !rows_written_) return;
        rows_written_ = false;
        for (const std::string& statement : check_deferred(schema_, keys_)) {
            Step check;
            check.action = SqlStep{statement};
            check.description = "check what deferred constraints have still to check";
            steps_.push_back(std::move(check));
        }
    }

    bool is_fresh(const Name& table) const { return fresh_.count(table) != 0; }

    /// A database schema is made when the first object of it is.
    void make_room(const Name& object) {
        if (object.schema.empty() || !rooms_.insert(object.schema).second) return;
        if (object.schema == "public" || rooms_of(schema_).count(object.schema) != 0) return;
        emit(create_schema(object.schema));
    }

    /// And it goes with the last, unless there is something in it that no revision made.
    void leave_rooms() {
        const std::set<std::string> kept = rooms_of(schema_);
        for (const std::string& room : rooms_) {
            if (room == "public" || kept.count(room) != 0) continue;
            description_ = fmt::format("drop the database schema {} unless something is left in it", room);
            emit(drop_schema(room));
        }
    }

    void emit_move(const char* kind, const Name& from, const Name& to) {
        for (std::string& statement : move_statements(schema_, kind, from, to))
            emit(std::move(statement)).writes = {to_string(from), to_string(to)};
    }

    void add_filled(const Schema& after, const Table& table, const LoweredTable& lowered, const Column& column, const std::string& fill) {
        const std::string name = quoted(column.name);
        if (!column.nullable && !(is_literal(fill) && fill != "NULL"))
            append(value_guard(table, column.name, parenthesised(fill) + " IS NULL",
                               fmt::format("{} is to be NOT NULL, and its fill gives no value to these rows; correct the fill",
                                           to_string(table.name, column.name))));
        const Type& type = after.tables.find(table.name)->columns.find(column.name)->type;
        if (std::holds_alternative<Enumeration>(type.kind) && !type.array)
            for (const Stop& stop : misfits({after, type}, parenthesised(fill), to_string(table.name, column.name)))
                append(rows_guard(table, {}, stop.condition,
                                  fmt::format("{} becomes {}, and these values are none of its values; correct them first",
                                              to_string(table.name, column.name), to_string(type))));
        alter_table(table.name, fmt::format("ADD COLUMN {} {}{}", name, type_text(column),
                                            column.collation.empty() ? "" : " COLLATE " + quoted(column.collation.sql)));
        emit(fmt::format("UPDATE {} SET {} = {}", quoted_name(table.name), name, parenthesised(fill)), table.name);
        // A trigger that returns NULL or a rule makes an UPDATE pass rows by, and says nothing.
        if (column.nullable)
            append(value_guard(table, column.name, fmt::format("{} IS NULL AND {} IS NOT NULL", name, parenthesised(fill)),
                               fmt::format("{} was not filled in these rows, since a trigger or a rule keeps an UPDATE from them; "
                                           "disable it for the revision",
                                           to_string(table.name, column.name))));
        if (!column.nullable) alter_table(table.name, fmt::format("ALTER COLUMN {} SET NOT NULL", name));
        if (column.default_value)
            alter_table(table.name, fmt::format("ALTER COLUMN {} SET DEFAULT {}", name, default_clause(default_text(column))));
        if (const auto check = lowered.type_checks.find(column.name); check != lowered.type_checks.end())
            alter_table(table.name, "ADD " + constraint_definition(check->second));
    }

    std::vector<std::string> columns_of(const Table& table, const Name& type) const {
        std::vector<std::string> out;
        for (const Column& column : table.columns)
            if (const auto* used = std::get_if<Enumeration>(&column.type.kind); used != nullptr && used->name == type)
                out.push_back(column.name);
        return out;
    }

    // A value cannot be taken out of a type, nor its place changed, and one that is added cannot be used before the
    // transaction's end; then the type is made anew beside the old one, and its columns go over to it.
    void alter_enum(const AlterEnum& change) {
        const bool was_type = change.before.storage == EnumStorage::native;
        const bool is_type = change.after.storage == EnumStorage::native;
        const auto comment = [&] {
            if (is_type && change.before.comment != change.after.comment) emit(comment_on_enum(change.after));
        };
        if (change.before.storage == change.after.storage && change.before.values == change.after.values) return comment();
        if (was_type && is_type) {
            if (names_of(change.before) == names_of(change.after)) return comment();
            const bool usable =
                fresh_types_.count(change.after.name) != 0 || !may_use_new_values(later_.first, later_.second, change.before, change.after);
            if (only_adds(change.before, change.after) && usable) {
                for (std::string& statement : add_values(change.before, change.after)) emit(std::move(statement));
                return comment();
            }
        }
        Schema after = schema_;
        schema::apply(after, change);
        std::vector<Alteration> alterations;
        for (const Table& table : schema_.tables) {
            std::vector<ColumnChange> columns;
            for (std::string& column : columns_of(table, change.after.name))
                columns.push_back({.column = std::move(column), .renewed = was_type && is_type});
            if (!columns.empty())
                alterations.push_back(alter_columns(schema_, after, table.name, columns, description_, !is_fresh(table.name)));
        }
        const Name old(change.before.name.schema, "aludel_old_" + first_bytes(change.before.name.name, 40));
        for (const Alteration& alteration : alterations) loosen(alteration);
        if (was_type && is_type) emit(fmt::format("ALTER TYPE {} RENAME TO {}", quoted_name(change.before.name), quoted(old.name)));
        if (is_type) {
            make_room(change.after.name);
            emit(create_enum(change.after));
            if (!change.after.comment.empty()) emit(comment_on_enum(change.after));
        }
        for (Alteration& alteration : alterations) append(std::move(alteration.steps));
        if (was_type) emit("DROP TYPE " + quoted_name(is_type ? old : change.before.name));
        if (is_type) fresh_types_.insert(change.after.name);
        append(keys_.restored(after, false));
    }

    // The column keeps its type, so rows are updated: views, and triggers that name the column, stand in the way of ALTER
    // COLUMN TYPE.
    void rename_in_rows(const RenameEnumValue& change) {
        Schema after = schema_;
        schema::apply(after, change);
        for (const Table& table : schema_.tables)
            for (const std::string& column : columns_of(table, change.type))
                append(keys_.loosen(schema_, table.name, column, description_));
        for (const Table& table : schema_.tables) {
            const LoweredTable old = lower_table(schema_, table);
            const LoweredTable now = lower_table(after, *after.tables.find(table.name));
            for (const std::string& column : columns_of(table, change.type)) {
                const std::string name = quoted(column);
                alter_table(table.name, "DROP CONSTRAINT " + quoted(old.type_checks.at(column).name));
                if (!is_fresh(table.name)) update_value(table, column, change);
                const auto& given = now.table.columns.find(column)->default_value;
                if (given && given != old.table.columns.find(column)->default_value)
                    alter_table(table.name, fmt::format("ALTER COLUMN {} SET DEFAULT {}", name,
                                                        default_clause(default_text(*now.table.columns.find(column)))));
                alter_table(table.name, "ADD " + constraint_definition(now.type_checks.at(column)));
            }
        }
        append(keys_.restored(after, false));
    }
    void update_value(const Table& table, const std::string& column, const RenameEnumValue& change) {
        const std::string name = quoted(column);
        const std::string from = literal(change.from);
        const std::string to = literal(change.to);
        const bool array = table.columns.find(column)->type.array;
        const std::string holds = array ? fmt::format("{} = ANY ({})", from, name) : fmt::format("{} = {}", name, from);
        emit(fmt::format("UPDATE {} SET {} = {} WHERE {}", quoted_name(table.name), name,
                         array ? fmt::format("array_replace({}, {}, {})", name, from, to) : to, holds),
             table.name);
        append(value_guard(table, column, holds,
                           fmt::format("{} of {} was not renamed in these rows, since a trigger or a rule keeps an UPDATE from them; "
                                       "disable it for the revision",
                                       change.from, to_string(table.name, column))));
    }

    Schema schema_;  // before the operation at hand
    std::string description_;
    std::vector<Step> steps_;
    std::optional<Altering> altering_;
    LooseKeys keys_;
    std::set<Name> fresh_;                                 // tables made here that have no rows yet
    std::set<Name> fresh_types_;                           // types made here, whose new values can be used at once
    std::set<std::string> rooms_;                          // database schemas that were there before, or are made here
    bool rows_written_ = false;                            // and deferred constraints may not have looked at them yet
    std::pair<const Operation*, const Operation*> later_;  // those behind the one at hand
};

}  // namespace

std::vector<Step> render(const Schema& before, const std::vector<Operation>& operations) {
    return Renderer(before).render(operations);
}

}  // namespace aludel::migrations::postgresql

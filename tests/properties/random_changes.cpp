#include <algorithm>
#include <utility>

#include <aludel/schema/error.h>
#include <aludel/schema/validate.h>

#include "properties/random_table.h"
#include "properties/schema_generators.h"

namespace aludel::testing {

using namespace aludel::schema;

namespace {

// One edit, of one or several changes. What it makes of the schema is checked by the caller, so it need not look far.
class Edit {
public:
    Edit(Dice& dice, const Schema& schema, const SchemaOptions& options) : dice_(dice), schema_(schema), options_(options) {}

    std::vector<Change> draw() {
        if (schema_.tables.empty()) return {CreateTable{without_indexes(random_table(dice_, schema_, options_))}};
        const auto at = static_cast<std::ptrdiff_t>(dice_.below(schema_.tables.size()));
        const Table& table = *(schema_.tables.begin() + at);
        switch (dice_.below(25)) {
            case 0:
                return {CreateTable{without_indexes(random_table(dice_, schema_, options_))}};
            case 1:
                return drop_table(table);
            case 2:
                return rename_table(table);
            case 3:
                return swap_tables(table);
            case 4:
            case 5:
                return add_column(table);
            case 6:
            case 7:
                return drop_column(table);
            case 8:
            case 9:
                return rename_column(table);
            case 10:
                return swap_columns(table);
            case 11:
            case 12:
            case 13:
                return alter_column(table);
            case 14:
                return add_reference(table);
            case 15:
                return drop_foreign_key(table);
            case 16:
                return change_check(table);
            case 17:
                return change_unique(table);
            case 18:
                return change_index(table);
            case 19:
                return change_primary_key(table);
            case 20:
                return rename_part(table);
            case 21:
                return change_options(table);
            case 22:
                return random_enum_change(dice_, schema_, options_);
            case 23:
                return change_comment(table);
            default:
                return random_object_change(dice_, schema_, options_);
        }
    }

private:
    static Table without_indexes(Table table) {
        table.indexes = {};
        return table;
    }

    std::vector<Change> drop_table(const Table& table) const {
        std::vector<Change> changes;
        for (const Table& other : schema_.tables) {
            for (const ForeignKey& key : other.foreign_keys) {
                if (other.name != table.name && key.referred_table == table.name) changes.push_back(DropConstraint{other.name, key});
            }
        }
        changes.push_back(DropTable{table});
        return changes;
    }

    std::vector<Change> rename_table(const Table& table) const {
        Names names = object_names(schema_);
        Name to(table.name.schema, names.fresh(dice_, options_));
        if (!options_.executable() && dice_.chance(15)) to.schema = to.schema.empty() ? "warehouse" : "";
        std::vector<Change> changes = {RenameTable{table.name, to}};
        for (const Index& index : table.indexes) {
            if (dice_.chance(50)) changes.push_back(RenameIndex{to, index.name, names.fresh(dice_, options_)});
        }
        if (table.primary_key && dice_.chance(50)) {
            changes.push_back(RenameConstraint{to, table.primary_key->name, names.fresh(dice_, options_)});
        }
        return changes;
    }

    std::vector<Change> swap_tables(const Table& table) const {
        for (const Table& other : schema_.tables) {
            if (other.name == table.name || other.name.schema != table.name.schema) continue;
            const Name between(table.name.schema, object_names(schema_).fresh(dice_, options_));
            return {RenameTable{table.name, between}, RenameTable{other.name, table.name}, RenameTable{between, other.name}};
        }
        return {};
    }

    std::vector<Change> add_column(const Table& table) const {
        Names names = column_names(table);
        return {AddColumn{table.name, random_column(dice_, schema_, table, names, options_), {}}};
    }

    std::vector<Change> drop_column(const Table& table) const {
        const Column& column = table.columns[dice_.below(table.columns.size())];
        std::vector<Change> changes = drop_dependants(table, column);
        changes.push_back(DropColumn{table.name, column});
        return changes;
    }

    // Asks apply() what is in the way, part by part.
    std::vector<Change> drop_dependants(const Table& table, const Column& column) const {
        Schema copy = schema_;
        std::vector<Change> changes;
        const auto can_drop = [&](const Schema& from) {
            Schema tried = from;
            return applies(tried, DropColumn{table.name, column});
        };
        const auto drop_if_needed = [&](const Change& change) {
            if (can_drop(copy)) return;
            if (applies(copy, change)) changes.push_back(change);
        };
        for (const Table& other : schema_.tables) {
            for (const ForeignKey& key : other.foreign_keys) {
                if (key.referred_table == table.name || other.name == table.name) drop_if_needed(DropConstraint{other.name, key});
            }
        }
        for (const Index& index : table.indexes) drop_if_needed(DropIndex{table.name, index});
        for (const Check& check : table.checks) drop_if_needed(DropConstraint{table.name, check});
        for (const Unique& unique : table.uniques) drop_if_needed(DropConstraint{table.name, unique});
        if (table.primary_key) drop_if_needed(DropConstraint{table.name, *table.primary_key});
        for (const Column& other : table.columns) {
            if (other.computed && other.name != column.name) drop_if_needed(DropColumn{table.name, other});
        }
        return changes;
    }

    static bool applies(Schema& schema, const Change& change) {
        try {
            aludel::schema::apply(schema, change);
            return true;
        } catch (const SchemaError&) {
            return false;
        }
    }

    std::vector<Change> rename_column(const Table& table) const {
        Names names = column_names(table);
        return {RenameColumn{table.name, table.columns[dice_.below(table.columns.size())].name, names.fresh(dice_, options_)}};
    }

    std::vector<Change> swap_columns(const Table& table) const {
        if (table.columns.size() < 2) return {};
        Names names = column_names(table);
        const std::string between = names.fresh(dice_, options_);
        const std::string first = table.columns[0].name;
        const std::string second = table.columns[1 + dice_.below(table.columns.size() - 1)].name;
        return {RenameColumn{table.name, first, between}, RenameColumn{table.name, second, first},
                RenameColumn{table.name, between, second}};
    }

    std::vector<Change> alter_column(const Table& table) const {
        const Column& before = table.columns[dice_.below(table.columns.size())];
        Column after = before;
        const bool free = !options_.executable();
        for (std::size_t fields = dice_.between(1, 2); fields > 0; --fields) {
            switch (dice_.below(free ? 7 : 4)) {
                case 0:
                    after.nullable = !after.nullable;
                    break;
                case 1:
                    after.default_value = after.computed || after.identity ? std::nullopt : random_default(dice_, schema_, after, options_);
                    break;
                case 2:
                    after.comment = after.comment.empty() ? random_text(dice_, options_) : "";
                    break;
                case 3:
                    if (free) {
                        after.type = random_type(dice_, schema_, options_);
                        after.default_value.reset();
                    } else {
                        widen(after);
                    }
                    break;
                case 4:
                    after.computed = after.computed ? std::nullopt : computed_for(table, after);
                    if (after.computed) after.default_value.reset();
                    break;
                case 5:
                    after.identity = after.identity && dice_.chance(50) ? std::nullopt : std::optional(random_identity(dice_, options_));
                    after.default_value.reset();
                    break;
                default:
                    after.collation = after.collation.empty() ? random_collation(dice_, options_) : Expression{};
                    break;
            }
        }
        return {AlterColumn{table.name, before, after, differing_fields(before, after), {}, {}}};
    }

    std::optional<Computed> computed_for(const Table& table, const Column& column) const {
        Table others = table;
        others.columns.erase(column.name);
        const std::optional<Computed> found = random_computed(dice_, others, options_);
        return found ? *found : Computed{{"1 + 1", {}}, true};
    }

    static void widen(Column& column) {
        if (column.computed || column.type.array) return;  // an array refers to one of its own type alone
        if (auto* integer = std::get_if<Integer>(&column.type.kind)) {
            integer->bits = integer->bits == 16 ? 32 : 64;
        } else if (auto* string = std::get_if<String>(&column.type.kind)) {
            if (string->length) string->length = *string->length < 500 ? std::optional<int>(*string->length + 100) : std::nullopt;
        } else if (auto* floating = std::get_if<Float>(&column.type.kind)) {
            floating->bits = 64;
        }
    }

    std::vector<Change> add_reference(const Table& table) const {
        const Table& referred = *(schema_.tables.begin() + static_cast<std::ptrdiff_t>(dice_.below(schema_.tables.size())));
        const std::optional<Reference> reference = random_reference(dice_, table, referred, options_);
        if (!reference) return {};
        std::vector<Change> changes;
        for (const Column& column : reference->columns) changes.push_back(AddColumn{table.name, column, {}});
        changes.push_back(AddConstraint{table.name, reference->key});
        return changes;
    }

    std::vector<Change> drop_foreign_key(const Table& table) const {
        if (table.foreign_keys.empty()) return {};
        const ForeignKey& key = *table.foreign_keys.begin();
        if (dice_.chance(50)) return {DropConstraint{table.name, key}};
        ForeignKey other = key;
        other.on_delete = key.on_delete == Action::cascade ? Action::no_action : Action::cascade;
        if (!options_.executable() && dice_.chance(50)) {
            other.on_update = random_action(dice_, false);
            other.not_valid = !key.not_valid;
            other.deferrability = random_deferrability(dice_);
        }
        return {DropConstraint{table.name, key}, AddConstraint{table.name, other}};
    }

    std::vector<Change> change_check(const Table& table) const {
        if (table.checks.empty() || dice_.chance(40)) return {AddConstraint{table.name, random_check(dice_, table, options_)}};
        const Check& check = *table.checks.begin();
        if (dice_.chance(50)) return {DropConstraint{table.name, check}};
        Check other = check;
        other.expression = random_condition(dice_, table, options_);
        if (!options_.executable() && dice_.chance(30)) other = {check.name, check.expression, !check.not_valid, check.only, check.comment};
        if (!options_.executable() && dice_.chance(30)) other.only = random_only(dice_);
        return {DropConstraint{table.name, check}, AddConstraint{table.name, other}};
    }

    std::vector<Change> change_unique(const Table& table) const {
        if (!table.uniques.empty() && dice_.chance(60)) return {DropConstraint{table.name, *table.uniques.begin()}};
        if (options_.executable()) return {};
        Unique unique = random_unique(dice_, table, options_);
        if (table.uniques.empty() || dice_.chance(50)) return {AddConstraint{table.name, std::move(unique)}};
        unique.name = table.uniques.begin()->name;
        return {DropConstraint{table.name, *table.uniques.begin()}, AddConstraint{table.name, std::move(unique)}};
    }

    std::vector<Change> change_index(const Table& table) const {
        if (table.indexes.empty() || dice_.chance(40)) return {CreateIndex{table.name, random_index(dice_, schema_, table, options_)}};
        const Index& index = *table.indexes.begin();
        if (dice_.chance(40)) return {DropIndex{table.name, index}};
        Index other = index;
        if (dice_.chance(30)) {  // the name passes to another table
            const Table& heir = *(schema_.tables.begin() + static_cast<std::ptrdiff_t>(dice_.below(schema_.tables.size())));
            other = random_index(dice_, schema_, heir, options_);
            other.name = index.name;
            return {DropIndex{table.name, index}, CreateIndex{heir.name, other}};
        }
        std::reverse(other.keys.begin(), other.keys.end());
        if (!options_.executable() && dice_.chance(50)) {
            other = random_index(dice_, schema_, table, options_);
            other.name = index.name;
        }
        return {DropIndex{table.name, index}, CreateIndex{table.name, other}};
    }

    std::vector<Change> change_primary_key(const Table& table) const {
        if (options_.executable()) return {};
        std::vector<Change> changes;
        if (table.primary_key) changes.push_back(DropConstraint{table.name, *table.primary_key});
        Table without = table;
        without.primary_key.reset();
        PrimaryKey key = random_primary_key(dice_, without, options_);
        if (!key.columns.empty() && dice_.chance(80)) changes.push_back(AddConstraint{table.name, std::move(key)});
        return changes;
    }

    std::vector<Change> rename_part(const Table& table) const {
        Names names = object_names(schema_);
        if (!table.indexes.empty() && dice_.chance(50)) {
            return {RenameIndex{table.name, table.indexes.begin()->name, names.fresh(dice_, options_)}};
        }
        Names constraints = constraint_names(table);
        for (const auto& name :
             {table.primary_key ? table.primary_key->name : "", table.checks.empty() ? "" : table.checks.begin()->name}) {
            if (!name.empty() && dice_.chance(60)) return {RenameConstraint{table.name, name, constraints.fresh(dice_, options_)}};
        }
        return {};
    }

    std::vector<Change> change_options(const Table& table) const {
        TableOptions after = table.options;
        after.comment = after.comment.empty() ? random_text(dice_, options_) : "";
        if (dice_.chance(30)) after.without_rowid = !after.without_rowid;
        if (!options_.executable() && dice_.chance(30)) after.strict = !after.strict;
        return {AlterTable{table.name, table.options, after}};
    }

    // Of a constraint or an index.
    std::vector<Change> change_comment(const Table& table) const {
        std::vector<AlterComment> possible;
        const auto add = [&](AlterComment::Of of, const auto& part) { possible.push_back({of, table.name, part.name, part.comment, ""}); };
        if (table.primary_key) add(AlterComment::Of::constraint, *table.primary_key);
        for (const Unique& unique : table.uniques) add(AlterComment::Of::constraint, unique);
        for (const ForeignKey& key : table.foreign_keys) add(AlterComment::Of::constraint, key);
        for (const Check& check : table.checks) add(AlterComment::Of::constraint, check);
        for (const Index& index : table.indexes) add(AlterComment::Of::index, index);
        if (possible.empty()) return {};
        AlterComment change = dice_.pick(possible);
        change.after = change.before.empty() ? random_text(dice_, options_) : random_comment(dice_, options_);
        if (change.after == change.before) return {};
        return {std::move(change)};
    }

    Dice& dice_;
    const Schema& schema_;
    const SchemaOptions& options_;
};

}  // namespace

std::vector<Change> random_changes(Dice& dice, const Schema& from, int count, const SchemaOptions& options) {
    std::set<std::string> dialects;
    if (options.executable_on_sqlite) dialects.insert("sqlite");
    if (options.executable_on_postgresql) dialects.insert("postgresql");
    std::vector<Change> changes;
    Schema schema = from;
    for (int edit = 0; edit < count; ++edit) {
        const std::vector<Change> drawn = Edit(dice, schema, options).draw();
        try {
            Schema tried = aludel::schema::apply(schema, drawn);
            if (!validate(tried, dialects).empty()) continue;
            schema = std::move(tried);
            changes.insert(changes.end(), drawn.begin(), drawn.end());
        } catch (const SchemaError&) {
            continue;  // an edit that something is in the way of is none
        }
    }
    return changes;
}

}  // namespace aludel::testing

#include <algorithm>

#include <fmt/format.h>

#include "differ.h"
#include "opaque_order.h"
#include "part_plan.h"

// PostgreSQL keeps the names of a database schema's tables, views, indexes, keys, sequences and types together, SQLite those of tables,
// views and indexes, whatever their case. A name that one object takes may be one that another has not given up yet. Views that go have
// gone before everything else, and come last.

namespace aludel::schema {

namespace {

// A constraint that is an index on PostgreSQL.
bool is_key(const Constraint& constraint) {
    return std::holds_alternative<PrimaryKey>(constraint) || std::holds_alternative<Unique>(constraint);
}

bool alike(const std::string& a, const std::string& b) {
    return a == b || folded_name(a) == folded_name(b);
}
bool alike(const Name& a, const Name& b) {
    return a.schema == b.schema && alike(a.name, b.name);
}

struct Taken {
    std::vector<Name> names = {};
    Name table = {};        ///< whose name, or whose part's, it is
    std::string part = {};  ///< what the part is called before
    std::string taker = {};
};

// The names that a change takes.
struct Takes {
    const Schema& now;

    Taken operator()(const CreateTable& change) const {
        const Table& table = change.table;
        Taken taken{{table.name}, table.name, {}, "the table " + to_string(table.name)};
        for (const Constraint& constraint : constraints_of(table)) {
            if (is_key(constraint)) taken.names.emplace_back(table.name.schema, name_of(constraint));
        }
        return taken;
    }
    Taken operator()(const DropTable&) const { return {}; }
    Taken operator()(const RenameTable& change) const { return {{change.to}, change.from, {}, "the table " + to_string(change.to)}; }
    Taken operator()(const AlterTable&) const { return {}; }
    Taken operator()(const AddColumn&) const { return {}; }
    Taken operator()(const DropColumn&) const { return {}; }
    Taken operator()(const RenameColumn&) const { return {}; }
    Taken operator()(const AlterColumn&) const { return {}; }
    Taken operator()(const AddConstraint& change) const {
        if (!is_key(change.constraint)) return {};
        return {{Name(change.table.schema, name_of(change.constraint))}, change.table, {}, "a key of " + to_string(change.table)};
    }
    Taken operator()(const DropConstraint&) const { return {}; }
    Taken operator()(const RenameConstraint& change) const {
        const std::optional<Constraint> constraint = find_constraint(*now.tables.find(change.table), change.from);
        if (!constraint || !is_key(*constraint)) return {};
        return {{Name(change.table.schema, change.to)}, change.table, change.from, "a key of " + to_string(change.table)};
    }
    Taken operator()(const CreateIndex& change) const {
        return {{Name(change.table.schema, change.index.name)}, change.table, {}, "an index of " + to_string(change.table)};
    }
    Taken operator()(const DropIndex&) const { return {}; }
    Taken operator()(const RenameIndex& change) const {
        return {{Name(change.table.schema, change.to)}, change.table, change.from, "an index of " + to_string(change.table)};
    }
    Taken operator()(const CreateEnum& change) const { return of_type(change.type); }
    Taken operator()(const DropEnum&) const { return {}; }
    Taken operator()(const AlterEnum& change) const {
        return change.before.storage == change.after.storage ? Taken{} : of_type(change.after);
    }
    Taken operator()(const RenameEnum& change) const {
        const Enum* type = now.enums.find(change.from);
        return type != nullptr && type->storage == EnumStorage::native ? Taken{{change.to}, {}, {}, "the enum " + to_string(change.to)}
                                                                       : Taken{};
    }
    Taken operator()(const RenameEnumValue&) const { return {}; }
    Taken operator()(const CreateView&) const { return {}; }
    Taken operator()(const DropView&) const { return {}; }
    Taken operator()(const CreateSequence& change) const {
        return {{change.sequence.name}, {}, {}, "the sequence " + to_string(change.sequence.name)};
    }
    Taken operator()(const DropSequence&) const { return {}; }
    Taken operator()(const AlterSequence&) const { return {}; }
    // Triggers, functions and the like have names of their own.
    Taken operator()(const CreateOpaque& change) const {
        const std::string& kind = change.object.kind;
        const auto ends_in = [&](const std::string& word) {
            return kind.size() >= word.size() && kind.compare(kind.size() - word.size(), word.size(), word) == 0;
        };
        const bool shares =
            ends_in("table") || ends_in("view") || ends_in("index") || kind == "sequence" || kind == "domain" || kind == "type";
        return shares ? Taken{{change.object.name}, {}, {}, fmt::format("the {} {}", kind, to_string(change.object.name))} : Taken{};
    }
    Taken operator()(const DropOpaque&) const { return {}; }
    Taken operator()(const AlterComment&) const { return {}; }

    static Taken of_type(const Enum& type) {
        return type.storage == EnumStorage::native ? Taken{{type.name}, {}, {}, "the enum " + to_string(type.name)} : Taken{};
    }
};

template <class Visit>
void for_each_name(const Schema& schema, Visit visit) {
    for (const Table& table : schema.tables) {
        visit(table.name.name);
        for (const Constraint& constraint : constraints_of(table)) visit(name_of(constraint));
        for (const Index& index : table.indexes) visit(index.name);
    }
    for (const Enum& type : schema.enums) visit(type.name.name);
    for (const View& view : schema.views) visit(view.name.name);
    for (const Sequence& sequence : schema.sequences) visit(sequence.name.name);
    for (const Opaque& object : schema.opaque) visit(object.name.name);
}

}  // namespace

const std::set<std::string>& Differ::names_in_use() {
    if (names_in_use_.empty()) {
        for_each_name(before_, [&](const std::string& name) { names_in_use_.insert(name); });
        for_each_name(after_, [&](const std::string& name) { names_in_use_.insert(name); });
    }
    return names_in_use_;
}

std::string Differ::temporary_name(const std::string& name, const char* ending) {
    std::string made = free_name(name, ending, names_in_use());
    names_in_use_.insert(made);
    return made;
}

void Differ::free_names(const Change& change) {
    if (const auto* added = std::get_if<AddColumn>(&change)) give_up_column(added->table, added->column.name, {});
    if (const auto* renamed = std::get_if<RenameColumn>(&change)) give_up_column(renamed->table, renamed->to, renamed->from);
    const Taken taken = std::visit(Takes{now_}, change);
    if (taken.names.empty()) return;
    if (old_names_.empty()) for_each_name(before_, [&](const std::string& name) { old_names_.insert(folded_name(name)); });
    for (const Name& name : taken.names) {
        if (!old_names_.contains(folded_name(name.name))) continue;  // whoever came since has its name to keep
        const std::string given_up = "its name is given up to " + taken.taker;
        give_up_table(name, taken.table, given_up);
        give_up_enum(name, given_up);
        give_up_sequence(name, given_up);
        give_up_parts(name, taken.table, taken.part, given_up);
    }
}

const Table* Differ::wanted_for(const Name& table) const {
    const auto goal = goals_.find(table);
    return after_.tables.find(goal == goals_.end() ? table : goal->second);
}

void Differ::give_up_table(const Name& name, const Name& taker, const std::string& reason) {
    const auto table = std::find_if(now_.tables.begin(), now_.tables.end(), [&](const Table& each) { return alike(each.name, name); });
    if (table == now_.tables.end() || table->name == taker || wanted_for(table->name) != nullptr) return;
    const Name was = table->name;
    const Name aside(was.schema, temporary_name(was.name, "_dropped"));
    tables_aside_[aside] = known_as(was);
    emit(RenameTable{was, aside}, reason);
}

void Differ::give_up_enum(const Name& name, const std::string& reason) {
    const auto type = std::find_if(now_.enums.begin(), now_.enums.end(), [&](const Enum& each) { return alike(each.name, name); });
    if (type == now_.enums.end() || type->storage != EnumStorage::native || after_.enums.contains(type->name)) return;
    const Name was = type->name;
    const Name aside(was.schema, temporary_name(was.name, "_dropped"));
    enums_aside_[was] = aside;
    emit(RenameEnum{was, aside}, reason);
}

void Differ::give_up_sequence(const Name& name, const std::string& reason) {
    const auto sequence =
        std::find_if(now_.sequences.begin(), now_.sequences.end(), [&](const Sequence& each) { return alike(each.name, name); });
    if (sequence == now_.sequences.end() || after_.sequences.contains(sequence->name)) return;
    const Sequence gone = *sequence;
    const std::string shown = to_string(gone.name);
    std::vector<AlterColumn> alterations;
    for (const Table& table : now_.tables) {
        for (const Column& column : table.columns) {
            const auto* sql = column.default_value ? std::get_if<Expression>(&*column.default_value) : nullptr;
            if (sql == nullptr || !mentions(words_of(*sql), gone.name.name)) continue;
            Column without = column;
            without.default_value.reset();
            alterations.push_back({table.name, column, without, differing_fields(column, without), {}, {}});
        }
    }
    for (AlterColumn& change : alterations) emit(std::move(change), fmt::format("it draws on {}, whose name is given up", shown));
    emit(DropSequence{gone}, reason);
}

// Several may have the name where only SQLite is in use, which tells a key from an index.
void Differ::give_up_parts(const Name& name, const Name& table, const std::string& part, const std::string& reason) {
    std::vector<std::pair<Name, Index>> indexes;
    std::vector<std::pair<Name, std::string>> keys;
    for (const Table& holder : now_.tables) {
        if (holder.name.schema != name.schema) continue;
        const auto gives_up = [&](const std::string& own) {
            const bool is_taker = holder.name == table && (own == part || own == name.name);
            return alike(own, name.name) && !is_taker;
        };
        for (const Index& index : holder.indexes) {
            if (gives_up(index.name)) indexes.emplace_back(holder.name, index);
        }
        for (const Constraint& constraint : constraints_of(holder)) {
            if (is_key(constraint) && gives_up(name_of(constraint))) keys.emplace_back(holder.name, name_of(constraint));
        }
    }
    for (const auto& [holder, index] : indexes) give_up_index(Table(*now_.tables.find(holder)), index, reason);
    for (const auto& [holder, key] : keys) give_up_key(Table(*now_.tables.find(holder)), key, reason);
}

bool Differ::is_free(const Name& name) const {
    const auto same = [&](const auto& each) { return alike(each.name, name); };
    if (std::any_of(now_.tables.begin(), now_.tables.end(), same) || std::any_of(now_.enums.begin(), now_.enums.end(), same) ||
        std::any_of(now_.views.begin(), now_.views.end(), same) || std::any_of(now_.sequences.begin(), now_.sequences.end(), same))
        return false;
    return std::none_of(now_.tables.begin(), now_.tables.end(), [&](const Table& table) {
        const std::vector<Constraint> constraints = constraints_of(table);
        const auto called = [&](const auto& each) { return alike(each.name, name.name); };
        return table.name.schema == name.schema && (std::any_of(table.indexes.begin(), table.indexes.end(), called) ||
                                                    std::any_of(constraints.begin(), constraints.end(),
                                                                [&](const Constraint& each) { return alike(name_of(each), name.name); }));
    });
}

void Differ::give_up_index(const Table& holder, const Index& index, const std::string& reason) {
    const Table* wanted = wanted_for(holder.name);
    if (wanted != nullptr && wanted->indexes.contains(index.name)) return;  // it keeps it
    if (wanted != nullptr && !renaming_) {
        const PartPlan<Index> plan = plan_indexes(holder, *wanted, columns_gone(holder, *wanted));
        const auto goal = plan.names.find(index.name);
        if (goal != plan.names.end() && is_free(Name(holder.name.schema, goal->second))) {
            emit(RenameIndex{holder.name, index.name, goal->second}, reason);
            return;
        }
        if (goal == plan.names.end() && !index.unique) {
            emit(DropIndex{holder.name, index}, reason);
            return;
        }
    }
    emit(RenameIndex{holder.name, index.name, temporary_name(index.name, "_renamed")}, reason);
}

void Differ::give_up_key(const Table& holder, const std::string& name, const std::string& reason) {
    const Table* wanted = wanted_for(holder.name);
    const std::optional<Constraint> same = wanted == nullptr ? std::nullopt : find_constraint(*wanted, name);
    if (same && is_key(*same)) return;  // it keeps it
    std::string to;
    if (wanted != nullptr && !renaming_) {
        const PartPlan<Constraint> plan = plan_constraints(holder, *wanted, columns_gone(holder, *wanted));
        const auto goal = plan.names.find(name);
        if (goal != plan.names.end() && is_free(Name(holder.name.schema, goal->second))) to = goal->second;
    }
    if (to.empty()) to = temporary_name(name, "_renamed");
    emit(RenameConstraint{holder.name, name, to}, reason);
}

// SQLite does not tell columns apart by their case.
void Differ::give_up_column(const Name& table, const std::string& name, const std::string& taker) {
    const Table& holder = *now_.tables.find(table);
    const auto column = std::find_if(holder.columns.begin(), holder.columns.end(),
                                     [&](const Column& each) { return each.name != name && each.name != taker && alike(each.name, name); });
    const Table* wanted = wanted_for(table);
    if (column == holder.columns.end() || (wanted != nullptr && wanted->columns.contains(column->name))) return;
    const std::string was = column->name;
    std::set<std::string> taken;
    for (const Column& each : holder.columns) taken.insert(each.name);
    if (wanted != nullptr) {
        for (const Column& each : wanted->columns) taken.insert(each.name);
    }
    const std::string aside = free_name(was, "_dropped", taken);
    columns_aside_[{table, aside}] = known_as(table, was);
    emit(RenameColumn{table, was, aside}, fmt::format("it is dropped, and its name given up to {}", name));
}

}  // namespace aludel::schema

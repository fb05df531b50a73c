#include <aludel/schema/diff.h>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "comments.h"
#include "differ.h"
#include "moves.h"
#include "questions.h"

namespace aludel::schema {

namespace {

bool same_columns(std::vector<std::string> a, std::vector<std::string> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

// A key by which columns can be referred to, without its name and comment. A foreign key may lean on a unique index as well.
using Key = std::variant<PrimaryKey, Unique, Index>;

std::vector<Key> keys_of(const Table& table, const std::vector<std::string>& columns) {
    std::vector<Key> found;
    if (table.primary_key && same_columns(table.primary_key->columns, columns))
        found.emplace_back(PrimaryKey{"", table.primary_key->columns});
    for (Unique unique : table.uniques) {
        if (!same_columns(unique.columns, columns) || unique.deferrability != Deferrability::not_deferrable) continue;
        unique.name.clear();
        unique.comment.clear();
        found.emplace_back(std::move(unique));
    }
    for (Index index : table.indexes) {
        std::vector<std::string> own;
        for (const IndexKey& key : index.keys) {
            if (const auto* column = std::get_if<std::string>(&key.of)) own.push_back(*column);
        }
        if (!index.unique || !index.where.empty() || own.size() != index.keys.size() || !same_columns(own, columns)) continue;
        index.name.clear();
        index.comment.clear();
        found.emplace_back(std::move(index));
    }
    return found;
}

bool has_key(const Table& table, const std::vector<std::string>& columns) {
    return !keys_of(table, columns).empty();
}

// Every key on the columns stands in both, so that a foreign key may lean all the time on whichever the engine has chosen.
bool keeps_key(const Table& now, const Table& wanted, const std::vector<std::string>& columns) {
    const std::vector<Key> keys = keys_of(now, columns);
    const std::vector<Key> kept = keys_of(wanted, columns);
    return std::all_of(keys.begin(), keys.end(), [&](const Key& key) { return std::find(kept.begin(), kept.end(), key) != kept.end(); });
}

std::string cycle(const Table& table, const ForeignKey& key, const Schema& schema, const char* what) {
    const Table* referred = schema.tables.find(key.referred_table);
    const bool at_once = referred != nullptr && std::any_of(referred->foreign_keys.begin(), referred->foreign_keys.end(),
                                                            [&](const ForeignKey& back) { return back.referred_table == table.name; });
    const std::string names =
        at_once ? fmt::format("{} and {} refer to each other", to_string(table.name), to_string(key.referred_table))
                : fmt::format("{} refers back to {} through other tables", to_string(key.referred_table), to_string(table.name));
    return fmt::format("{}: the key that closes the cycle is {}", names, what);
}

std::string waits_for(const ForeignKey& key) {
    return fmt::format("it waits until {} is as it will be", to_string(key.referred_table));
}

template <class Part>
std::string reason_to_return(const std::map<std::pair<Name, std::string>, Part>& dropped, const std::pair<Name, std::string>& key,
                             const Part& part) {
    const auto old = dropped.find(key);
    if (old == dropped.end()) return {};
    return same_but_for_comment(old->second, part) ? "it stood in the way of another change, and comes back"
                                                   : "in place of the one of that name";
}

}  // namespace

void Differ::emit(Change change, std::string reason) {
    free_names(change);
    aludel::schema::apply(now_, change);
    result_.reasons.push_back(std::move(reason));
    if (const auto* drop = std::get_if<DropConstraint>(&change)) {
        dropped_constraints_.emplace(std::make_pair(drop->table, name_of(drop->constraint)), drop->constraint);
    } else if (const auto* dropped = std::get_if<DropIndex>(&change)) {
        dropped_indexes_.emplace(std::make_pair(dropped->table, dropped->index.name), dropped->index);
    }
    result_.changes.push_back(std::move(change));
}

void Differ::ask(Question question) {
    if (decisions_.accepted.contains(question.id)) return;
    result_.questions.push_back(std::move(question));
}

bool Differ::was_said(const std::string& dropped) const {
    return decisions_.drops.contains(dropped);
}

Name Differ::known_as(const Name& table) const {
    const auto aside = tables_aside_.find(table);
    return aside == tables_aside_.end() ? table : aside->second;
}

std::string Differ::known_as(const Name& table, const std::string& column) const {
    const auto aside = columns_aside_.find({table, column});
    return aside == columns_aside_.end() ? column : aside->second;
}

bool Differ::is_ready(const Table& table, const ForeignKey& key) const {
    const Table* wanted = after_.tables.find(key.referred_table);
    const Table* referred = now_.tables.find(key.referred_table);
    Table created;  // with its indexes to come
    if (referred == nullptr && key.referred_table == table.name) {
        created = table;
        created.indexes = {};
        referred = &created;
    }
    if (referred == nullptr || wanted == nullptr) return false;
    for (const std::string& name : key.referred_columns) {
        const Column* column = referred->columns.find(name);
        const Column* final = wanted->columns.find(name);
        if (column == nullptr || final == nullptr || column->type != final->type) return false;
    }
    const bool has_its_key = has_key(*referred, key.referred_columns) || !has_key(*wanted, key.referred_columns);
    return has_its_key && keeps_key(*referred, *wanted, key.referred_columns);
}

// Foreign keys in the way of what will be done to the table they refer to. They come back, where they are wanted, when
// it is done.
void Differ::drop_blocking_foreign_keys() {
    std::vector<std::pair<DropConstraint, std::string>> drops;
    for (const Table& table : now_.tables) {
        for (const ForeignKey& key : table.foreign_keys) {
            const Table* other = after_.tables.find(table.name);
            const char* end = other != nullptr && other->foreign_keys.contains(key.name) ? "; it comes back" : "";
            const Table* referred = now_.tables.find(key.referred_table);
            const Table* wanted = after_.tables.find(key.referred_table);
            if (wanted == nullptr) continue;
            const auto blocked = std::find_if(key.referred_columns.begin(), key.referred_columns.end(), [&](const std::string& name) {
                const Column* final = wanted->columns.find(name);
                if (final == nullptr) return true;
                const Type& type = referred->columns.find(name)->type;
                return final->type.kind.index() != type.kind.index() || final->type.on != type.on;
            });
            std::string why;
            if (blocked != key.referred_columns.end()) {
                why = fmt::format("{} {}", to_string(wanted->name, *blocked),
                                  wanted->columns.contains(*blocked) ? "changes its type" : "is dropped");
            } else if (!keeps_key(*referred, *wanted, key.referred_columns)) {
                why = fmt::format("the key of {} that it leans on changes", to_string(wanted->name));
            } else {
                continue;
            }
            drops.emplace_back(DropConstraint{table.name, key}, fmt::format("{}, and the foreign key stands in the way{}", why, end));
        }
    }
    for (auto& [drop, reason] : drops) emit(std::move(drop), std::move(reason));
}

std::string Differ::reason_to_add(const Name& table, const Constraint& constraint) const {
    return reason_to_return(dropped_constraints_, {table, name_of(constraint)}, constraint);
}

std::string Differ::reason_to_add(const Name& table, const Index& index) const {
    return reason_to_return(dropped_indexes_, {table, index.name}, index);
}

void Differ::create_tables() {
    std::vector<const Table*> tables;
    for (const Table& table : after_.tables) {
        if (!now_.tables.contains(table.name)) tables.push_back(&table);
    }
    const TableOrder order = creation_order(tables);
    for (const Table* table : order.tables) {
        Table created = *table;
        created.indexes = {};
        for (const ForeignKey& key : table->foreign_keys) {
            const bool closes_cycle = order.cut.contains({table->name, key.name});
            if (!closes_cycle && is_ready(*table, key)) continue;
            created.foreign_keys.erase(key.name);
            pending_.push_back({table->name, key, closes_cycle ? cycle(*table, key, after_, "added last") : waits_for(key)});
        }
        emit(CreateTable{std::move(created)});
        for (const Index& index : table->indexes) emit(CreateIndex{table->name, index});
    }
}

void Differ::add_foreign_keys() {
    std::vector<Pending> waiting;
    for (Pending& each : pending_) {
        if (is_ready(*after_.tables.find(each.table), each.key)) {
            emit(AddConstraint{each.table, each.key}, each.reason);
        } else {
            waiting.push_back(std::move(each));
        }
    }
    pending_ = std::move(waiting);
}

void Differ::drop_tables() {
    std::vector<const Table*> tables;
    const Schema old = now_;
    for (const Table& table : old.tables) {
        if (after_.tables.contains(table.name)) continue;
        tables.push_back(&table);
        const Name name = known_as(table.name);
        if (was_said(to_string(name))) continue;
        std::vector<std::string> candidates;
        for (const Table& candidate : after_.tables) {
            if (renamed_.tables.contains(candidate.name)) continue;
            std::size_t alike = 0;
            for (const Column& column : table.columns) {
                const Column* other = candidate.columns.find(column.name);
                if (other != nullptr && keeps_values(renamed_, column, *other)) ++alike;
            }
            if (alike > 0 && alike * 2 >= std::max(table.columns.size(), candidate.columns.size())) {
                candidates.push_back(to_string(candidate.name));
            }
        }
        ask(gone_table(name, candidates));
    }
    const TableOrder order = creation_order(tables);
    for (const auto& [name, key_name] : order.cut) {
        const Table& table = *old.tables.find(name);
        const ForeignKey& key = *table.foreign_keys.find(key_name);
        emit(DropConstraint{name, key}, cycle(table, key, old, "dropped first"));
    }
    std::for_each(order.tables.rbegin(), order.tables.rend(), [&](const Table* table) {
        for (const Index& index : table->indexes) emit(DropIndex{table->name, index}, "it goes with its table");
        emit(DropTable{*now_.tables.find(table->name)});
    });
}

Diff Differ::run() && {
    rename_tables();
    rename_enums();
    for (const Table& table : after_.tables) rename_columns(table);
    for (const Enum& type : after_.enums) rename_enum_values(type);
    renamed_ = now_;
    after_ = as_written_in(now_, std::move(after_));
    renaming_ = false;
    // What names anything that is renamed goes before.
    const Diff renames = std::exchange(result_, {});
    find_dropped_objects(moves_of(renames.changes));
    drop_objects(OpaqueStage::after_views);
    drop_views();
    drop_objects(OpaqueStage::after_tables);
    result_.changes.insert(result_.changes.end(), renames.changes.begin(), renames.changes.end());
    result_.reasons.insert(result_.reasons.end(), renames.reasons.begin(), renames.reasons.end());
    create_enums();
    create_sequences();
    drop_callers();
    drop_objects(OpaqueStage::before_tables);
    create_objects(OpaqueStage::before_tables);
    drop_blocking_foreign_keys();
    create_tables();
    add_foreign_keys();
    for (const Table& table : after_.tables) {
        if (renamed_.tables.contains(table.name)) alter_table(table);
    }
    add_foreign_keys();
    narrow_enums();
    drop_tables();
    drop_enums();
    drop_removed_objects();
    drop_sequences();
    create_objects(OpaqueStage::after_tables);
    create_views();
    comment_views();
    create_objects(OpaqueStage::after_views);
    return std::move(result_);
}

Diff diff(const Schema& a, const Schema& b, const Decisions& decisions) {
    return Differ(a, b, decisions).run();
}

}  // namespace aludel::schema

#include <algorithm>
#include <iterator>
#include <utility>

#include <aludel/schema/apply.h>

#include "dependants.h"

namespace aludel::schema {

namespace {

struct Inverse {
    Change operator()(const CreateTable& change) const { return DropTable{change.table}; }
    Change operator()(const DropTable& change) const { return CreateTable{change.table}; }
    Change operator()(const RenameTable& change) const { return RenameTable{change.to, change.from}; }
    Change operator()(const AlterTable& change) const { return AlterTable{change.table, change.after, change.before}; }
    Change operator()(const AddColumn& change) const { return DropColumn{change.table, change.column}; }
    Change operator()(const DropColumn& change) const { return AddColumn{change.table, change.column, {}}; }
    Change operator()(const RenameColumn& change) const { return RenameColumn{change.table, change.to, change.from}; }
    Change operator()(const AlterColumn& change) const {
        return AlterColumn{change.table, change.after, change.before, change.fields, {}, {}};
    }
    Change operator()(const AddConstraint& change) const { return DropConstraint{change.table, change.constraint}; }
    Change operator()(const DropConstraint& change) const { return AddConstraint{change.table, change.constraint}; }
    Change operator()(const RenameConstraint& change) const { return RenameConstraint{change.table, change.to, change.from}; }
    Change operator()(const CreateIndex& change) const { return DropIndex{change.table, change.index}; }
    Change operator()(const DropIndex& change) const { return CreateIndex{change.table, change.index}; }
    Change operator()(const RenameIndex& change) const { return RenameIndex{change.table, change.to, change.from}; }
    Change operator()(const CreateEnum& change) const { return DropEnum{change.type}; }
    Change operator()(const DropEnum& change) const { return CreateEnum{change.type}; }
    Change operator()(const AlterEnum& change) const { return AlterEnum{change.after, change.before}; }
    Change operator()(const RenameEnum& change) const { return RenameEnum{change.to, change.from}; }
    Change operator()(const RenameEnumValue& change) const { return RenameEnumValue{change.type, change.to, change.from}; }
    Change operator()(const CreateView& change) const { return DropView{change.view}; }
    Change operator()(const DropView& change) const { return CreateView{change.view}; }
    Change operator()(const CreateSequence& change) const { return DropSequence{change.sequence}; }
    Change operator()(const DropSequence& change) const { return CreateSequence{change.sequence}; }
    Change operator()(const AlterSequence& change) const { return AlterSequence{change.after, change.before}; }
    Change operator()(const CreateOpaque& change) const { return DropOpaque{change.object}; }
    Change operator()(const DropOpaque& change) const { return CreateOpaque{change.object}; }
    Change operator()(const AlterComment& change) const {
        return AlterComment{change.of, change.object, change.part, change.after, change.before};
    }
};

// A rename there and back may leave an expression written otherwise ("X" comes back as "x", a word that was there
// before as the column's new name goes along): such an expression is put back as it was.
std::vector<Change> rewritten_expressions(const Table& now, const Table& wanted) {
    std::vector<Change> changes;
    for (const Check& check : wanted.checks) {
        const Check* current = now.checks.find(check.name);
        if (current == nullptr || *current == check) continue;
        changes.push_back(DropConstraint{now.name, *current});
        changes.push_back(AddConstraint{now.name, check});
    }
    for (const Index& index : wanted.indexes) {
        const Index* current = now.indexes.find(index.name);
        if (current == nullptr || *current == index) continue;
        changes.push_back(DropIndex{now.name, *current});
        changes.push_back(CreateIndex{now.name, index});
    }
    for (const Column& column : wanted.columns) {
        const Column* current = now.columns.find(column.name);
        if (current == nullptr || *current == column) continue;
        changes.push_back(AlterColumn{now.name, *current, column, differing_fields(*current, column), {}, {}});
    }
    return changes;
}

// Drops the column again. An expression that used its name before there was such a column (for a function, say, that is
// called without parentheses) stands in no engine's way, but in that of apply(), which knows no more than words: it
// steps aside.
std::vector<Change> dropped_again(const AddColumn& change, const Table& table) {
    std::vector<Change> changes;
    std::vector<Change> afterwards;
    for (const Check& check : table.checks) {
        if (!needs_column(check, table, change.column.name)) continue;
        changes.push_back(DropConstraint{table.name, check});
        afterwards.push_back(AddConstraint{table.name, check});
    }
    for (const Index& index : table.indexes) {
        if (!needs_column(index, table, change.column.name)) continue;
        changes.push_back(DropIndex{table.name, index});
        afterwards.push_back(CreateIndex{table.name, index});
    }
    changes.push_back(DropColumn{change.table, change.column});
    changes.insert(changes.end(), afterwards.begin(), afterwards.end());
    return changes;
}

// The table whose expressions the change may rewrite, as it is called before and after.
struct Rewritten {
    const Name* before = nullptr;
    const Name* after = nullptr;
};

Rewritten rewritten_by(const Change& change) {
    if (const auto* column = std::get_if<RenameColumn>(&change)) return {&column->table, &column->table};
    if (const auto* table = std::get_if<RenameTable>(&change)) return {&table->from, &table->to};
    return {};
}

}  // namespace

std::vector<Change> reverse(const std::vector<Change>& changes, const Schema& before) {
    std::vector<std::vector<Change>> steps;
    Schema schema = before;
    for (const Change& change : changes) {
        const Rewritten rewritten = rewritten_by(change);
        const Table* table = rewritten.before != nullptr ? schema.tables.find(*rewritten.before) : nullptr;
        std::vector<Change> step = {std::visit(Inverse{}, change)};
        if (table == nullptr) {
            apply(schema, change);
            if (const auto* added = std::get_if<AddColumn>(&change)) step = dropped_again(*added, *schema.tables.find(added->table));
        } else {
            const Table wanted = *table;
            apply(schema, change);
            Schema alone;  // foreign keys are followed exactly, so the table is looked at without them
            alone.tables.add(*schema.tables.find(*rewritten.after));
            aludel::schema::apply(alone, step.front());
            const std::vector<Change> expressions = rewritten_expressions(*alone.tables.find(*rewritten.before), wanted);
            step.insert(step.end(), expressions.begin(), expressions.end());
        }
        steps.push_back(std::move(step));
    }
    std::vector<Change> back;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) std::move(step->begin(), step->end(), std::back_inserter(back));
    return back;
}

}  // namespace aludel::schema

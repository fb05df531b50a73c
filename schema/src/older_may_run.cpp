#include <variant>

#include <aludel/schema/change.h>

#include "comments.h"

namespace aludel::schema {

namespace {

struct OlderMayRun {
    bool operator()(const CreateTable&) const { return true; }
    bool operator()(const DropTable&) const { return false; }
    bool operator()(const RenameTable&) const { return false; }
    bool operator()(const AlterTable& change) const {
        return change.before.strict == change.after.strict && change.before.without_rowid == change.after.without_rowid;
    }
    bool operator()(const AddColumn& change) const {
        // Its INSERTs do not name the column.
        return change.column.nullable || change.column.default_value || change.column.identity || change.column.computed;
    }
    bool operator()(const DropColumn&) const { return false; }
    bool operator()(const RenameColumn&) const { return false; }
    bool operator()(const AlterColumn& change) const { return change.fields == ColumnFields{.comment = true}; }
    bool operator()(const AddConstraint&) const { return false; }
    // A key of it may be what its foreign keys or its ON CONFLICT name.
    bool operator()(const DropConstraint& change) const {
        return std::holds_alternative<Check>(change.constraint) || std::holds_alternative<ForeignKey>(change.constraint);
    }
    bool operator()(const RenameConstraint&) const { return false; }
    bool operator()(const CreateIndex& change) const { return !change.index.unique; }
    bool operator()(const DropIndex& change) const { return !change.index.unique; }
    bool operator()(const RenameIndex&) const { return true; }
    bool operator()(const CreateEnum&) const { return true; }
    bool operator()(const DropEnum&) const { return false; }
    bool operator()(const AlterEnum& change) const { return same_but_for_comment(change.before, change.after); }
    bool operator()(const RenameEnum&) const { return false; }
    bool operator()(const RenameEnumValue&) const { return false; }
    bool operator()(const CreateView&) const { return true; }
    bool operator()(const DropView&) const { return false; }
    bool operator()(const CreateSequence&) const { return true; }
    bool operator()(const DropSequence&) const { return false; }
    bool operator()(const AlterSequence&) const { return true; }
    bool operator()(const CreateOpaque&) const { return false; }
    bool operator()(const DropOpaque&) const { return false; }
    bool operator()(const AlterComment&) const { return true; }
};

}  // namespace

bool older_may_run(const Change& change) {
    return std::visit(OlderMayRun{}, change);
}

}  // namespace aludel::schema

#include "sql/own_types.h"

#include <utility>

namespace aludel::migrations::sql {

using namespace schema;

namespace {

struct OwnTypes {
    const std::string& dialect;

    void operator()(Column& column) const { column.type = type_on(column.type, dialect); }
    void operator()(Table& table) const {
        for (Column& column : table.columns) (*this)(column);
    }
};

struct InChange {
    OwnTypes own;

    void operator()(CreateTable& change) const { own(change.table); }
    void operator()(DropTable& change) const { own(change.table); }
    void operator()(RenameTable&) const {}
    void operator()(AlterTable&) const {}
    void operator()(AddColumn& change) const { own(change.column); }
    void operator()(DropColumn& change) const { own(change.column); }
    void operator()(RenameColumn&) const {}
    void operator()(AlterColumn& change) const {
        const bool differed = change.before.type != change.after.type;
        own(change.before);
        own(change.after);
        if (!differed || change.before.type != change.after.type) return;
        change.fields.type = false;
        change.convert = {};
    }
    void operator()(AddConstraint&) const {}
    void operator()(DropConstraint&) const {}
    void operator()(RenameConstraint&) const {}
    void operator()(CreateIndex&) const {}
    void operator()(DropIndex&) const {}
    void operator()(RenameIndex&) const {}
    void operator()(CreateEnum&) const {}
    void operator()(DropEnum&) const {}
    void operator()(AlterEnum&) const {}
    void operator()(RenameEnum&) const {}
    void operator()(RenameEnumValue&) const {}
    void operator()(CreateView&) const {}
    void operator()(DropView&) const {}
    void operator()(CreateSequence&) const {}
    void operator()(DropSequence&) const {}
    void operator()(AlterSequence&) const {}
    void operator()(CreateOpaque&) const {}
    void operator()(DropOpaque&) const {}
    void operator()(AlterComment&) const {}
};

struct InOperation {
    InChange in;

    void operator()(Change& change) const { std::visit(in, change); }
    void operator()(Execute& execute) const {
        for (Change& change : execute.changes) std::visit(in, change);
    }
    void operator()(BulkInsert&) const {}
    void operator()(Run&) const {}
    void operator()(Irreversible&) const {}
};

}  // namespace

Schema own_types(Schema schema, const std::string& dialect) {
    for (Table& table : schema.tables) OwnTypes{dialect}(table);
    return schema;
}

std::vector<Operation> own_types(std::vector<Operation> operations, const std::string& dialect) {
    for (Operation& operation : operations) std::visit(InOperation{{{dialect}}}, operation);
    return operations;
}

}  // namespace aludel::migrations::sql

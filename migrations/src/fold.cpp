#include <aludel/migrations/fold.h>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>

#include "nearest.h"

namespace aludel::migrations {

namespace {

using schema::Schema;
using schema::SchemaError;
using schema::Table;

template <class Objects>
std::vector<std::string> names(const Objects& objects) {
    std::vector<std::string> listed;
    for (const auto& object : objects) {
        if constexpr (std::is_same_v<decltype(object.name), schema::Name>)
            listed.push_back(to_string(object.name));
        else
            listed.push_back(object.name);
    }
    return listed;
}

template <class Objects>
const typename Objects::value_type& object(const Objects& objects, const schema::Name& name, const char* what) {
    if (const auto* found = objects.find(name)) return *found;
    throw SchemaError(fmt::format("there is no {} {}{}", what, to_string(name), did_you_mean(to_string(name), names(objects))));
}

const Table& table(const Schema& in, const schema::Name& name) {
    return object(in.tables, name, "table");
}

const schema::Column& column(const Table& in, const std::string& name) {
    if (const schema::Column* found = in.columns.find(name)) return *found;
    throw SchemaError(fmt::format("table {} has no column {}{}", to_string(in.name), name, did_you_mean(name, names(in.columns))));
}

std::vector<std::string> constraint_names(const Table& in) {
    std::vector<std::string> listed;
    if (in.primary_key) listed.push_back(in.primary_key->name);
    for (const std::vector<std::string>& kind : {names(in.uniques), names(in.foreign_keys), names(in.checks)})
        listed.insert(listed.end(), kind.begin(), kind.end());
    return listed;
}

/// @param of_index what to write where the name is an index's
schema::Constraint constraint(const Table& in, const std::string& name, const char* of_index = "drop_index") {
    if (auto found = schema::find_constraint(in, name)) return *std::move(found);
    const std::string advice =
        in.indexes.contains(name) ? fmt::format(": {} is an index, write op.{}", name, of_index) : did_you_mean(name, constraint_names(in));
    throw SchemaError(fmt::format("table {} has no constraint {}{}", to_string(in.name), name, advice));
}

/// @param of_constraint what to write where the name is a constraint's
const schema::Index& index(const Table& in, const std::string& name, const char* of_constraint = "drop_constraint") {
    if (const schema::Index* found = in.indexes.find(name)) return *found;
    const std::string advice = schema::find_constraint(in, name) ? fmt::format(": {} is a constraint, write op.{}", name, of_constraint)
                                                                 : did_you_mean(name, names(in.indexes));
    throw SchemaError(fmt::format("table {} has no index {}{}", to_string(in.name), name, advice));
}

void require_value(const schema::Enum& in, const std::string& name) {
    const std::vector<std::string> values = names(in.values);
    if (std::find(values.begin(), values.end(), name) == values.end())
        throw SchemaError(fmt::format("the enum {} has no value {}{}", to_string(in.name), name, did_you_mean(name, values)));
}

std::string comment(const Schema& in, const schema::AlterComment& alter) {
    switch (alter.of) {
        case schema::AlterComment::Of::constraint:
            return comment_of(constraint(table(in, alter.object), alter.part, "comment_on_index"));
        case schema::AlterComment::Of::index:
            return index(table(in, alter.object), alter.part, "comment_on_constraint").comment;
        case schema::AlterComment::Of::view:
            return object(in.views, alter.object, "view").comment;
    }
    return {};
}

/// Fills in the whole objects of a raw change; what it names must be there.
struct ResolveChange {
    const Schema& before;

    void operator()(schema::CreateTable&) const {}
    void operator()(schema::DropTable& drop) const { drop.table = table(before, drop.table.name); }
    void operator()(schema::RenameTable& rename) const { table(before, rename.from); }
    void operator()(schema::AlterTable& alter) const { alter.before = table(before, alter.table).options; }
    void operator()(schema::AddColumn& add) const { table(before, add.table); }
    void operator()(schema::DropColumn& drop) const { drop.column = column(table(before, drop.table), drop.column.name); }
    void operator()(schema::RenameColumn& rename) const { column(table(before, rename.table), rename.from); }
    void operator()(schema::AlterColumn& alter) const {
        alter.before = column(table(before, alter.table), alter.before.name);
        schema::Column after = alter.before;
        if (alter.fields.type) after.type = std::move(alter.after.type);
        if (alter.fields.nullable) after.nullable = alter.after.nullable;
        if (alter.fields.default_value) after.default_value = std::move(alter.after.default_value);
        if (alter.fields.identity) after.identity = alter.after.identity;
        if (alter.fields.computed) after.computed = std::move(alter.after.computed);
        if (alter.fields.collation) after.collation = std::move(alter.after.collation);
        if (alter.fields.comment) after.comment = std::move(alter.after.comment);
        alter.after = std::move(after);
    }
    void operator()(schema::AddConstraint& add) const { table(before, add.table); }
    void operator()(schema::DropConstraint& drop) const {
        drop.constraint = constraint(table(before, drop.table), schema::name_of(drop.constraint));
    }
    void operator()(schema::RenameConstraint& rename) const { constraint(table(before, rename.table), rename.from); }
    void operator()(schema::CreateIndex& create) const { table(before, create.table); }
    void operator()(schema::DropIndex& drop) const { drop.index = index(table(before, drop.table), drop.index.name); }
    void operator()(schema::RenameIndex& rename) const { index(table(before, rename.table), rename.from); }
    void operator()(schema::AlterComment& alter) const { alter.before = comment(before, alter); }
    void operator()(schema::CreateEnum&) const {}
    void operator()(schema::DropEnum& drop) const { drop.type = object(before.enums, drop.type.name, "enum"); }
    void operator()(schema::AlterEnum& alter) const { alter.before = object(before.enums, alter.after.name, "enum"); }
    void operator()(schema::RenameEnum& rename) const { object(before.enums, rename.from, "enum"); }
    void operator()(schema::RenameEnumValue& rename) const { require_value(object(before.enums, rename.type, "enum"), rename.from); }
    void operator()(schema::CreateView&) const {}
    void operator()(schema::DropView& drop) const { drop.view = object(before.views, drop.view.name, "view"); }
    void operator()(schema::CreateSequence&) const {}
    void operator()(schema::DropSequence& drop) const { drop.sequence = object(before.sequences, drop.sequence.name, "sequence"); }
    void operator()(schema::AlterSequence& alter) const { alter.before = object(before.sequences, alter.after.name, "sequence"); }
    void operator()(schema::CreateOpaque&) const {}
    void operator()(schema::DropOpaque& drop) const { drop.object = object(before.opaque, drop.object.name, "object"); }
};

struct Resolve {
    const Schema& before;

    void operator()(schema::Change& change) const { std::visit(ResolveChange{before}, change); }
    /// Its changes follow one another, each on what the one before leaves.
    void operator()(Execute& execute) const {
        if (execute.changes.empty()) return;
        Schema after = before;
        for (schema::Change& change : execute.changes) {
            std::visit(ResolveChange{after}, change);
            schema::apply(after, change);
        }
    }
    void operator()(BulkInsert&) const {}
    void operator()(Run&) const {}
    void operator()(Irreversible&) const {}
};

struct Apply {
    Schema& schema;

    void operator()(const schema::Change& change) const { schema::apply(schema, change); }
    void operator()(const Execute& execute) const {
        if (execute.changes.empty()) return;
        schema = schema::apply(schema, execute.changes);
    }
    void operator()(const BulkInsert&) const {}
    void operator()(const Run&) const {}
    void operator()(const Irreversible&) const {}
};

/// Takes away what the fold fills in.
struct RawChange {
    void operator()(schema::CreateTable&) const {}
    void operator()(schema::DropTable& drop) const {
        Table named;
        named.name = drop.table.name;
        drop.table = std::move(named);
    }
    void operator()(schema::RenameTable&) const {}
    void operator()(schema::AlterTable& alter) const { alter.before = {}; }
    void operator()(schema::AddColumn&) const {}
    void operator()(schema::DropColumn& drop) const {
        schema::Column named;
        named.name = drop.column.name;
        drop.column = std::move(named);
    }
    void operator()(schema::RenameColumn&) const {}
    void operator()(schema::AlterColumn& alter) const {
        schema::Column named;
        named.name = alter.before.name;
        alter.before = named;
        if (alter.fields.type) named.type = std::move(alter.after.type);
        if (alter.fields.nullable) named.nullable = alter.after.nullable;
        if (alter.fields.default_value) named.default_value = std::move(alter.after.default_value);
        if (alter.fields.identity) named.identity = alter.after.identity;
        if (alter.fields.computed) named.computed = std::move(alter.after.computed);
        if (alter.fields.collation) named.collation = std::move(alter.after.collation);
        if (alter.fields.comment) named.comment = std::move(alter.after.comment);
        alter.after = std::move(named);
    }
    void operator()(schema::AddConstraint&) const {}
    void operator()(schema::DropConstraint& drop) const {
        schema::PrimaryKey named;  // the kind that record() gives a constraint of which it knows the name alone
        named.name = schema::name_of(drop.constraint);
        drop.constraint = std::move(named);
    }
    void operator()(schema::RenameConstraint&) const {}
    void operator()(schema::CreateIndex&) const {}
    void operator()(schema::DropIndex& drop) const {
        schema::Index named;
        named.name = drop.index.name;
        drop.index = std::move(named);
    }
    void operator()(schema::RenameIndex&) const {}
    void operator()(schema::AlterComment& alter) const { alter.before.clear(); }
    void operator()(schema::CreateEnum&) const {}
    void operator()(schema::DropEnum& drop) const {
        schema::Enum named;
        named.name = drop.type.name;
        drop.type = std::move(named);
    }
    void operator()(schema::AlterEnum& alter) const {
        schema::Enum named;
        named.name = alter.after.name;
        alter.before = std::move(named);
    }
    void operator()(schema::RenameEnum&) const {}
    void operator()(schema::RenameEnumValue&) const {}
    void operator()(schema::CreateView&) const {}
    void operator()(schema::DropView& drop) const {
        schema::View named;
        named.name = drop.view.name;
        drop.view = std::move(named);
    }
    void operator()(schema::CreateSequence&) const {}
    void operator()(schema::DropSequence& drop) const {
        schema::Sequence named;
        named.name = drop.sequence.name;
        drop.sequence = std::move(named);
    }
    void operator()(schema::AlterSequence& alter) const {
        schema::Sequence named;
        named.name = alter.after.name;
        alter.before = std::move(named);
    }
    void operator()(schema::CreateOpaque&) const {}
    void operator()(schema::DropOpaque& drop) const {
        schema::Opaque named;
        named.name = drop.object.name;
        drop.object = std::move(named);
    }
};

struct Raw {
    void operator()(schema::Change& change) const { std::visit(RawChange{}, change); }
    void operator()(Execute& execute) const {
        for (schema::Change& change : execute.changes) std::visit(RawChange{}, change);
    }
    void operator()(BulkInsert&) const {}
    void operator()(Run&) const {}
    void operator()(Irreversible&) const {}
};

}  // namespace

Operation resolve(const Schema& before, Operation raw) {
    std::visit(Resolve{before}, raw);
    return raw;
}

void apply(Schema& schema, const Operation& resolved) {
    std::visit(Apply{schema}, resolved);
}

std::vector<Operation> resolve_all(Schema& schema, const std::vector<Operation>& raw) {
    std::vector<Operation> resolved;
    resolved.reserve(raw.size());
    Schema after = schema;
    for (const Operation& operation : raw) {
        try {
            resolved.push_back(resolve(after, operation));
            migrations::apply(after, resolved.back());
        } catch (const SchemaError& error) {
            throw SchemaError(fmt::format("operation {} ({}): {}", resolved.size() + 1, describe(operation), error.what()));
        }
    }
    schema = std::move(after);
    return resolved;
}

Operation raw(Operation resolved) {
    std::visit(Raw{}, resolved);
    return resolved;
}

}  // namespace aludel::migrations

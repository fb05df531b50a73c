#include <aludel/migrations/record.h>

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <aludel/schema/error.h>

#include "light.h"

namespace aludel {

using migrations::BulkInsert;
using migrations::Execute;
using migrations::Operation;
using schema::SchemaError;

/// What stands behind `operations`, which may name no type of the standard library.
class recorder {
public:
    static std::vector<Operation> record(void (*function)(operations&)) {
        std::vector<Operation> recorded;
        operations recording(&recorded);
        if (function != nullptr) function(recording);
        return recorded;
    }

    /// Appends what `make` gives; says of its error which operation it was about.
    template <class Make>
    static void add(operations& to, const char* word, std::string_view of, Make make) {
        auto& recorded = *static_cast<std::vector<Operation>*>(to.recording_);
        try {
            recorded.push_back(make());
        } catch (const SchemaError& error) {
            throw SchemaError(fmt::format("operation {}, {}{}{}: {}", recorded.size() + 1, word, of.empty() ? "" : " ", of, error.what()));
        }
    }
};

namespace {

/// For messages: what() ends at a zero byte.
std::string_view characters(const str& text) {
    const std::string_view all(text.data == nullptr ? "" : text.data, text.size);
    return all.substr(0, all.find('\0'));
}

std::string label(const name& of) {
    return of.schema.size == 0 ? std::string(characters(of.object)) : fmt::format("{}.{}", characters(of.schema), characters(of.object));
}
std::string label(const name& of, const str& member) {
    return member.size == 0 ? label(of) : fmt::format("{}.{}", label(of), characters(member));
}

schema::Name table_name(const name& from) {
    return migrations::light::name(from, "the table's name");
}

/// Of a drop, only the name is said; a raw constraint's kind is not known, and it stands as a primary key.
schema::Constraint raw_constraint(const str& constraint) {
    schema::PrimaryKey named;
    named.name = migrations::light::required(constraint, "the constraint's name");
    return named;
}

schema::AlterComment commented(schema::AlterComment::Of of, schema::Name object, std::string part, const str& comment) {
    return {of, std::move(object), std::move(part), {}, migrations::light::text(comment)};
}

struct StructuralOnly {
    schema::Change operator()(schema::Change& change) const { return std::move(change); }
    schema::Change operator()(Execute&) const { refuse("execute"); }
    schema::Change operator()(BulkInsert&) const { refuse("bulk_insert"); }
    schema::Change operator()(migrations::Run&) const { refuse("run"); }
    schema::Change operator()(migrations::Irreversible&) const { refuse("irreversible"); }

    [[noreturn]] static void refuse(const char* word) {
        throw SchemaError(fmt::format("its changes hold {}: they say how the statement changes the structure, and nothing else", word));
    }
};

Operation execution(const expression& sql, void (*changes)(operations&)) {
    Execute made;
    made.sql = migrations::light::expression(sql);
    if (made.sql.empty()) throw SchemaError("the statement is empty");
    for (Operation& change : recorder::record(changes)) made.changes.push_back(std::visit(StructuralOnly{}, change));
    return made;
}

BulkInsert bulk(const name& table, std::initializer_list<str> columns, std::initializer_list<std::initializer_list<value>> rows) {
    BulkInsert made;
    made.table = table_name(table);
    made.columns = migrations::light::texts(columns, "a column's name");
    if (made.columns.empty()) throw SchemaError("no columns are named");
    for (const std::initializer_list<value>& row : rows) {
        const std::size_t number = made.rows.size() + 1;
        if (row.size() != made.columns.size())
            throw SchemaError(fmt::format("row {} has {} values for {} columns", number, row.size(), made.columns.size()));
        std::vector<schema::Value> cells;
        for (const value& cell : row)
            cells.push_back(migrations::light::constant(cell, fmt::format("{} of row {}", made.columns[cells.size()], number)));
        made.rows.push_back(std::move(cells));
    }
    return made;
}

}  // namespace

namespace light = migrations::light;

void operations::create_table(const table& created) {
    recorder::add(*this, "create_table", label(created.name), [&] { return schema::CreateTable{light::table(created)}; });
}
void operations::drop_table(name dropped) {
    recorder::add(*this, "drop_table", label(dropped), [&] {
        schema::DropTable made;
        made.table.name = table_name(dropped);
        return made;
    });
}
void operations::rename_table(name from, name to) {
    recorder::add(*this, "rename_table", label(from), [&] { return schema::RenameTable{table_name(from), table_name(to)}; });
}
void operations::alter_table(name altered, const table_options& options) {
    recorder::add(*this, "alter_table", label(altered), [&] {
        return schema::AlterTable{table_name(altered), {}, light::options(options)};
    });
}

void operations::add_column(name table, const column& added, const existing_rows& rows) {
    recorder::add(*this, "add_column", label(table, added.name), [&] {
        return schema::AddColumn{table_name(table), light::column(added), light::expression(rows.fill)};
    });
}
void operations::drop_column(name table, str column) {
    recorder::add(*this, "drop_column", label(table, column), [&] {
        schema::DropColumn made;
        made.table = table_name(table);
        made.column.name = light::required(column, "the column's name");
        return made;
    });
}
void operations::rename_column(name table, str from, str to) {
    recorder::add(*this, "rename_column", label(table, from), [&] {
        return schema::RenameColumn{table_name(table), light::required(from, "the column's name"),
                                    light::required(to, "the column's new name")};
    });
}
void operations::alter_column(name table, str column, const alteration& to) {
    recorder::add(*this, "alter_column", label(table, column),
                  [&] { return light::alteration(table_name(table), light::required(column, "the column's name"), to); });
}

void operations::create_primary_key(name table, const primary_key& key) {
    recorder::add(*this, "create_primary_key", label(table, key.name), [&] {
        const schema::Name on = table_name(table);
        return schema::AddConstraint{on, light::primary_key(on, key)};
    });
}
void operations::create_unique_constraint(name table, const unique& constraint) {
    recorder::add(*this, "create_unique_constraint", label(table, constraint.name), [&] {
        const schema::Name on = table_name(table);
        return schema::AddConstraint{on, light::unique(on, constraint)};
    });
}
void operations::create_foreign_key(name table, const foreign_key& key) {
    recorder::add(*this, "create_foreign_key", label(table, key.name), [&] {
        const schema::Name on = table_name(table);
        return schema::AddConstraint{on, light::foreign_key(on, key)};
    });
}
void operations::create_check_constraint(name table, const check& constraint) {
    recorder::add(*this, "create_check_constraint", label(table, constraint.name), [&] {
        return schema::AddConstraint{table_name(table), light::check(constraint)};
    });
}
void operations::drop_constraint(name table, str constraint) {
    recorder::add(*this, "drop_constraint", label(table, constraint), [&] {
        return schema::DropConstraint{table_name(table), raw_constraint(constraint)};
    });
}
void operations::rename_constraint(name table, str from, str to) {
    recorder::add(*this, "rename_constraint", label(table, from), [&] {
        return schema::RenameConstraint{table_name(table), light::required(from, "the constraint's name"),
                                        light::required(to, "the constraint's new name")};
    });
}
void operations::comment_on_constraint(name table, str constraint, str comment) {
    recorder::add(*this, "comment_on_constraint", label(table, constraint), [&] {
        return commented(schema::AlterComment::Of::constraint, table_name(table), light::required(constraint, "the constraint's name"),
                         comment);
    });
}

void operations::create_index(name table, const index& created) {
    recorder::add(*this, "create_index", label(table, created.name), [&] {
        const schema::Name on = table_name(table);
        return schema::CreateIndex{on, light::index(on, created)};
    });
}
void operations::drop_index(name table, str index) {
    recorder::add(*this, "drop_index", label(table, index), [&] {
        schema::DropIndex made;
        made.table = table_name(table);
        made.index.name = light::required(index, "the index's name");
        return made;
    });
}
void operations::rename_index(name table, str from, str to) {
    recorder::add(*this, "rename_index", label(table, from), [&] {
        return schema::RenameIndex{table_name(table), light::required(from, "the index's name"),
                                   light::required(to, "the index's new name")};
    });
}
void operations::comment_on_index(name table, str index, str comment) {
    recorder::add(*this, "comment_on_index", label(table, index), [&] {
        return commented(schema::AlterComment::Of::index, table_name(table), light::required(index, "the index's name"), comment);
    });
}

void operations::create_enum(const enum_type& created) {
    recorder::add(*this, "create_enum", label(created.name), [&] { return schema::CreateEnum{light::enumeration(created)}; });
}
void operations::drop_enum(name dropped) {
    recorder::add(*this, "drop_enum", label(dropped), [&] {
        schema::DropEnum made;
        made.type.name = light::name(dropped, "the enum's name");
        return made;
    });
}
void operations::alter_enum(const enum_type& to) {
    recorder::add(*this, "alter_enum", label(to.name), [&] {
        schema::AlterEnum made;
        made.after = light::enumeration(to);
        made.before.name = made.after.name;
        return made;
    });
}
void operations::rename_enum(name from, name to) {
    recorder::add(*this, "rename_enum", label(from), [&] {
        return schema::RenameEnum{light::name(from, "the enum's name"), light::name(to, "the enum's new name")};
    });
}
void operations::rename_enum_value(name type, str from, str to) {
    recorder::add(*this, "rename_enum_value", label(type, from), [&] {
        return schema::RenameEnumValue{light::name(type, "the enum's name"), light::required(from, "the value's name"),
                                       light::required(to, "the value's new name")};
    });
}
void operations::create_view(const aludel::view& created) {
    recorder::add(*this, "create_view", label(created.name), [&] { return schema::CreateView{light::view(created)}; });
}
void operations::drop_view(name dropped) {
    recorder::add(*this, "drop_view", label(dropped), [&] {
        schema::DropView made;
        made.view.name = light::name(dropped, "the view's name");
        return made;
    });
}
void operations::comment_on_view(name view, str comment) {
    recorder::add(*this, "comment_on_view", label(view),
                  [&] { return commented(schema::AlterComment::Of::view, light::name(view, "the view's name"), {}, comment); });
}
void operations::create_sequence(const sequence& created) {
    recorder::add(*this, "create_sequence", label(created.name), [&] { return schema::CreateSequence{light::sequence(created)}; });
}
void operations::drop_sequence(name dropped) {
    recorder::add(*this, "drop_sequence", label(dropped), [&] {
        schema::DropSequence made;
        made.sequence.name = light::name(dropped, "the sequence's name");
        return made;
    });
}
void operations::alter_sequence(const sequence& to) {
    recorder::add(*this, "alter_sequence", label(to.name), [&] {
        schema::AlterSequence made;
        made.after = light::sequence(to);
        made.before.name = made.after.name;
        return made;
    });
}
void operations::create_opaque(const opaque& created) {
    recorder::add(*this, "create_opaque", label(created.name), [&] { return schema::CreateOpaque{light::opaque(created)}; });
}
void operations::drop_opaque(name dropped) {
    recorder::add(*this, "drop_opaque", label(dropped), [&] {
        schema::DropOpaque made;
        made.object.name = light::name(dropped, "the object's name");
        return made;
    });
}

void operations::execute(str sql, void (*changes)(operations&)) {
    recorder::add(*this, "execute", {}, [&] { return execution({sql, {}}, changes); });
}
void operations::execute(const expression& sql, void (*changes)(operations&)) {
    recorder::add(*this, "execute", {}, [&] { return execution(sql, changes); });
}
void operations::bulk_insert(name table, std::initializer_list<str> columns, std::initializer_list<std::initializer_list<value>> rows) {
    recorder::add(*this, "bulk_insert", label(table), [&] { return bulk(table, columns, rows); });
}
void operations::run(str name, int version, void (*step)(connection&)) {
    recorder::add(*this, "run", characters(name), [&] {
        if (step == nullptr) throw SchemaError("it has no function");
        return migrations::Run{light::required(name, "its name"), version, step};
    });
}
void operations::irreversible(str reason) {
    recorder::add(*this, "irreversible", {}, [&] { return migrations::Irreversible{light::required(reason, "the reason")}; });
}

namespace migrations {

std::vector<Operation> record(void (*function)(operations&)) {
    return recorder::record(function);
}

}  // namespace migrations
}  // namespace aludel

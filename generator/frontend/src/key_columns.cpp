#include <clang/AST/DeclCXX.h>

#include <algorithm>

#include "constraints.h"
#include "spelling.h"

namespace aludel::frontend {

namespace {

bool has_field(const clang::CXXRecordDecl& record, const clang::FieldDecl& field) {
    if (field.getParent()->getCanonicalDecl() == record.getCanonicalDecl()) return true;
    return std::any_of(record.bases_begin(), record.bases_end(), [&](const clang::CXXBaseSpecifier& base) {
        const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
        return type != nullptr && type->getDefinition() != nullptr && has_field(*type->getDefinition(), field);
    });
}

/// `&T::a` where no column is made of the member: an ignored one, an embedded struct, one of another struct, a function.
void refuse_member(const Reading& reading, const Model& model, clang::SourceRange at, const Member& member) {
    Report& report = reading.report;
    const std::string written = quoted(report.text(at));
    if (member.field != nullptr && reading.find_use(member.field, Attribute::ignore) != nullptr) {
        report.error("no-column", at, written + " is no column: db::ignore keeps it out of the table",
                     {report.note(name_range(*member.field), "the member is here")});
        return;
    }
    if (member.field != nullptr && reading.find_use(member.field, Attribute::embedded) != nullptr) {
        report.error("no-column", at, written + " is an embedded struct: each of its members is a column",
                     {report.note(name_range(*member.field), "the member is here"),
                      Report::hint("write the name of the column that is meant, as a string: \"address_city\"")});
        return;
    }
    if (member.field != nullptr && has_field(*model.record, *member.field)) return;  // said where it stands
    report.error("no-column", at, written + " is no column of " + quoted(model.key()),
                 {report.note(name_range(*model.record), "the table is here")});
}

/// The column that is made of the member. That of an embedded struct is as many columns as the struct is embedded.
const ModelColumn* column_of(const Reading& reading, const Model& model, clang::SourceRange at, const Member& member) {
    if (member.field == nullptr) {
        refuse_member(reading, model, at, member);
        return nullptr;
    }
    std::vector<const ModelColumn*> columns;
    for (const ModelColumn& column : model.columns) {
        if (column.field != member.field) continue;
        if (!column.is_embedded()) return &column;
        columns.push_back(&column);
    }
    if (columns.size() == 1) return columns.front();
    if (columns.empty()) {
        refuse_member(reading, model, at, member);
        return nullptr;
    }
    std::string names;
    for (const ModelColumn* column : columns) names += (names.empty() ? "" : ", ") + quoted(column->name);
    reading.report.error("no-column", at,
                         quoted(reading.report.text(at)) + " is more than one column of " + quoted(model.key()) + ": " + names,
                         {Report::hint("write the name of the one that is meant, as a string")});
    return nullptr;
}

}  // namespace

const ModelColumn* find_column(const Model& model, std::string_view name) {
    const auto found =
        std::find_if(model.columns.begin(), model.columns.end(), [&](const ModelColumn& column) { return column.name == name; });
    return found == model.columns.end() ? nullptr : &*found;
}

void refuse_column(const Reading& reading, const Model& model, clang::SourceRange at, const std::string& name) {
    std::vector<std::string_view> names;
    for (const ModelColumn& column : model.columns) names.push_back(column.name);
    const std::string_view near = nearest(name, names);
    std::vector<generator::Diagnostic> notes;
    if (!near.empty()) notes.push_back(Report::hint("did you mean " + quoted(near) + "?"));
    notes.push_back(reading.report.note(name_range(*model.record), "the table is here"));
    reading.report.error("no-column", at, quoted(model.key()) + " has no column " + quoted(name), std::move(notes));
}

const ModelColumn* read_column_of(const Reading& reading, const Model& model, const Arguments& given, std::size_t index) {
    const Constant constant = given.constant(index);
    if (const auto* member = std::get_if<Member>(&constant)) return column_of(reading, model, given.range(index), *member);
    if (!std::holds_alternative<std::string>(constant)) {
        given.refuse();
        return nullptr;
    }
    const std::optional<std::string> name = given.string(index);
    if (!name) return nullptr;
    const ModelColumn* column = find_column(model, *name);
    if (column == nullptr) refuse_column(reading, model, given.range(index), *name);
    return column;
}

std::optional<std::vector<std::string>> read_columns_of(const Reading& reading, const Model& model, const Arguments& given,
                                                        const KeyKind& kind) {
    if (given.failed() || !has_plain_columns(reading, given, kind)) return std::nullopt;
    if (given.count() == 0) {
        given.refuse();
        return std::nullopt;
    }
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < given.count(); ++i) {
        const ModelColumn* column = read_column_of(reading, model, given, i);
        if (column == nullptr) return std::nullopt;
        if (std::find(columns.begin(), columns.end(), column->name) != columns.end()) {
            reading.report.error("column-repeated", given.range(i), quoted(column->name) + " stands twice in " + std::string(kind.what),
                                 {Report::hint("take one of them away")});
            return std::nullopt;
        }
        columns.push_back(column->name);
    }
    return columns;
}

bool has_plain_columns(const Reading& reading, const Arguments& given, const KeyKind& kind) {
    for (std::size_t i = 0; i < given.count(); ++i) {
        const auto* word = std::get_if<Word>(&given.at(i).value);
        const OptionKind* option = word == nullptr ? nullptr : find_option(word->name);
        if (option == nullptr) continue;
        std::string message;
        std::string hint(kind.instead);
        if (option->option == Option::columns) {
            message = "'db::columns' lists the columns of a foreign key, and none of " + std::string(kind.what);
            hint = "write the columns themselves: &T::a, &T::b";
        } else if (option->option == Option::expression) {
            message = std::string(kind.what) + " has columns, and no expressions";
        } else {
            message = quoted("db::" + word->name) + " says how an index is kept, and nothing about " + std::string(kind.what);
        }
        reading.report.error("key-of-columns", given.range(i), std::move(message), {Report::hint(std::move(hint))});
        return false;
    }
    return true;
}

bool same_columns(std::vector<std::string> a, std::vector<std::string> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

bool has_no_keys(const Reading& reading, const Said& said, const KeyKind& kind) {
    if (said.given.count() == 0) return true;
    const Constant constant = said.given.constant(0);
    if (!std::holds_alternative<Member>(constant) && !std::holds_alternative<std::string>(constant)) {
        if (has_plain_columns(reading, said.given, kind)) said.given.refuse();
        return false;
    }
    reading.report.error("keys-on-member", said.given.range(0),
                         quoted("db::" + said.use.name) + " on a member has that member for its key, " + quoted(said.member->name),
                         {Report::hint("several columns are said on the struct: " + std::string(said.use.kind->on_struct))});
    return false;
}

}  // namespace aludel::frontend

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <set>
#include <utility>

#include "column_draft.h"
#include "views.h"

namespace aludel::frontend {
namespace {

/// Reads one member into a column.
class ColumnReader {
public:
    explicit ColumnReader(ColumnDraft& draft)
        : draft_(draft), reading_(draft.reading), report_(draft.reading.report), field_(draft.field), column_(draft.column) {}

    void read() {
        const std::optional<std::string> name = read_column_name(reading_, field_);
        if (!name) return;
        column_.name = draft_.scope.prefix() + *name;
        const std::optional<ColumnType> type = read_column_type(reading_, field_);
        if (!type) return;
        draft_.type = *type;
        column_.type = type->type;
        column_.nullable = type->nullable || draft_.scope.nullable;
        for (const clang::Decl* declaration : type->said_by) check_contradictions(reading_, *declaration);
        refine_type(draft_);
        if (auto* enumeration = draft_.type_as<schema::Enumeration>(); enumeration != nullptr && type->enumeration != nullptr) {
            if (const auto enum_name = read_enum(reading_, *type->enumeration)) enumeration->name = *enum_name;
        }
        read_origin(draft_);
        read_comment();
        if (!add()) return;
        read_rename(*name);
        read_fill();
    }

private:
    void read_comment() {
        const std::vector<const Use*> uses = draft_.said({Attribute::comment});
        if (uses.empty()) return;
        if (const auto text = draft_.arguments(*uses.front()).one_string()) column_.comment = *text;
    }

    bool add() {
        if (const ModelColumn* other = same_name()) {
            const std::string here = field_.getName().str(), there = other->field->getName().str();
            report_.error("column-twice", name_range(field_),
                          here == there ? "the column " + quoted(draft_.key()) + " is defined twice"
                                        : quoted(there) + " and " + quoted(here) + " are both the column " + quoted(draft_.key()),
                          notes_of(*other));
            return false;
        }
        if (const Use* use = draft_.find(Attribute::primary_key)) draft_.refuse_nullable(*use);
        draft_.model.columns.push_back({&field_, column_.name, draft_.type, draft_.scope.prefixes});
        reading_.document.locations[draft_.key()] = report_.location(name_range(field_));
        draft_.model.table.columns.add(column_);
        return true;
    }

    const ModelColumn* same_name() const {
        for (const ModelColumn& column : draft_.model.columns) {
            if (column.name == column_.name) return &column;
        }
        return nullptr;
    }

    std::vector<generator::Diagnostic> notes_of(const ModelColumn& other) const {
        if (other.field == &field_) {
            return {Report::hint("a struct that is embedded twice has another prefix each time: db::embedded(\"home_\")")};
        }
        return {report_.note(name_range(*other.field), "the first is here")};
    }

    void read_rename(const std::string& name) {
        std::string from;
        clang::SourceRange at;
        if (const Use* use = draft_.find(Attribute::renamed_from)) {
            const auto said = draft_.arguments(*use).one_string();
            if (!said) return;
            from = (draft_.scope.old_prefix.empty() ? draft_.scope.prefix() : draft_.scope.old_prefix) + *said;
            at = use->range();
        } else if (!draft_.scope.old_prefix.empty()) {
            from = draft_.scope.old_prefix + name;
        } else {
            return;
        }
        if (from == column_.name) {
            report_.error("renamed-from-itself", at, "the column is still called " + quoted(from),
                          {Report::hint("the old name stands here, the new one is the member's")});
            return;
        }
        reading_.document.renames.insert(
            {.of = schema::Rename::Of::column, .in = draft_.model.table.name, .from = from, .to = column_.name});
    }

    void read_fill() {
        schema::Expression fill;
        for (const Use* use : reading_.uses_of(&field_)) {
            if (use->kind->attribute != Attribute::fill) continue;
            const Arguments given = draft_.arguments(*use);
            if (!given.between(1, 1)) return;
            const auto sql = given.sql(0);
            if (!sql) return;
            if (merge(fill, *sql)) continue;
            report_.error("said-twice", use->range(), "'db::fill' stands twice for the same database",
                          {Report::hint("db::only(\"postgresql\") says it for one of them")});
        }
        if (!fill.empty()) reading_.document.fills[draft_.key()] = fill;
    }

    ColumnDraft& draft_;
    Reading& reading_;
    Report& report_;
    const clang::FieldDecl& field_;
    schema::Column& column_;
};

/// Walks the members of a table's struct, of its bases and of what is embedded in it.
class MemberWalk {
public:
    MemberWalk(Reading& reading, Model& model) : reading_(reading), report_(reading.report), model_(model) {}

    /// Returns whether there was any member.
    bool read(const clang::CXXRecordDecl& record, const Scope& scope) {
        bool any = !record.field_empty();
        for (const clang::CXXBaseSpecifier& base : record.bases()) any |= read_base(record, base, scope);
        for (const clang::FieldDecl* field : record.fields()) read_member(*field, scope);
        return any;
    }

private:
    bool read_base(const clang::CXXRecordDecl& record, const clang::CXXBaseSpecifier& base, const Scope& scope) {
        const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
        if (type == nullptr || type->getDefinition() == nullptr) return false;
        type = type->getDefinition();
        if (reading_.find_use(type, Attribute::table) != nullptr) {
            if (is_view(reading_, *model_.record)) return true;  // it shows that table's rows, with more
            report_.error("table-inherits-table", base.getSourceRange(),
                          quoted(record.getName()) + " inherits from a table: two tables share no rows",
                          {Report::hint("move the members that both have into a struct without db::table, and inherit from it")});
            return false;
        }
        if (llvm::isa<clang::ClassTemplateSpecializationDecl>(type) && !type->field_empty()) {
            report_.error("template-base", base.getSourceRange(), "columns can't come from a template",
                          {Report::hint("members that tables share belong in a plain base struct")});
            return false;
        }
        // A virtual base is there once, however many ways lead to it.
        if (base.isVirtual() && !virtual_bases_.insert({scope.prefix(), type}).second) return true;
        if (scope.inside.size() > 1) reading_.parts.insert(type);
        return read(*type, scope);
    }

    void read_member(const clang::FieldDecl& field, const Scope& scope) {
        if (field.isInvalidDecl()) return;  // Clang has said why
        check_contradictions(reading_, field);
        if (const Use* use = reading_.find_use(&field, Attribute::ignore)) {
            Arguments(reading_, *use, Place::member).none();
            return;
        }
        if (const Use* use = reading_.find_use(&field, Attribute::value)) {
            report_.error("value-of-table", use->range(),
                          "'db::value' stands on the member of a struct that is one value, and this is a row",
                          {Report::hint("it belongs in a struct of its own, which is then the type of a column")});
        }
        if (field.isBitField()) {
            report_.error("bit-field", field.getSourceRange(), "a bit field is no column: no database has integers of that width",
                          {Report::hint("write a fixed-width integer, or bool")});
            return;
        }
        if (field.getName().empty()) {
            report_.error(
                "anonymous-member", field.getSourceRange(), "a member without a name is no column",
                {Report::hint("members of an anonymous struct or union have no place in a table: make them members of the struct")});
            return;
        }
        if (const Use* use = reading_.find_use(&field, Attribute::embedded)) {
            read_embedded(field, *use, scope);
            return;
        }
        ColumnDraft draft{.reading = reading_, .model = model_, .field = field, .scope = scope};
        ColumnReader(draft).read();
    }

    void read_embedded(const clang::FieldDecl& field, const Use& use, const Scope& scope) {
        const Arguments given(reading_, use, Place::member);
        if (!given.between(0, 1)) return;
        std::string prefix;
        if (given.count() == 1) {
            const std::optional<std::string> text = given.string(0);
            if (!text) return;
            prefix = *text;
        }
        const std::optional<EmbeddedType> type = read_embedded_type(reading_, field);
        if (!type) return;
        reading_.parts.insert(type->record);
        if (std::find(scope.inside.begin(), scope.inside.end(), type->record) != scope.inside.end()) {
            report_.error("embedded-what", type_range(field), quoted(type->record->getName()) + " would be embedded in itself");
            return;
        }
        refuse_on_struct(*type->record);
        Scope inner = scope;
        inner.inside.push_back(type->record);
        inner.nullable = scope.nullable || type->nullable;
        inner.prefixes.insert(inner.prefixes.begin(), scope.prefix() + prefix);
        if (!scope.old_prefix.empty()) inner.old_prefix = scope.old_prefix + prefix;
        if (const Use* rename = reading_.find_use(&field, Attribute::renamed_from)) {
            const auto from = Arguments(reading_, *rename, Place::member).one_string();
            if (!from) return;
            if (*from == prefix) {
                report_.error("renamed-from-itself", rename->range(), "the prefix is still " + quoted(prefix),
                              {Report::hint("the old prefix stands here, the new one in db::embedded")});
                return;
            }
            inner.old_prefix = (scope.old_prefix.empty() ? scope.prefix() : scope.old_prefix) + *from;
        }
        if (read(*type->record, inner)) return;
        report_.error("no-columns", type_range(field), quoted(type->record->getName()) + " has no members to embed");
    }

    /// A key or an index of a struct that is embedded would be of some table's columns: it is said there.
    void refuse_on_struct(const clang::CXXRecordDecl& record) {
        for (const Use* use : reading_.uses_of(&record)) {
            report_.error(
                "on-embedded-struct", use->range(),
                "'db::" + use->name + "' says nothing on a struct that is embedded: its columns have other names in each table",
                {Report::hint("write it on the table, with the names of the columns: db::index(\"home_street\", \"home_city\")")});
        }
    }

    Reading& reading_;
    Report& report_;
    Model& model_;
    std::set<std::pair<std::string, const clang::CXXRecordDecl*>> virtual_bases_;
};

/// What the members of an embedded struct say of each other is said of their columns.
void rename_members(Reading& reading, Model& model) {
    for (const ModelColumn& column : model.columns) {
        if (!column.is_embedded()) continue;
        if (auto& computed = model.table.columns.find(column.name)->computed) {
            computed->expression = model.in_table(column, computed->expression);
        }
        const auto fill = reading.document.fills.find(model.key() + "." + column.name);
        if (fill != reading.document.fills.end()) fill->second = model.in_table(column, fill->second);
    }
}

}  // namespace

void read_columns(Reading& reading, Model& model) {
    Scope scope;
    scope.inside = {model.record};
    if (!MemberWalk(reading, model).read(*model.record, scope)) {
        reading.report.error("no-columns", {model.record->getLocation(), model.record->getLocation()},
                             "the table " + quoted(model.key()) + " has no columns", {Report::hint("each data member is one")});
    }
    rename_members(reading, model);
}

}  // namespace aludel::frontend

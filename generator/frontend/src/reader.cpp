#include "reader.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <set>
#include <utility>

#include "enums.h"
#include "model.h"
#include "spelling.h"
#include "tables.h"
#include "views.h"

namespace aludel::frontend {
namespace {

bool is_template(const clang::Decl& declaration) {
    if (declaration.getDeclContext()->isDependentContext()) return true;
    const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(&declaration);
    return record != nullptr &&
           (record->getDescribedClassTemplate() != nullptr || llvm::isa<clang::ClassTemplateSpecializationDecl>(record));
}

void refuse_unknown(Reading& reading, const Use& use) {
    const std::string_view near = nearest_attribute(use.name);
    std::vector<generator::Diagnostic> notes;
    std::vector<generator::FixIt> fixits;
    if (near.empty()) {
        std::string known;
        for (const AttributeKind& kind : attribute_kinds()) known += (known.empty() ? "" : ", ") + std::string(kind.name);
        notes.push_back(Report::hint("the attributes are " + known));
    } else {
        notes.push_back(Report::hint("did you mean 'db::" + std::string(near) + "'?"));
        fixits = reading.report.replace({use.name_location, use.name_location}, std::string(near));
    }
    reading.report.error("unknown-attribute", {use.name_location, use.name_location}, "there is no attribute 'db::" + use.name + "'",
                         std::move(notes), std::move(fixits));
}

std::optional<Place> place_of(const clang::Decl& declaration) {
    if (llvm::isa<clang::CXXRecordDecl>(declaration)) return Place::structure;
    if (llvm::isa<clang::FieldDecl>(declaration)) return Place::member;
    if (llvm::isa<clang::EnumDecl>(declaration)) return Place::enumeration;
    if (llvm::isa<clang::EnumConstantDecl>(declaration)) return Place::enumerator;
    if (llvm::isa<clang::TypedefNameDecl>(declaration)) return Place::alias;
    return std::nullopt;
}

std::string_view name_of(Place place) {
    switch (place) {
        case Place::structure:
            return "a struct";
        case Place::member:
            return "a member";
        case Place::enumeration:
            return "an enum";
        case Place::enumerator:
            return "an enumerator";
        case Place::alias:
            return "an alias";
    }
    return "";
}

/// "it belongs on a member: db::length(255)".
std::string places_of(const AttributeKind& kind) {
    std::vector<Place> places;
    for (const Place place : {Place::structure, Place::member, Place::enumeration, Place::enumerator}) {
        if (!kind.form(place).empty()) places.push_back(place);
    }
    std::string text = "it belongs on ";
    for (std::size_t i = 0; i < places.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == places.size() ? " or " : ", ") + std::string(name_of(places[i]));
    }
    return places.size() == 1 ? text + ": " + std::string(kind.form(places.front())) : text;
}

/// True when the use stands on something that it can say something about.
bool check_place(Reading& reading, const Use& use) {
    const AttributeKind& kind = *use.kind;
    const std::string attribute = "'db::" + use.name + "'";
    if (use.declarations.empty()) {
        if (!reading.report.take_over(use.range())) return false;
        const bool in_function = !kind.on_struct.empty() && kind.on_member.empty();  // where Clang skips what stands in one
        reading.report.error("misplaced-attribute", use.range(), attribute + " belongs to no struct and no member here",
                             {Report::hint(in_function ? "it stands between 'struct' and its name, and outside all functions"
                                                       : "it stands before the member's type, or between 'struct' and its name")});
        return false;
    }
    for (const clang::Decl* declaration : use.declarations) {
        const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(declaration);
        const std::optional<Place> place = place_of(*declaration);
        if (place && is_template(*declaration)) {
            reading.report.error("attribute-in-template", use.range(), attribute + " can't be used in a template",
                                 {Report::hint("a table is one struct; members that tables share belong in a plain base struct")});
            return false;
        }
        if (record != nullptr && record->isUnion()) {
            reading.report.error("union-table", use.range(), "a union is no table: its members are not there at the same time");
            return false;
        }
        if (record != nullptr && !record->isThisDeclarationADefinition()) {
            reading.report.error("misplaced-attribute", use.range(), attribute + " stands on a declaration without members",
                                 {Report::hint("write it where the struct is defined")});
            return false;
        }
        const auto* enumeration = llvm::dyn_cast<clang::EnumDecl>(declaration);
        if (enumeration != nullptr && !enumeration->isThisDeclarationADefinition()) {
            reading.report.error("misplaced-attribute", use.range(), attribute + " stands on a declaration without enumerators",
                                 {Report::hint("write it where the enum is defined")});
            return false;
        }
        if (declaration->getParentFunctionOrMethod() != nullptr) {
            reading.report.error("local-struct", use.range(), attribute + " says nothing inside a function",
                                 {Report::hint("what is a table outlives a call: define it in a namespace")});
            return false;
        }
        if (place && !kind.form(*place).empty()) continue;
        reading.report.error("misplaced-attribute", use.range(),
                             attribute + (place ? " says nothing about " + std::string(name_of(*place)) : " can't stand here"),
                             {Report::hint(places_of(kind))});
        return false;
    }
    return true;
}

void check_repeated(Reading& reading) {
    for (const auto& [declaration, uses] : reading.uses) {
        for (std::size_t i = 0; i < uses.size(); ++i) {
            if (uses[i]->kind->repeatable) continue;
            for (std::size_t j = 0; j < i; ++j) {
                if (uses[j]->kind != uses[i]->kind) continue;
                reading.report.error("repeated-attribute", uses[i]->range(), "'db::" + uses[i]->name + "' stands here twice",
                                     {reading.report.note(uses[j]->range(), "the first is here")});
                break;
            }
        }
    }
}

/// Of a table or a view alone, and so not inherited.
bool is_of_whole(Attribute attribute) {
    switch (attribute) {
        case Attribute::comment:
        case Attribute::renamed_from:
        case Attribute::schema:
        case Attribute::strict:
        case Attribute::without_rowid:
            return true;
        default:
            return false;
    }
}

void refuse_on_base(const Reading& reading, const Use& use) {
    const bool on_member = !use.kind->on_member.empty();
    const bool on_view = use.kind->attribute == Attribute::comment || use.kind->attribute == Attribute::schema;
    reading.report.error("misplaced-attribute", use.range(), quoted("db::" + use.name) + " stands on a struct that is no table",
                         {Report::hint(std::string("it belongs on the struct with db::table") + (on_view ? " or db::view" : "") +
                                       (on_member ? ", or on a member" : ""))});
}

void refuse_on_value(const Reading& reading, const Use& use) {
    reading.report.error(
        "misplaced-attribute", use.range(), quoted("db::" + use.name) + " stands on a struct that is one value, by 'db::value'",
        {Report::hint(use.kind->on_alias ? "it belongs on the member with db::value" : "it belongs on the struct with db::table")});
}

void add_bases(const clang::Decl* declaration, std::set<const clang::Decl*>& into) {
    const auto* record = llvm::cast<clang::CXXRecordDecl>(declaration);
    for (const clang::CXXBaseSpecifier& base : record->bases()) {
        const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
        if (type == nullptr || type->getDefinition() == nullptr) continue;
        into.insert(type->getDefinition());
        add_bases(type->getDefinition(), into);
    }
}

/// A strong typedef waits for a column, as enums and aliases do.
bool is_value(const Reading& reading, const clang::CXXRecordDecl& record) {
    return std::any_of(record.field_begin(), record.field_end(),
                       [&](const clang::FieldDecl* field) { return reading.find_use(field, Attribute::value) != nullptr; });
}

/// Attributes of structs that are no table and that no table inherits from would be lost in silence.
void check_orphans(Reading& reading, const Capture& capture) {
    std::set<const clang::Decl*> wholes;
    for (const auto& [declaration, uses] : reading.uses) {
        const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(declaration);
        if (record == nullptr) continue;
        if (reading.find_use(record, Attribute::table) != nullptr || is_view(reading, *record)) wholes.insert(record);
    }
    std::set<const clang::Decl*> read = reading.parts;
    read.insert(wholes.begin(), wholes.end());
    std::set<const clang::Decl*> inherited;
    for (const clang::Decl* declaration : read) add_bases(declaration, inherited);
    read.insert(inherited.begin(), inherited.end());
    std::set<const clang::Decl*> said;
    for (const Use& use : capture.uses) {
        for (const clang::Decl* declaration : use.declarations) {
            if (!reading.uses.count(declaration)) continue;
            if (!llvm::isa<clang::CXXRecordDecl, clang::FieldDecl>(declaration)) continue;  // enums and aliases wait for a column
            if (inherited.count(declaration) && !wholes.count(declaration) && is_of_whole(use.kind->attribute)) {
                refuse_on_base(reading, use);
                continue;
            }
            const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(declaration);
            if (record != nullptr && !wholes.count(record) && is_value(reading, *record)) {
                refuse_on_value(reading, use);
                continue;
            }
            if (record == nullptr) record = llvm::dyn_cast<clang::CXXRecordDecl>(declaration->getDeclContext());
            if (record == nullptr || read.count(record) || is_value(reading, *record) || !said.insert(record).second) continue;
            const std::string name = record->getName().str();
            std::vector<generator::FixIt> fixits;
            if (!name.empty() && record->getLocation().isFileID()) {
                generator::Location before = reading.report.location(name_range(*record));
                before.end_line = before.line;
                before.end_column = before.column;
                fixits.push_back({.range = before, .replacement = "[[db::table(\"" + snake_case(name) + "\")]] "});
            }
            reading.report.error("no-table", use.range(),
                                 "'db::" + use.name + "' has no effect: " + (name.empty() ? "its struct" : quoted(name)) +
                                     " is no table, and no table inherits from it or embeds it",
                                 {reading.report.note(name_range(*record), "give it a table: struct [[db::table(\"...\")]] " + name)},
                                 std::move(fixits));
        }
    }
}

}  // namespace

void read_schema(const Capture& capture, const clang::ASTContext& context, const Settings& settings, Report& report,
                 generator::ModelDocument& document) {
    Reading reading{.context = context, .settings = settings, .report = report, .document = document};
    for (const Use& use : capture.uses) {
        if (use.kind == nullptr) {
            refuse_unknown(reading, use);
        } else if (check_place(reading, use)) {
            for (const clang::Decl* declaration : use.declarations) reading.uses[declaration].push_back(&use);
        }
    }
    check_repeated(reading);
    find_tables(reading, capture);
    for (Model& model : reading.models) read_columns(reading, model);
    read_constraints(reading);
    read_views(reading, capture);
    check_orphans(reading, capture);
    for (const Model& model : reading.models) finish_table(reading, model);
    finish_enums(reading, capture);
    for (Model& model : reading.models) document.schema.tables.add(std::move(model.table));
}

}  // namespace aludel::frontend

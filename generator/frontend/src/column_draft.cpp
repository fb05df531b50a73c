#include "column_draft.h"

#include <clang/AST/Decl.h>

#include <algorithm>

namespace aludel::frontend {
namespace {

std::vector<const Use*> uses_among(const Reading& reading, const clang::Decl* declaration, std::initializer_list<Attribute> attributes) {
    std::vector<const Use*> found;
    for (const Use* use : reading.uses_of(declaration)) {
        if (std::find(attributes.begin(), attributes.end(), use->kind->attribute) != attributes.end()) found.push_back(use);
    }
    return found;
}

std::vector<const Use*> first_said(const Reading& reading, const std::vector<const clang::Decl*>& declarations,
                                   std::initializer_list<Attribute> attributes) {
    for (const clang::Decl* declaration : declarations) {
        std::vector<const Use*> found = uses_among(reading, declaration, attributes);
        if (!found.empty()) return found;
    }
    return {};
}

}  // namespace

std::vector<const Use*> ColumnDraft::said(std::initializer_list<Attribute> attributes) const {
    const std::vector<const Use*> own = uses_among(reading, &field, attributes);
    return own.empty() ? first_said(reading, type.said_by, attributes) : own;
}

std::vector<const Use*> ColumnDraft::said_of_type(std::initializer_list<Attribute> attributes) const {
    const std::vector<const Use*> outer = said(attributes);
    return outer.empty() ? first_said(reading, type.element_said_by, attributes) : outer;
}

std::string ColumnDraft::type_text() const {
    return quoted(reading.report.text(type_range(field)));
}

void ColumnDraft::refuse_nullable(const Use& use) {
    if (!column.nullable) return;
    reading.report.error("nullable-key", use.range(), "'db::" + use.name + "' on a column that may be NULL",
                         {reading.report.note(type_range(field), "take std::optional away: a row has a key from its first moment")});
    column.nullable = false;
}

}  // namespace aludel::frontend

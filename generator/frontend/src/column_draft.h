#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "model.h"

namespace aludel::frontend {

/// Where a member stands: in the table's own struct, or in one that is embedded in it.
struct Scope {
    std::vector<std::string> prefixes = {};       ///< as ModelColumn has them
    std::string old_prefix = {};                  ///< before the prefix was renamed; empty: it was not
    bool nullable = false;                        ///< inside a std::optional struct
    std::vector<const clang::Decl*> inside = {};  ///< the structs around it, outermost first

    std::string prefix() const { return prefixes.empty() ? "" : prefixes.front(); }
};

/// A column while it is read.
struct ColumnDraft {
    Reading& reading;
    Model& model;
    const clang::FieldDecl& field;
    const Scope& scope;
    ColumnType type = {};
    schema::Column column = {};

    /// Of the member itself.
    const Use* find(Attribute attribute) const { return reading.find_use(&field, attribute); }
    /// All that is said by these attributes on the member, or else on the outermost alias or strong typedef of its type that says any.
    std::vector<const Use*> said(std::initializer_list<Attribute> attributes) const;
    /// The same, asking the element of an array, too: for what refines a type.
    std::vector<const Use*> said_of_type(std::initializer_list<Attribute> attributes) const;

    Arguments arguments(const Use& use) const { return {reading, use, Place::member}; }
    std::string key() const { return model.key() + "." + column.name; }
    /// The member's type for messages: as it is written.
    std::string type_text() const;

    template <class Kind>
    Kind* type_as() {
        return std::get_if<Kind>(&column.type.kind);
    }

    /// A key or an identity may not be NULL: reported, and mended.
    void refuse_nullable(const Use& use);
};

/// The attributes on one declaration that contradict each other.
void check_contradictions(const Reading& reading, const clang::Decl& declaration);

/// db::type, db::length, db::numeric, db::collate: what the attributes make of the C++ type.
void refine_type(ColumnDraft& draft);
/// db::default_value, db::default_sql, db::now, db::identity, db::computed: where a value comes from that no INSERT gives.
void read_origin(ColumnDraft& draft);

}  // namespace aludel::frontend

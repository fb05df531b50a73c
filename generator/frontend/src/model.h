#pragma once

#include <aludel/generator/model_document.h>
#include <aludel/schema/schema.h>

#include <map>
#include <string>
#include <vector>

#include "argument.h"
#include "capture.h"
#include "column_type.h"
#include "report.h"

namespace aludel::frontend {

/// A member that is a column.
struct ModelColumn {
    const clang::FieldDecl* field = nullptr;
    std::string name;
    ColumnType type;
};

/// A struct that is a table.
struct Model {
    const clang::CXXRecordDecl* record = nullptr;
    const Use* table_use = nullptr;
    schema::Table table;
    std::vector<ModelColumn> columns;  ///< in the order of the members, those of bases first

    const ModelColumn* find(const clang::FieldDecl* field) const;
    std::string key() const { return schema::to_string(table.name); }
};

/// What the parts of the reader share while they read one translation unit.
struct Reading {
    const clang::ASTContext& context;
    Report& report;
    generator::ModelDocument& document;
    std::vector<Model> models;
    std::map<const clang::Decl*, std::vector<const Use*>> uses;  ///< of each declaration, in the order of the text
    std::map<std::string, const clang::EnumDecl*> enums;         ///< that columns have, by their name in the schema

    const std::vector<const Use*>& uses_of(const clang::Decl* declaration) const;
    /// The use of that attribute, or nullptr.
    const Use* find_use(const clang::Decl* declaration, Attribute attribute) const;
    const Model* find_model(const clang::CXXRecordDecl* record) const;
    const Model* find_table(const std::string& name) const;
};

/// What a use's arguments are, checked against what its attribute takes. A mistake is reported once; nullopt then.
class Arguments {
public:
    Arguments(const Reading& reading, const Use& use, std::string_view form) : reading_(reading), use_(use), form_(form) {}

    /// Clang has refused them, and said so.
    bool failed() const { return !use_.arguments; }
    std::size_t count() const { return use_.arguments ? use_.arguments->size() : 0; }
    Constant constant(std::size_t index) const;
    clang::SourceRange range(std::size_t index) const { return (*use_.arguments)[index].range; }

    bool none() const;
    std::optional<std::string> one_string() const;
    std::optional<std::string> string(std::size_t index) const;
    std::optional<int> positive(std::size_t index) const;
    bool between(std::size_t least, std::size_t most) const;
    void refuse() const;

private:
    const Reading& reading_;
    const Use& use_;
    std::string_view form_;
};

/// Columns: one from each member, with what its own attributes say of it.
void read_columns(Reading& reading, Model& model);
/// Keys, references, indexes and checks, once all columns of all tables are known.
void read_constraints(Reading& reading, Model& model);

/// The type of a member for messages: as it is written.
std::string quoted(std::string_view text);

}  // namespace aludel::frontend

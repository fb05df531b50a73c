#pragma once

#include <aludel/generator/model_document.h>
#include <aludel/schema/schema.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "argument.h"
#include "capture.h"
#include "column_type.h"
#include "report.h"
#include "settings.h"

namespace aludel::frontend {

/// A member that is a column.
struct ModelColumn {
    const clang::FieldDecl* field = nullptr;
    std::string name;
    ColumnType type;
    /// Of the embedded structs that it comes from, the innermost first, each in full: "home_geo_", "home_". Empty: a member of the table.
    std::vector<std::string> prefixes = {};

    bool is_embedded() const { return !prefixes.empty(); }
};

/// A struct that is a table.
struct Model {
    const clang::CXXRecordDecl* record = nullptr;
    const Use* table_use = nullptr;
    schema::Table table;
    std::vector<ModelColumn> columns;  ///< in the order of the members, those of bases first

    /// The expression of a member: the names that an embedded struct has for its members become those of their columns.
    schema::Expression in_table(const ModelColumn& column, schema::Expression expression) const;
    std::string key() const { return schema::to_string(table.name); }
};

/// What the parts of the reader share while they read one translation unit.
struct Reading {
    const clang::ASTContext& context;
    const Settings& settings;
    Report& report;
    generator::ModelDocument& document;
    std::vector<Model> models = {};
    std::map<const clang::Decl*, std::vector<const Use*>> uses = {};                ///< of each declaration, in the order of the text
    std::map<std::string, const clang::EnumDecl*> enums = {};                       ///< that columns have, by their name in the schema
    std::map<const clang::EnumDecl*, std::optional<schema::Name>> enum_names = {};  ///< of those; nullopt: refused
    std::set<const clang::Decl*> parts = {};       ///< structs that are no table, and whose members are columns of one
    std::map<std::string, const Use*> views = {};  ///< by their name in the schema

    const std::vector<const Use*>& uses_of(const clang::Decl* declaration) const;
    /// The use of that attribute, or nullptr.
    const Use* find_use(const clang::Decl* declaration, Attribute attribute) const;
    const Model* find_model(const clang::CXXRecordDecl* record) const;
    const Model* find_table(const std::string& name) const;
};

/// What stands between the parentheses of an attribute or of a word in it, checked against what may stand there. A mistake is reported
/// once; nullopt then.
class Arguments {
public:
    /// Of an attribute: its options are taken out, and must be among those that it takes.
    Arguments(const Reading& reading, const Use& use, Place place);
    /// Of a word: `db::where("...")`.
    Arguments(const Reading& reading, const Word& word, clang::SourceRange range);

    /// Clang has refused them and said so, or an option is wrong and we have.
    bool failed() const { return failed_; }
    /// Of those that are no options.
    std::size_t count() const { return plain_.size(); }
    const Argument& at(std::size_t index) const { return *plain_[index]; }
    Constant constant(std::size_t index) const;
    clang::SourceRange range(std::size_t index) const { return plain_[index]->range; }
    clang::SourceRange range() const { return range_; }

    bool has(Option option) const { return find(option) != nullptr; }
    /// The option as it is given, or nullptr.
    const Argument* find(Option option) const;
    /// The text of an option that is one: db::name("..."). Empty where it is not given; nullopt where it is wrong.
    std::optional<std::string> text(Option option) const;
    /// The databases that db::only names; empty where it is not given.
    std::optional<std::vector<std::string>> only() const;
    /// The arguments of an option that is given.
    Arguments inside(Option option) const;

    bool none() const;
    std::optional<std::string> one_string() const;
    std::optional<std::string> string(std::size_t index) const;
    /// The text as SQL, for the databases that db::only names, or for all.
    std::optional<schema::Expression> sql(std::size_t index) const;
    std::optional<std::int64_t> integer(std::size_t index) const;
    std::optional<int> positive(std::size_t index) const;
    bool between(std::size_t least, std::size_t most) const;
    void refuse() const;

private:
    void take(const std::vector<Argument>& arguments, const std::vector<Option>& options);
    bool take_option(const Argument& argument, const std::vector<Option>& options);
    void refuse_option(const Argument& argument, const Word& word, const std::vector<Option>& options);

    const Reading& reading_;
    std::string name_;  // of the attribute or word
    std::string_view form_;
    clang::SourceRange range_;
    std::vector<const Argument*> plain_;
    std::vector<std::pair<Option, const Argument*>> options_;
    bool failed_ = false;
};

/// The databases that have it, where it has no text for all of them; empty: all.
std::vector<std::string> databases_of(const schema::Expression& expression);

/// Adds what another use of the attribute says for other databases; false where both say it for the same.
bool merge(schema::Expression& into, const schema::Expression& more);

/// Columns: one from each member, with what its own attributes say of it.
void read_columns(Reading& reading, Model& model);
/// The name that the member's column has, by db::column or by the naming convention; nullopt when it is none, which is reported.
std::optional<std::string> read_column_name(Reading& reading, const clang::FieldDecl& field);
/// The enum's name in the schema. Adds it there when the first column has it; nullopt when it can't be, which is reported once.
std::optional<schema::Name> read_enum(Reading& reading, const clang::EnumDecl& declaration);
/// What is stored for the enumerator as text.
std::string label_of(const Reading& reading, const clang::EnumConstantDecl& enumerator);
/// Keys, references, indexes and checks, once all columns of all tables are known.
void read_constraints(Reading& reading);

/// The text in quotes, for messages.
std::string quoted(std::string_view text);
/// Where the declaration's name stands.
clang::SourceRange name_range(const clang::NamedDecl& declaration);

}  // namespace aludel::frontend

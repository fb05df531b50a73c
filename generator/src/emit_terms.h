#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/generator/layout.h>
#include <aludel/schema/change.h>

// The values of a schema as terms of the language of <aludel/revision.h>. Pure functions, one a kind of value.

namespace aludel::generator {

Term leaf(std::string text);
Term braces(std::vector<Term> items);
Term call(std::string_view function, std::vector<Term> arguments);
/// `.name = value`
Term member(std::string_view name, Term value);

Term text_term(std::string_view text);
/// SQL: several lines of it stand as they are, in a raw string, where C++ can hold them so.
Term sql_term(std::string_view sql);
Term texts_term(const std::vector<std::string>& texts);
Term name_term(const schema::Name& name);
Term integer_term(std::int64_t value);
Term expression_term(const schema::Expression& expression);
/// {{"postgresql", "citext"}}
Term words_of_dialects_term(const std::map<std::string, std::string>& words);
Term value_term(const schema::Value& value);
Term type_term(const schema::Type& type);
/// `.default_value = ...`, or `.default_sql = ...` where the dialects' words differ.
Term default_term(const schema::Default& value);
Term identity_term(const schema::Identity& identity);
Term computed_term(const schema::Computed& computed);

Term column_term(const schema::Column& column);
Term primary_key_term(const schema::PrimaryKey& key);
Term unique_term(const schema::Unique& unique);
Term foreign_key_term(const schema::ForeignKey& key);
Term check_term(const schema::Check& check);
Term index_term(const schema::Index& index);
Term table_term(const schema::Table& table);
Term options_term(const schema::TableOptions& options);
Term alteration_term(const schema::AlterColumn& change);
Term enum_term(const schema::Enum& type);
Term view_term(const schema::View& view);
Term sequence_term(const schema::Sequence& sequence);
Term opaque_term(const schema::Opaque& object);

}  // namespace aludel::generator

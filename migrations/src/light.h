#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <aludel/revision.h>
#include <aludel/schema/change.h>

// From the structs of the light header to the values of the schema. Each function throws schema::SchemaError for what
// cannot be meant; record.cpp says in which operation.
namespace aludel::migrations::light {

/// Any text: UTF-8 without a zero byte.
std::string text(const str& from);
/// A text that must not be empty; `what` is it in messages, "the column's name".
std::string required(const str& from, std::string_view what);
std::vector<std::string> texts(std::initializer_list<str> from, std::string_view what);

schema::Name name(const aludel::name& from, std::string_view what);
schema::Expression expression(const aludel::expression& from);
/// A cell or a default that is a constant.
schema::Value constant(const value& from, std::string_view what);

schema::Type type(const data_type& from, std::string_view what);
schema::Column column(const aludel::column& from);

// The convention names what has no name; a check and an index over an expression must be named.
schema::PrimaryKey primary_key(const schema::Name& table, const aludel::primary_key& from);
schema::Unique unique(const schema::Name& table, const aludel::unique& from);
schema::ForeignKey foreign_key(const schema::Name& table, const aludel::foreign_key& from);
schema::Check check(const aludel::check& from);
schema::Index index(const schema::Name& table, const aludel::index& from);
schema::Table table(const aludel::table& from);
schema::TableOptions options(const table_options& from);

/// A raw AlterColumn: `before` and `after` hold the name and what is set, `fields` says which.
schema::AlterColumn alteration(const schema::Name& table, const std::string& column, const aludel::alteration& from);

schema::Enum enumeration(const enum_type& from);
schema::View view(const aludel::view& from);
schema::Sequence sequence(const aludel::sequence& from);
schema::Opaque opaque(const aludel::opaque& from);

}  // namespace aludel::migrations::light

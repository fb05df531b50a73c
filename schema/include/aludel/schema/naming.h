#pragma once

#include <string>
#include <vector>

#include <aludel/schema/name.h>

namespace aludel::schema {

// The convention for names of constraints and indexes that a model leaves unnamed. A format on disk: docs/storage.md.
// Names over 63 bytes (PostgreSQL's limit) are cut and end in a hash of the whole, so that they stay distinct.

std::string primary_key_name(const Name& table);                                            ///< pk_<table>
std::string foreign_key_name(const Name& table, const std::vector<std::string>& columns);   ///< fk_<table>_<columns>
std::string unique_name(const Name& table, const std::vector<std::string>& columns);        ///< uq_<table>_<columns>
std::string index_name(const Name& table, const std::vector<std::string>& columns);         ///< ix_<table>_<columns>
std::string unique_index_name(const Name& table, const std::vector<std::string>& columns);  ///< ux_<table>_<columns>
std::string check_name(const Name& table, const std::string& what);                         ///< ck_<table>_<what>

/// What stands in an index's name for a key that is an expression: its words, in lower case, joined by `_`. "lower(email)" is
/// lower_email; one without a word is "expression".
std::string expression_words(const std::string& sql);

}  // namespace aludel::schema

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <aludel/schema/change.h>

namespace aludel::runtime::postgresql {

/// What of a table is spelt otherwise in the live database, so that the engine has to say whether it is the same.
struct OpenTable {
    const schema::Table* expected = nullptr;
    const schema::Table* live = nullptr;
    std::set<std::string> columns = {};
    std::set<std::string> checks = {};
    std::set<std::string> indexes = {};

    bool empty() const { return columns.empty() && checks.empty() && indexes.empty(); }
};

struct OpenSchema {
    std::vector<OpenTable> tables = {};
    std::vector<const schema::View*> views = {};  ///< expected ones

    bool empty() const { return tables.empty() && views.empty(); }
};

/// Both schemas outlive it. Only what is in both: the rest differs whatever it means.
OpenSchema open_parts(const schema::Schema& expected, const schema::Schema& live);

/// The keys of Introspection::unjudged for all of it.
std::set<std::string> keys(const OpenSchema& open);
std::string key(const schema::Table& table, const std::string& part);
std::string key(const schema::View& view);

/// A change that makes a part of a twin, and the part that is unjudged where it fails; empty: the table itself.
struct TwinChange {
    std::string part = {};
    schema::Change change = {};
};

/// What makes the twin of a table under that name: first its CREATE TABLE with all columns that are no part, then the parts.
/// Index names are given by `index_name`, since those of all schemas come together.
std::vector<TwinChange> twin_of(const OpenTable& open, const schema::Name& name, const std::map<std::string, std::string>& index_names);

}  // namespace aludel::runtime::postgresql

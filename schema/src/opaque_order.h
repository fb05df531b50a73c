#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <aludel/schema/schema.h>

namespace aludel::schema {

// Where objects that nobody understands stand among the others: by the words in their texts. A word too many (in a comment, the
// name of a column that is also a table's) makes an object come later than it could, or come anew; one that is missed would make
// the revision fail when it is first run.

enum class OpaqueStage {
    before_tables,  ///< extensions, types, and functions that no table stands on or that tables call
    after_tables,   ///< what stands on tables, and views stand on
    after_views,    ///< triggers, policies, rules, and whatever else stands on tables or views
};

/// Every word of the texts, whatever it stands in, in lower case.
std::set<std::string> words_of(const Expression& expression);
/// The same of the text that makes it.
std::set<std::string> words_of(const Opaque& object);
/// Whether a text says every column of a table: `*`, or a NATURAL join.
bool says_all(const Expression& expression);
/// Whether the name, without its database schema, is one of them.
bool mentions(const std::set<std::string>& words, const std::string& name);

/// The stage of each object of the schema.
std::map<Name, OpaqueStage> stages(const Schema& schema);

/// Those objects in an order in which each comes behind those that it mentions.
std::vector<const Opaque*> creation_order(std::vector<const Opaque*> objects);

}  // namespace aludel::schema

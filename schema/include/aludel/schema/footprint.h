#pragma once

#include <compare>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <aludel/schema/change.h>
#include <aludel/schema/schema.h>

namespace aludel::schema {

/// Something of a schema that changes read and write. Two are equal where one of the engines takes their names for equal: whatever
/// their case.
struct Part {
    enum class Of {
        table,            ///< that it is there and called so; not what it consists of
        options,          ///< of a table
        column,           ///< also one that is not there, where a text of its table has a word that would come to mean it
        primary_key,      ///< whether the table has one
        constraint,       ///< of a table, primary keys and foreign keys included
        index,            ///< of a table
        enumeration,      ///< with its values
        view,             ///
        sequence,         ///
        opaque,           ///
        comment,          ///< of a constraint, an index, a view or an enum
        name,             ///< a name in the namespace of a database schema, taken or free
        database_schema,  ///< whether tables are in it, or one is called like it
        relation_word,    ///< a word that a text may have for a table or a view; `object.name` is the word
        word,             ///< a word that a text may have for anything else
    };
    Of of = Of::table;
    Name object = {};
    std::string member = {};  ///< of a table: the column, constraint or index

    friend std::strong_ordering operator<=>(const Part& a, const Part& b);
    friend bool operator==(const Part& a, const Part& b) { return (a <=> b) == std::strong_ordering::equal; }
};

/// "users.email", "the table users", "the name ix_users_email".
std::string to_string(const Part& part);

/// What a change does to a schema, and on what its outcome depends: that it can be made, what comes of it, and that a schema stays
/// one that validate() takes. Whoever carries an object (to drop it, say) reads all that it refers to. A text reads every column of
/// its table and everything else that one of its words may mean, and what the views and objects it means say in their turn.
struct Footprint {
    std::set<Part> reads = {};
    std::set<Part> writes = {};
    friend bool operator==(const Footprint&, const Footprint&) = default;
};

/// @param before the schema that the change is made to
Footprint footprint(const Change& change, const Schema& before);

/// Of all of them, one made after the other.
/// @throws SchemaError as apply() does.
Footprint footprint(const std::vector<Change>& changes, const Schema& before);

/// What stands between two lists of changes to one schema, as a sentence without a full stop ("both change users.email"); nullopt
/// where they commute: made in either order they lead to the same schema, which is valid if each alone leads to a valid one. Errs
/// on the side of a conflict.
/// @throws SchemaError as apply() does.
std::optional<std::string> conflict(const std::vector<Change>& a, const std::vector<Change>& b, const Schema& before);

/// Whether there is no such conflict.
bool commute(const std::vector<Change>& a, const std::vector<Change>& b, const Schema& before);

}  // namespace aludel::schema

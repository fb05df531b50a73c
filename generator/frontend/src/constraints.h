#pragma once

#include <aludel/schema/table.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model.h"

namespace aludel::frontend {

/// An attribute that says a key, an index, a reference or a check, as it is read for one table. In a base it is read for each that
/// inherits from it.
struct Said {
    const Use& use;
    const Arguments& given;
    Model& model;
    const ModelColumn* member = nullptr;  ///< that it stands on; nullptr: on the struct

    /// SQL as it stands there, about the columns of the table.
    schema::Expression in_table(schema::Expression expression) const {
        return member == nullptr ? expression : model.in_table(*member, std::move(expression));
    }
};

/// Who has which name. Constraints share a namespace in their table, indexes in their database schema; a primary key and a unique
/// constraint are both.
class ConstraintNames {
public:
    explicit ConstraintNames(Reading& reading) : reading_(reading) {}

    enum class Kind { constraint, index, both };
    struct Holder {
        const Model* model = nullptr;
        const Use* use = nullptr;
        bool given = false;  ///< the name, by db::name
    };

    /// False, and reported, when something has the name already.
    bool claim(const Said& said, const std::string& name, Kind kind);
    /// False, and reported, when `part` is, but for its name and its comment, one of the others, and one of the two names was made.
    template <class Part>
    bool is_new(const Said& said, const schema::ByName<Part>& others, Part part) {
        const std::string name = part.name;
        for (const Part& other : others) {
            part.name = other.name;
            part.comment = other.comment;
            if (part == other && other.name != name && !may_stand_twice(said, name, other.name)) return false;
        }
        return true;
    }

    /// Of a constraint that has claimed its name.
    const Holder& holder(const Model& model, const std::string& constraint) const { return constraints_.at({&model, constraint}); }

private:
    bool refuse(const Said& said, const std::string& name, const Holder& first);
    bool may_stand_twice(const Said& said, const std::string& name, const std::string& other) const;

    Reading& reading_;
    std::map<std::pair<const Model*, std::string>, Holder> constraints_;
    std::map<schema::Name, Holder> indexes_;
    std::set<const Use*> refused_;  // of bases
};

/// A foreign key whose referred columns must turn out to be a key.
struct Reference {
    const Model* to = nullptr;
    std::vector<std::string> columns;
    clang::SourceRange at;
};

/// What is shared while the constraints of all tables are read.
struct ConstraintReading {
    Reading& reading;
    ConstraintNames names;
    std::map<const Model*, const Use*> primary_keys = {};
    std::vector<Reference> references = {};
    std::set<const Model*> mistaken = {};  ///< with a mistake in a key: whether others may refer to it can't be said
};

// Each adds to the table what the attribute says. False: it says nothing that makes sense, which is reported.

bool read_primary_key(ConstraintReading& all, const Said& said);
/// A unique constraint; with db::where or db::only a unique index.
bool read_unique(ConstraintReading& all, const Said& said);
/// Once the table's keys are known: a unique constraint over the primary key says nothing.
void check_uniques(const ConstraintReading& all, const Model& model);
bool read_index(ConstraintReading& all, const Said& said);
bool read_check(ConstraintReading& all, const Said& said);
/// db::foreign_key, on a struct.
bool read_foreign_key(ConstraintReading& all, const Said& said);
/// db::references, on a member.
bool read_reference(ConstraintReading& all, const Said& said);
/// db::on_delete and the like, on a member that refers to nothing.
void refuse_options_of_no_reference(ConstraintReading& all, const ModelColumn& member);
/// Once all keys are known: no engine refers to columns that are none.
void check_references(const ConstraintReading& all);

/// The columns of db::include. nullopt: a mistake.
std::optional<std::vector<std::string>> read_included(const Reading& reading, const Said& said, const std::vector<std::string>& keys);
/// What db::index says beside its keys, and db::unique where it makes one. False: a mistake.
bool read_index_options(ConstraintReading& all, const Said& said, schema::Index& index);
/// Adds it, unless it is there. False: it is.
bool add_index(ConstraintReading& all, const Said& said, schema::Index index);

/// What lists columns, for messages, and what to do where something else than a column is meant.
struct KeyKind {
    std::string_view what;
    std::string_view instead = "write the column itself: &T::a";
};

/// The column of the model that `&T::a` or "a" names. nullptr: none, which is reported.
const ModelColumn* read_column_of(const Reading& reading, const Model& model, const Arguments& given, std::size_t index);
/// The table's own columns that an attribute or a word in it lists, none of them twice.
std::optional<std::vector<std::string>> read_columns_of(const Reading& reading, const Model& model, const Arguments& given,
                                                        const KeyKind& kind);
/// False, and reported, when an attribute on a member has keys: the member is its key.
bool has_no_keys(const Reading& reading, const Said& said, const KeyKind& kind);
/// False, and reported, when there is a word around a column where it says nothing: db::desc in a primary key.
bool has_plain_columns(const Reading& reading, const Arguments& given, const KeyKind& kind);
/// In whatever order.
bool same_columns(std::vector<std::string> a, std::vector<std::string> b);
/// The column of that name, or nullptr.
const ModelColumn* find_column(const Model& model, std::string_view name);
/// Says that there is none of that name, and which may be meant.
void refuse_column(const Reading& reading, const Model& model, clang::SourceRange at, const std::string& name);

}  // namespace aludel::frontend

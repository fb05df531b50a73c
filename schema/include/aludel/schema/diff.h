#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <aludel/schema/change.h>
#include <aludel/schema/schema.h>

namespace aludel::schema {

/// "Was called": a hint of the models or a decision of the command line.
struct Rename {
    enum class Of { table, column, enumeration, enum_value };

    Of of = Of::table;
    Name in = {};           ///< the table of a column, the enum of a value, by its new name; else empty
    std::string from = {};  ///< a column or a value as it is named, a table or an enum as to_string(Name) writes it
    std::string to = {};
    friend auto operator<=>(const Rename&, const Rename&) = default;
    friend bool operator==(const Rename&, const Rename&) = default;
};

/// What a person has decided; each stands in the header or on the command line.
struct Decisions {
    std::set<Rename> renames = {};
    std::set<std::string> drops = {};                 ///< "users", "users.name": gone on purpose
    std::map<std::string, Expression> fills = {};     ///< "users.name": the value of existing rows (NOT NULL); "downgrade:users.name"
    std::map<std::string, Expression> converts = {};  ///< "books.pages": the new value from the old row; "downgrade:books.pages"
    std::set<std::string> accepted = {};              ///< ids of questions answered with "I know"
};

/// Something that diff does not guess.
struct Question {
    enum class Kind {
        rename_or_drop_table,   ///< a table vanished while a compatible one appeared
        rename_or_drop_column,  ///< likewise a column
        drop_table,             ///< a table vanished and nothing took its place: said out loud or not at all; so a sequence
        drop_column,
        fill,                ///< NOT NULL on rows that exist, without a value for them
        narrow,              ///< a type that cannot hold every old value
        convert,             ///< a type that the old one does not cast to
        unique,              ///< unique over rows that exist
        enum_value_removed,  ///< rows may hold it
        foreign_key,         ///< rows that exist may refer to nothing (downgrades alone)
        check,               ///< rows that exist may not satisfy it (downgrades alone)
    };
    std::string id = {};  ///< "drop:users.name", "fill:users.name"...: stable, typed after --accept
    Kind kind = {};
    Name table = {};
    std::string column = {};                   ///< empty: about the table (for `unique`, the constraint's or index's name)
    std::vector<std::string> candidates = {};  ///< for renames: what may be the new name
    std::string message = {};                  ///< what happened, one sentence
    std::vector<std::string> answers = {};     ///< the ways out, each with what to type
    friend bool operator==(const Question&, const Question&) = default;
};

/// The reason beside a rename that stands in a header or on the command line.
inline constexpr const char* rename_was_said = "by [[db::renamed_from]] or --rename";

struct Diff {
    std::vector<Change> changes = {};  ///< in the order they execute
    /// As many as `changes`: why each is there, in one sentence without a full stop, where the two schemas alone do not say it at
    /// a glance; empty for a change that the models ask for directly.
    std::vector<std::string> reasons = {};
    std::vector<Question> questions = {};  ///< while there is one, `changes` is not to be used
};

/// The changes that lead from `a` to `b`: apply(a, diff(a, b, d).changes) has the normal form of b, and is b where nothing in
/// it is written in two ways (normal_form.h). Referenced tables first, foreign-key
/// cycles split, dropped children before parents, drops last; deterministic.
Diff diff(const Schema& a, const Schema& b, const Decisions& decisions = {});

/// A downgrade's place where the change cannot be undone on real rows.
struct Irreversible {
    std::string reason = {};  ///< "rows may hold users.name longer than 5 characters"
    friend bool operator==(const Irreversible&, const Irreversible&) = default;
};
using DowngradeChange = std::variant<Change, Irreversible>;

struct Downgrade {
    std::vector<DowngradeChange> changes = {};
    std::vector<Question> questions = {};  ///< what stands as Irreversible, and the decision ("downgrade:...") that would undo it
};

/// reverse(changes, before) as a downgrade that never fails on rows. Where undoing tightens what rows may hold and no
/// decision says how, the one element of `changes` is an Irreversible that names every reason: nothing could be executed
/// past it, and nothing is to be half undone.
Downgrade downgrade(const std::vector<Change>& changes, const Schema& before, const Decisions& decisions = {});

}  // namespace aludel::schema

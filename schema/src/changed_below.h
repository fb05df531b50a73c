#pragma once

#include <string>

#include <aludel/schema/schema.h>

#include "moves.h"

namespace aludel::schema {

/// The two schemas between which a text may lose what it stands on.
struct Ground {
    const Schema& before;
    const Moves& moves;     ///< the renames
    const Schema& renamed;  ///< `before` after them
    const Schema& after;
};

/// What the text of a view or an opaque object names that changes under it, so that it has to go before and to come back behind:
/// "it names users.age, which is renamed"; empty when there is nothing.
///
/// A text stands on a table, a view, an enum or a sequence when it has a word of that name, and on a column when it has both words; on
/// every column of a table that it names when it says `*`. Not below it: keys, indexes, checks, comments, defaults, NOT NULL, the
/// values of an enum that is no type of its own, and columns that come where there is no `*`. What holds for a change holds for its
/// reverse.
std::string changed_below(const Expression& text, const Ground& ground);

}  // namespace aludel::schema

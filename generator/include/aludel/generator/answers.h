#pragma once

#include <string>
#include <vector>

#include <aludel/generator/diagnostic.h>
#include <aludel/schema/diff.h>

namespace aludel::generator {

/// What stands in a revision about an answer that no operation shows: "Accepted (narrow:users.email): the column users.email
/// changes from ... Right where every value fits: it stops at a row that does not."
/// @param decisions all of them, those of the headers too.
std::vector<std::string> accepted_answers(const schema::Schema& before, const schema::Schema& after, const schema::Decisions& decisions);

/// An error for each of `said`, the command line's, that changes nothing of what comes out; with the nearest that would. A
/// warning where nothing has changed at all.
/// Those of the downgrade are judged when the upgrade has no open question.
/// @param decisions all of them, `said` among them.
std::vector<Diagnostic> unused_answers(const schema::Schema& before, const schema::Schema& after, const schema::Decisions& decisions,
                                       const schema::Decisions& said);

}  // namespace aludel::generator

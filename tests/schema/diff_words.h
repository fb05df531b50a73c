#pragma once

#include <initializer_list>

#include <doctest/doctest.h>

#include <aludel/schema/apply.h>
#include <aludel/schema/diff.h>

#include "schema/samples.h"

// What the tests of diff() say of two schemas.

namespace aludel::testing {

/// The changes from a to b, which ask nothing; they lead there, and their reverse leads back.
inline Lines changes(const schema::Schema& a, const schema::Schema& b, const schema::Decisions& decisions = {}) {
    const schema::Diff difference = schema::diff(a, b, decisions);
    CHECK(ids(difference.questions) == Lines{});
    CHECK(schema::apply(a, difference.changes) == b);
    CHECK(schema::apply(b, schema::reverse(difference.changes, a)) == a);
    schema::Decisions spent = decisions;
    spent.renames.clear();  // the snapshot remembers them; a swap would swap again
    CHECK(schema::diff(b, b, spent).changes.empty());
    return sentences(difference.changes);
}

inline Lines questions(const schema::Schema& a, const schema::Schema& b, const schema::Decisions& decisions = {}) {
    return ids(schema::diff(a, b, decisions).questions);
}

inline schema::Table with_columns(std::initializer_list<schema::Column> columns) {
    return table("t", columns);
}

}  // namespace aludel::testing

#include <doctest/doctest.h>

#include <aludel/migrations/fold.h>
#include <aludel/migrations/record.h>

#include "migrations/chain.h"
#include "migrations/side_by_side.h"

using namespace aludel;
using namespace aludel::tests;

TEST_CASE("every revision of bookshelf is asserted on both engines side by side, up and down") {
    std::vector<SideBySide> cases;
    schema::Schema schema;
    for (const migrations::Revision& revision : migrations::revisions(bookshelf::migrations::chain)) {
        cases.push_back({revision.id + ", up: " + revision.message, schema, migrations::record(revision.upgrade)});
        migrations::resolve_all(schema, cases.back().operations);
        cases.push_back({revision.id + ", down", schema, migrations::record(revision.downgrade)});
    }
    check_side_by_side(
        "examples/bookshelf/sql.md",
        "# What bookshelf's revisions become on each engine\n\nThe tests compare this page with what is rendered, and write it "
        "with UPDATE_GOLDEN=1; `docs/sql.md` says how to read it.",
        cases);
}

#include <doctest/doctest.h>

#include <set>
#include <string>

#include <aludel/schema/diff.h>

#include "properties/schema_generators.h"
#include "properties/seen.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

constexpr std::uint64_t runs = 3'000;
constexpr int throws = 2'000;

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    return text;
}

}  // namespace

TEST_CASE("every member of every object is drawn with another value than its default, and every alternative") {
    Seen seen;
    for (std::uint64_t seed = 0; seed < runs; ++seed) {
        Dice dice(seed, throws);
        seen.look(random_schema(dice));
    }
    CHECK(joined(seen.missing()) == "");
    CHECK(seen.probes() > 100);
}

TEST_CASE("every change occurs among the random ones and among those of a diff, with every field of a column") {
    Seen drawn;
    Seen of_diffs;
    for (std::uint64_t seed = 0; seed < runs; ++seed) {
        Dice dice(seed, throws);
        const Schema schema = random_schema(dice);
        for (const Change& change : random_changes(dice, schema, 4)) drawn.look(change);
        const Evolution evolution = random_evolution(dice);
        for (const Change& change : decided_diff(dice, evolution).changes) of_diffs.look(change);
    }
    // What fills and converts is decided, not drawn.
    CHECK(joined(drawn.missing()) == "AddColumn.fill\nAlterColumn.convert\nAlterColumn.fill\n");
    CHECK(joined(of_diffs.missing()) == "");
    CHECK(of_diffs.probes() > 100);
}

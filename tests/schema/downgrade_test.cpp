#include <aludel/schema/diff.h>

#include <doctest/doctest.h>

#include <aludel/schema/apply.h>

#include "schema/samples.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

Lines lines(const Downgrade& down) {
    Lines said;
    for (const DowngradeChange& change : down.changes) {
        const auto* reason = std::get_if<Irreversible>(&change);
        said.push_back(reason != nullptr ? "irreversible: " + reason->reason : describe(std::get<Change>(change)));
    }
    return said;
}

const Decisions anything_upwards{
    .drops = {"t.x", "t"}, .fills = {{"t.x", {"''", {}}}}, .converts = {}, .accepted = {"narrow:t.x", "unique:t.uq_t_x"}};

Downgrade back(const Schema& before, const Schema& after, Decisions decisions = {}) {
    decisions.drops.insert(anything_upwards.drops.begin(), anything_upwards.drops.end());
    decisions.fills.insert(anything_upwards.fills.begin(), anything_upwards.fills.end());
    decisions.accepted.insert(anything_upwards.accepted.begin(), anything_upwards.accepted.end());
    const Diff difference = diff(before, after, decisions);
    CHECK(ids(difference.questions) == Lines{});
    return downgrade(difference.changes, before, decisions);
}

Schema one(Table t) {
    return {.tables = {std::move(t)}};
}
Table with_x(Column x) {
    return table("t", {std::move(x)});
}

}  // namespace

TEST_CASE("what loosens on the way down needs no decision") {
    CHECK(lines(back(one(table("t", {})), one(with_x(column("x", text))))) == Lines{"drop t.x"});
    CHECK(lines(back(one(with_x(column("x", text, true))), one(with_x(column("x", text))))) == Lines{"alter t.x: nullable"});
    CHECK(lines(back(one(with_x(column("x", varchar(9)))), one(with_x(column("x", varchar(5)))))) ==
          Lines{"alter t.x: type varchar(5) to varchar(9)"});
    CHECK(lines(back({}, one(with_x(column("x", text))))) == Lines{"drop table t"});
    CHECK(lines(back(one(with_x(column("x", text))), {})) == Lines{"create table t"});
    CHECK(lines(back(one(with_x(column("x", text, true))), one(table("t", {})))) == Lines{"add t.x text, nullable"});
}

TEST_CASE("a dropped NOT NULL column without a default comes back with a fill, or not at all") {
    const Schema before = one(with_x(column("x", text)));
    const Schema after = one(table("t", {}));
    const Downgrade down = back(before, after);
    CHECK(lines(down) == Lines{"irreversible: t.x is not null and has no default, and its values are gone with the drop"});
    REQUIRE(down.questions.size() == 1);
    CHECK(down.questions[0].id == "downgrade:fill:t.x");
    CHECK(down.questions[0].kind == Question::Kind::fill);
    CHECK(down.questions[0].answers == Lines{"--fill \"downgrade:t.x='unknown'\""});
    CHECK(lines(back(before, after, {.fills = {{"downgrade:t.x", {"'?'", {}}}}})) == Lines{"add t.x text, existing rows get '?'"});
}

TEST_CASE("nullable undone, a wider type undone, a unique dropped, an enum value added: each asks or is irreversible") {
    const Downgrade nullable = back(one(with_x(column("x", text))), one(with_x(column("x", text, true))));
    CHECK(lines(nullable) == Lines{"irreversible: rows may hold NULL in t.x"});
    CHECK(nullable.questions.at(0).answers ==
          Lines{"--fill \"downgrade:t.x='unknown'\"", "--accept downgrade:fill:t.x, where no row does"});
    CHECK(lines(back(one(with_x(column("x", text))), one(with_x(column("x", text, true))), {.fills = {{"downgrade:t.x", {"'?'", {}}}}})) ==
          Lines{"alter t.x: not null, nulls become '?'"});

    const Downgrade wider = back(one(table("users", {column("name", varchar(5))})), one(table("users", {column("name", varchar(9))})));
    CHECK(lines(wider) == Lines{"irreversible: rows may hold users.name longer than 5 characters"});
    CHECK(wider.questions.at(0).id == "downgrade:narrow:users.name");
    CHECK(wider.questions.at(0).answers ==
          Lines{"--accept downgrade:narrow:users.name, where every value fits: it stops at a row that does not",
                "--convert \"downgrade:users.name=substr(name, 1, 5)\", which cuts longer values short"});

    const Downgrade text_again = back(one(with_x(column("x", integer))), one(with_x(column("x", text))));
    CHECK(lines(text_again) == Lines{"irreversible: values of t.x are text and do not go back to integer by themselves"});
    CHECK(lines(back(one(with_x(column("x", integer))), one(with_x(column("x", text))),
                     {.converts = {{"downgrade:t.x", {"cast(x as integer)", {}}}}})) ==
          Lines{"alter t.x: type text to integer, values become cast(x as integer)"});

    Table unique = with_x(column("x", text));
    unique.uniques = {{"uq_t_x", {"x"}}};
    const Downgrade repeats = back(one(unique), one(with_x(column("x", text))));
    CHECK(lines(repeats) == Lines{"irreversible: rows may hold the same (x) twice, which t.uq_t_x forbids"});
    CHECK(lines(back(one(unique), one(with_x(column("x", text))), {.accepted = {"downgrade:unique:t.uq_t_x"}})) ==
          Lines{"add to t unique uq_t_x (x)"});

    const Table genre = with_x(column("x", {Enumeration{"genre"}}));
    const Enum ab{"genre", EnumStorage::text, {{"a", 0}, {"b", 1}}};
    const Enum a{"genre", EnumStorage::text, {{"a", 0}}};
    CHECK(lines(back({.tables = {genre}, .enums = {a}}, {.tables = {genre}, .enums = {ab}})) ==
          Lines{"irreversible: rows may hold b in t.x"});
    CHECK(lines(back({.enums = {a}}, {.enums = {ab}})) == Lines{"alter enum genre: remove b"});
}

TEST_CASE("a value renamed undone asks nothing, of a check over it neither") {
    const auto schema = [](const std::string& value) {
        Table t = with_x(column("x", {Enumeration{"genre"}}));
        t.checks = {{"ck", {"x <> '" + value + "'", {}}}};
        return Schema{.tables = {t}, .enums = {{"genre", EnumStorage::text, {{"a", 0}, {value, 1}}}}};
    };
    CHECK(lines(back(schema("b"), schema("c"), {.renames = {{Rename::Of::enum_value, "genre", "b", "c"}}})) ==
          Lines{"drop from t check ck (x <> 'c')", "rename the value genre.c to b", "add to t check ck (x <> 'b')"});
}

TEST_CASE("a dropped foreign key or check: rows may have gone astray since") {
    Table c = table("c", {column("p_id", integer)});
    c.foreign_keys = {reference("fk", "p_id", "p")};
    c.checks = {{"ck", {"p_id > 0", {}}}};
    const Schema before{.tables = {table("p", {}), c}};
    const Schema after{.tables = {table("p", {}), table("c", {column("p_id", integer)})}};
    const Downgrade down = back(before, after);
    CHECK(lines(down) ==
          Lines{"irreversible: rows of c may refer to rows of p that are not there; rows of c may not satisfy ck (p_id > 0)"});
    CHECK(ids(down.questions) == Lines{"downgrade:foreign_key:c.fk", "downgrade:check:c.ck"});
    CHECK(lines(back(before, after, {.accepted = {"downgrade:foreign_key:c.fk", "downgrade:check:c.ck"}})) ==
          Lines{"add to c foreign key fk (p_id) to p (id)", "add to c check ck (p_id > 0)"});
}

TEST_CASE("a constraint that comes back in place of one as strict tightens nothing") {
    Table c = table("c", {column("p_id", integer), column("x", text)});
    c.foreign_keys = {reference("fk", "p_id", "p")};
    c.uniques = {{"uq", {"x"}}};
    const Schema before{.tables = {table("p", {}), c}};
    c.foreign_keys.find("fk")->on_delete = Action::cascade;
    c.uniques = {};
    c.indexes = {{.name = "ix", .keys = {{"x"}}, .unique = true}};
    const Schema after{.tables = {table("p", {}), c}};
    CHECK(ids(back(before, after).questions) == Lines{});
    Table wide = table("t", {column("x", integer)});
    const Schema narrow_key = one(wide);
    wide.primary_key = PrimaryKey{"pk_t", {"id", "x"}};
    CHECK(ids(back(narrow_key, one(wide)).questions) == Lines{"downgrade:unique:t.pk_t"});
    CHECK(ids(back(one(wide), narrow_key, {.accepted = {"unique:t.pk_t"}}).questions) == Lines{});
}

TEST_CASE("a table that comes back is empty, and what comes back with a column holds") {
    Table t = with_x(column("x", text, true));
    t.uniques = {{"uq_t_x", {"x"}}};
    t.checks = {{"ck_t_x", {"length(x) > 3", {}}}};
    t.indexes = {{.name = "ix_t_x", .keys = {{"x"}}, .unique = true}};
    CHECK(ids(back(one(t), {}).questions) == Lines{});
    CHECK(ids(back(one(t), one(table("t", {}))).questions) == Lines{});
    t.checks = {{"ck_t_x", {"x is not null", {}}}};
    CHECK(ids(back(one(t), one(table("t", {}))).questions) == Lines{"downgrade:check:t.ck_t_x"});
}

TEST_CASE("a rename is undone by a rename") {
    Table before = with_x(column("x", integer));
    before.checks = {{"ck", {"X > 0", {}}}};
    Table after = with_x(column("y", integer));
    after.checks = {{"ck", {"y > 0", {}}}};
    CHECK(lines(back(one(before), one(after), {.renames = {{Rename::Of::column, "t", "x", "y"}}})) ==
          Lines{"rename t.y to x", "drop from t check ck (x > 0)", "add to t check ck (X > 0)"});
}

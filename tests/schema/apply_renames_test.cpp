#include <aludel/schema/apply.h>

#include <doctest/doctest.h>

#include <aludel/schema/describe.h>

#include "samples.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

Expression sql(std::string text) {
    return {std::move(text), {}};
}

/// With the name of the table and of its column x in every place that has one.
Schema everywhere() {
    Table t = table("t", {column("x", integer), column("y", integer)});
    t.columns.add({.name = "twice", .type = integer, .computed = Computed{sql("t.x * 2"), true}});
    t.uniques.add({.name = "uq", .columns = {"y", "x"}, .include = {"x"}});
    t.foreign_keys.add({.name = "fk_self", .columns = {"x"}, .referred_table = "t", .referred_columns = {"x"}});
    t.checks.add({.name = "ck", .expression = {"t.x > 0", {{"sqlite", "t.x >= 1"}}}});
    t.indexes.add({.name = "ix_other", .keys = {{.of = std::string("y")}}});
    t.indexes.add({.name = "ix_x", .keys = {{.of = std::string("x")}, {.of = sql("abs(t.x)")}}, .where = sql("t.x < 9"), .include = {"x"}});
    Table child = table("child", {column("t_x", integer)});
    child.foreign_keys.add({.name = "fk_child", .columns = {"t_x"}, .referred_table = "t", .referred_columns = {"x"}});
    return {.tables = {t, child}};
}

std::string text_of(const Schema& schema, const char* name) {
    const Table& t = *schema.tables.find(name);
    std::string text;
    for (const Check& check : t.checks) text += check.expression.sql + "; " + check.expression.dialects.at("sqlite") + '\n';
    for (const Index& index : t.indexes) text += describe(index) + '\n';
    for (const Unique& unique : t.uniques) text += describe(Constraint{unique}) + '\n';
    for (const ForeignKey& key : t.foreign_keys) text += describe(Constraint{key}) + '\n';
    text += t.columns.find("twice")->computed->expression.sql + '\n';
    for (const ForeignKey& key : schema.tables.find("child")->foreign_keys) text += describe(Constraint{key}) + '\n';
    return text;
}

/// As many steps as there and back take, and nothing is put back that came back by itself.
std::size_t steps_back(const Schema& before, const Change& change) {
    const Schema after = aludel::schema::apply(before, std::vector<Change>{change});
    const std::vector<Change> back = reverse({change}, before);
    CHECK(aludel::schema::apply(after, back) == before);
    return back.size();
}

}  // namespace

TEST_CASE("a table's new name is followed wherever the old one stood") {
    const Schema renamed = aludel::schema::apply(everywhere(), std::vector<Change>{RenameTable{"t", "u"}});
    CHECK_FALSE(renamed.tables.contains(Name("t")));
    CHECK(text_of(renamed, "u") == R"(u.x > 0; u.x >= 1
index ix_other (y)
index ix_x (x, abs(u.x)) including (x) where u.x < 9
unique uq (y, x) including (x)
foreign key fk_self (x) to u (x)
u.x * 2
foreign key fk_child (t_x) to u (x)
)");
    CHECK(steps_back(everywhere(), RenameTable{"t", "u"}) == 1);
}

TEST_CASE("a column's new name is followed wherever the old one stood") {
    const Schema renamed = aludel::schema::apply(everywhere(), std::vector<Change>{RenameColumn{"t", "x", "z"}});
    CHECK(text_of(renamed, "t") == R"(t.z > 0; t.z >= 1
index ix_other (y)
index ix_x (z, abs(t.z)) including (z) where t.z < 9
unique uq (y, z) including (z)
foreign key fk_self (z) to t (z)
t.z * 2
foreign key fk_child (t_x) to t (z)
)");
    CHECK(steps_back(everywhere(), RenameColumn{"t", "x", "z"}) == 1);
}

TEST_CASE("what comes back from a rename written otherwise is put back, and it alone") {
    Schema schema = everywhere();
    Table& t = *schema.tables.find("t");
    t.checks.add({.name = "ck_loud", .expression = sql("T.X > 5")});
    t.indexes.add({.name = "ix_loud", .keys = {{.of = std::string("y")}}, .where = sql("T.X > 5")});
    t.columns.add({.name = "loud", .type = integer, .computed = Computed{sql("T.X + 1"), true}});
    CHECK(steps_back(schema, RenameColumn{"t", "x", "z"}) == 6);
    CHECK(steps_back(schema, RenameTable{"t", "u"}) == 6);
}

TEST_CASE("a column that is dropped again asks what only seemed to name it to step aside, and nothing else") {
    Schema schema{.tables = {table("t", {column("y", integer)})}};
    Table& t = *schema.tables.find("t");
    t.checks.add({.name = "ck_first", .expression = sql("y > 0")});
    t.checks.add({.name = "ck_second", .expression = sql("rowid <> 'x'")});
    t.indexes.add({.name = "ix_first", .keys = {{.of = std::string("y")}}});
    t.indexes.add({.name = "ix_second", .keys = {{.of = std::string("y")}}, .where = sql("rowid = 'y'")});
    const Change added = AddColumn{"t", {.name = "rowid", .type = text, .nullable = true}, {}};
    CHECK(sentences(reverse({added}, schema)) == Lines{"drop from t check ck_second (rowid <> 'x')", "drop index t.ix_second",
                                                       "drop t.rowid", "add to t check ck_second (rowid <> 'x')",
                                                       "create on t index ix_second (y) where rowid = 'y'"});
    CHECK(steps_back(schema, added) == 5);
}

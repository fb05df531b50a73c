// The cases that everybody who has used a tool like this one knows, each with what is to come of it, up and down.
#include <doctest/doctest.h>

#include "schema/evolution.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

Schema one(Table t) {
    return {.tables = {std::move(t)}};
}

Table with_x(Type type, bool nullable = false) {
    return table("t", {column("x", std::move(type), nullable)});
}

Table with_default(std::optional<Default> value) {
    Table t = with_x(integer);
    t.columns.find("x")->default_value = std::move(value);
    return t;
}

Table with_index(std::optional<Index> index) {
    Table t = table("t", {column("x", integer), column("y", integer)});
    if (index) t.indexes.add(*index);
    return t;
}

}  // namespace

TEST_CASE("case: a parent and a child with a foreign key, a unique, two checks and an index") {
    Table c = table("c", {column("pid", integer), column("n", integer)});
    c.foreign_keys = {reference("fk_c_pid", "pid", "p")};
    c.foreign_keys.find("fk_c_pid")->on_delete = Action::cascade;
    c.uniques = {{"uq_c_n", {"n"}}};
    c.checks = {{"positive", {"n > 0", {}}}, {"ck_c_pid", {"pid > 0", {}}}};
    c.indexes = {{"ix_c_pid", {{"pid"}}}};
    check_evolution({.after = {.tables = {table("p", {}), c}},
                     .up = {"create table p", "create table c", "create on c index ix_c_pid (pid)"},
                     .down = {"drop index c.ix_c_pid", "drop table c", "drop table p"}});
}

TEST_CASE("case: foreign keys in a line, names in reverse") {
    Table a = table("a", {column("b_id", integer)});
    a.foreign_keys = {reference("fk_a", "b_id", "b")};
    Table b = table("b", {column("c_id", integer)});
    b.foreign_keys = {reference("fk_b", "c_id", "c")};
    check_evolution({.after = {.tables = {a, b, table("c", {})}},
                     .up = {"create table c", "create table b", "create table a"},
                     .down = {"drop table a", "drop table b", "drop table c"}});
}

TEST_CASE("case: a cycle of foreign keys") {
    Table a = table("a", {column("b_id", integer, true)});
    a.foreign_keys = {reference("fk_a_b_id", "b_id", "b")};
    Table b = table("b", {column("a_id", integer, true)});
    b.foreign_keys = {reference("fk_b_a_id", "a_id", "a")};
    check_evolution({.after = {.tables = {a, b}},
                     .up = {"create table b", "create table a", "add to b foreign key fk_b_a_id (a_id) to a (id)"},
                     .down = {"drop from b foreign key fk_b_a_id (a_id) to a (id)", "drop table a", "drop table b"}});
}

TEST_CASE("case: a table that refers to itself") {
    Table a = table("a", {column("parent_id", integer, true)});
    a.foreign_keys = {reference("fk_a_parent_id", "parent_id", "a")};
    check_evolution({.after = one(a), .up = {"create table a"}, .down = {"drop table a"}});
}

TEST_CASE("case: a table with an index and a unique is dropped") {
    Table t = table("t", {column("x", integer), column("y", integer)});
    t.indexes = {{"ix_t_x", {{"x"}}}};
    t.uniques = {{"uq_t_y", {"y"}}};
    CHECK(asked(one(t), {}) == Lines{"drop:t"});
    check_evolution({.before = one(t),
                     .decisions = {.drops = {"t"}},
                     .up = {"drop index t.ix_t_x", "drop table t"},
                     .down = {"create table t", "create on t index ix_t_x (x)"}});
}

TEST_CASE("case: parent and child are dropped") {
    Table child = table("a_child", {column("z_id", integer)});
    child.foreign_keys = {reference("fk", "z_id", "z")};
    Table z = table("z", {});
    check_evolution({.before = {.tables = {child, z}},
                     .decisions = {.drops = {"a_child", "z"}},
                     .up = {"drop table a_child", "drop table z"},
                     .down = {"create table z", "create table a_child"}});
}

TEST_CASE("case: a table vanishes while one like it appears") {
    const Schema before = one(table("old", {column("x", integer)}));
    const Schema after = one(table("new", {column("x", integer)}));
    const Diff difference = diff(before, after);
    REQUIRE(difference.questions.size() == 1);
    CHECK(difference.questions[0].id == "drop:old");
    CHECK(difference.questions[0].kind == Question::Kind::rename_or_drop_table);
    CHECK(difference.questions[0].answers == Lines{"annotate the struct of new with [[db::renamed_from(\"old\")]]", "--drop old"});
    check_evolution({.before = before,
                     .after = after,
                     .decisions = {.drops = {"old"}},
                     .up = {"create table new", "drop table old"},
                     .down = {"create table old", "drop table new"}});
}

TEST_CASE("case: a renamed table, whose constraints and indexes keep their names or follow the convention") {
    Table was = table("old", {column("x", integer)});
    was.indexes = {{"ix_old_x", {{"x"}}}};
    was.uniques = {{"uq_old_x", {"x"}}, {"by_hand", {"id", "x"}}};
    Table is = table("new", {column("x", integer)});
    is.indexes = {{"ix_new_x", {{"x"}}}};
    is.uniques = {{"uq_new_x", {"x"}}, {"by_hand", {"id", "x"}}};
    check_evolution({.before = one(was),
                     .after = one(is),
                     .decisions = renamed({table_renamed("old", "new")}),
                     .up = {"rename table old to new", "rename constraint new.pk_old to pk_new",
                            "rename constraint new.uq_old_x to uq_new_x", "rename index new.ix_old_x to ix_new_x"},
                     .down = {"rename index new.ix_new_x to ix_old_x", "rename constraint new.uq_new_x to uq_old_x",
                              "rename constraint new.pk_new to pk_old", "rename table new to old"}});
}

TEST_CASE("case: a column vanishes while one of the same type appears") {
    const Schema before = one(with_x(text, true));
    const Schema after = one(table("t", {column("y", text, true)}));
    const Diff difference = diff(before, after);
    REQUIRE(difference.questions.size() == 1);
    CHECK(difference.questions[0].id == "drop:t.x");
    CHECK(difference.questions[0].kind == Question::Kind::rename_or_drop_column);
    CHECK(difference.questions[0].answers == Lines{"annotate the member with [[db::renamed_from(\"x\")]]", "--drop t.x"});
    check_evolution({.before = before,
                     .after = after,
                     .decisions = renamed({column_renamed("t", "x", "y")}),
                     .up = {"rename t.x to y"},
                     .down = {"rename t.y to x"}});
    check_evolution({.before = before,
                     .after = after,
                     .decisions = {.drops = {"t.x"}},
                     .up = {"add t.y text, nullable", "drop t.x"},
                     .down = {"add t.x text, nullable", "drop t.y"}});
}

TEST_CASE("case: a NOT NULL column without a default comes to a table with rows") {
    const Schema before = one(table("t", {}));
    CHECK(asked(before, one(with_x(text))) == Lines{"fill:t.x"});
    check_evolution({.before = before,
                     .after = one(with_x(text)),
                     .decisions = {.fills = {{"t.x", {"'unknown'", {}}}}},
                     .up = {"add t.x text, existing rows get 'unknown'"},
                     .down = {"drop t.x"}});
    check_evolution({.before = before, .after = one(with_x(text, true)), .up = {"add t.x text, nullable"}, .down = {"drop t.x"}});
    check_evolution(
        {.before = before, .after = one(with_default(Value{std::int64_t{1}})), .up = {"add t.x integer, default 1"}, .down = {"drop t.x"}});
}

TEST_CASE("case: the order of columns changes") {
    check_evolution({.before = one(table("t", {column("x", integer), column("y", integer)})),
                     .after = one(table("t", {column("y", integer), column("x", integer)}))});
}

TEST_CASE("case: varchar(5) NULL becomes NOT NULL") {
    CHECK(asked(one(with_x(varchar(5), true)), one(with_x(varchar(5)))) == Lines{"fill:t.x"});
    check_evolution({.before = one(with_x(varchar(5), true)),
                     .after = one(with_x(varchar(5))),
                     .decisions = {.accepted = {"fill:t.x"}},
                     .up = {"alter t.x: not null"},
                     .down = {"alter t.x: nullable"}});
}

TEST_CASE("case: varchar(5) becomes varchar(9), and text") {
    const Decisions fits{.accepted = {"downgrade:narrow:t.x"}};
    check_evolution({.before = one(with_x(varchar(5))),
                     .after = one(with_x(varchar(9))),
                     .decisions = fits,
                     .up = {"alter t.x: type varchar(5) to varchar(9)"},
                     .down = {"alter t.x: type varchar(9) to varchar(5)"}});
    check_evolution({.before = one(with_x(varchar(5))),
                     .after = one(with_x(text)),
                     .decisions = fits,
                     .up = {"alter t.x: type varchar(5) to text"},
                     .down = {"alter t.x: type text to varchar(5)"}});
}

TEST_CASE("case: numeric(8, 2) becomes numeric(10)") {
    CHECK(asked(one(with_x(numeric(8, 2))), one(with_x(numeric(10)))) == Lines{"narrow:t.x"});
    check_evolution({.before = one(with_x(numeric(8, 2))),
                     .after = one(with_x(numeric(10))),
                     .decisions = {.converts = {{"t.x", {"round(x, 0)", {{"sqlite", "cast(round(x) as integer)"}}}}},
                                   .accepted = {"downgrade:narrow:t.x"}},
                     .up = {"alter t.x: type numeric(8, 2) to numeric(10), values become round(x, 0)"},
                     .down = {"alter t.x: type numeric(10) to numeric(8, 2)"}});
}

TEST_CASE("case: integer NULL becomes varchar(9) NOT NULL") {
    CHECK(asked(one(with_x(integer, true)), one(with_x(varchar(9)))) == Lines{"narrow:t.x", "fill:t.x"});
    check_evolution({.before = one(with_x(integer, true)),
                     .after = one(with_x(varchar(9))),
                     .decisions = {.fills = {{"t.x", {"''", {}}}},
                                   .converts = {{"downgrade:t.x", {"cast(x as integer)", {}}}},
                                   .accepted = {"narrow:t.x"}},
                     .up = {"alter t.x: type integer to varchar(9), not null, nulls become ''"},
                     .down = {"alter t.x: type varchar(9) to integer, nullable, values become cast(x as integer)"}});
}

TEST_CASE("case: a default comes, and changes") {
    const Schema none = one(with_default(std::nullopt));
    const Schema first = one(with_default(Value{std::int64_t{1}}));
    const Schema second = one(with_default(Value{std::int64_t{2}}));
    check_evolution({.before = none, .after = first, .up = {"alter t.x: default none to 1"}, .down = {"alter t.x: default 1 to none"}});
    check_evolution({.before = first, .after = second, .up = {"alter t.x: default 1 to 2"}, .down = {"alter t.x: default 2 to 1"}});
}

TEST_CASE("case: the primary key becomes wider") {
    const Schema before = one(with_x(integer));
    Schema after = before;
    after.tables.find("t")->primary_key = PrimaryKey{"pk_t", {"id", "x"}};
    check_evolution({.before = before,
                     .after = after,
                     .up = {"drop from t primary key pk_t (id)", "add to t primary key pk_t (id, x)"},
                     .down = {"irreversible: rows may hold the same (id) twice, which t.pk_t forbids"}});
}

TEST_CASE("case: an enum gets a value") {
    const auto genres = [](EnumStorage storage, std::vector<EnumValue> values) {
        return Schema{.tables = {table("t", {column("genre", {Enumeration{"genre"}})})}, .enums = {{"genre", storage, std::move(values)}}};
    };
    for (const EnumStorage storage : {EnumStorage::text, EnumStorage::integer, EnumStorage::native}) {
        check_evolution({.before = genres(storage, {{"a", 0}, {"b", 1}}),
                         .after = genres(storage, {{"a", 0}, {"b", 1}, {"c", 2}}),
                         .decisions = {.accepted = {"downgrade:enum:genre.c"}},
                         .up = {"alter enum genre: add c"},
                         .down = {"alter enum genre: remove c"}});
    }
}

TEST_CASE("case: an index comes, goes and is renamed") {
    const Index xy{"ix", {{"x"}, {"y"}}};
    const Index anew{"ix_new", {{"x"}, {"y"}}};
    check_evolution(
        {.before = one(with_index({})), .after = one(with_index(xy)), .up = {"create on t index ix (x, y)"}, .down = {"drop index t.ix"}});
    check_evolution(
        {.before = one(with_index(xy)), .after = one(with_index({})), .up = {"drop index t.ix"}, .down = {"create on t index ix (x, y)"}});
    check_evolution({.before = one(with_index(xy)),
                     .after = one(with_index(anew)),
                     .up = {"rename index t.ix to ix_new"},
                     .down = {"rename index t.ix_new to ix"}});
}

TEST_CASE("case: an index has its columns the other way round, becomes unique, has another condition") {
    const Index xy{"ix", {{"x"}, {"y"}}};
    Index unique = xy;
    unique.unique = true;
    const Index one_up{.name = "ix", .keys = {{"x"}}, .where = {"x > 1", {}}};
    const Index two_up{.name = "ix", .keys = {{"x"}}, .where = {"x > 2", {}}};
    check_evolution({.before = one(with_index(xy)),
                     .after = one(with_index(Index{"ix", {{"y"}, {"x"}}})),
                     .up = {"drop index t.ix", "create on t index ix (y, x)"},
                     .down = {"drop index t.ix", "create on t index ix (x, y)"}});
    CHECK(asked(one(with_index(xy)), one(with_index(unique))) == Lines{"unique:t.ix"});
    check_evolution({.before = one(with_index(xy)),
                     .after = one(with_index(unique)),
                     .decisions = {.accepted = {"unique:t.ix"}},
                     .up = {"drop index t.ix", "create on t unique index ix (x, y)"},
                     .down = {"drop index t.ix", "create on t index ix (x, y)"}});
    check_evolution({.before = one(with_index(one_up)),
                     .after = one(with_index(two_up)),
                     .up = {"drop index t.ix", "create on t index ix (x) where x > 2"},
                     .down = {"drop index t.ix", "create on t index ix (x) where x > 1"}});
}

TEST_CASE("case: a foreign key cascades from now on") {
    Table c = table("c", {column("p_id", integer)});
    c.foreign_keys = {reference("fk", "p_id", "p")};
    const Schema before{.tables = {table("p", {}), c}};
    c.foreign_keys.find("fk")->on_delete = Action::cascade;
    check_evolution(
        {.before = before,
         .after = {.tables = {table("p", {}), c}},
         .up = {"drop from c foreign key fk (p_id) to p (id)", "add to c foreign key fk (p_id) to p (id), on delete cascade"},
         .down = {"drop from c foreign key fk (p_id) to p (id), on delete cascade", "add to c foreign key fk (p_id) to p (id)"}});
}

TEST_CASE("case: a check has another text, and one comes with a name by the convention") {
    Table t = with_x(integer);
    t.checks = {{"ck", {"x > 0", {}}}};
    const Schema before = one(t);
    t.checks = {{"ck", {"x > -1", {}}}};
    check_evolution({.before = before,
                     .after = one(t),
                     .decisions = {.accepted = {"downgrade:check:t.ck"}},
                     .up = {"drop from t check ck (x > 0)", "add to t check ck (x > -1)"},
                     .down = {"drop from t check ck (x > -1)", "add to t check ck (x > 0)"}});
    t.checks = {{"ck", {"x > 0", {}}}, {"ck_t_x", {"x < 9", {}}}};
    check_evolution(
        {.before = before, .after = one(t), .up = {"add to t check ck_t_x (x < 9)"}, .down = {"drop from t check ck_t_x (x < 9)"}});
}

TEST_CASE("case: a type changes, a column comes, a table comes and one goes, all at once") {
    check_evolution({.before = {.tables = {table("b", {column("x", integer)}), table("zz", {}), table("gone", {column("g", text)})}},
                     .after = {.tables = {table("b", {column("x", bigint)}), table("zz", {column("n", integer, true)}),
                                          table("anew", {column("blob", {Bytes{}})})}},
                     .decisions = {.drops = {"gone"}, .accepted = {"downgrade:narrow:b.x"}},
                     .up = {"create table anew", "alter b.x: type integer to bigint", "add zz.n integer, nullable", "drop table gone"},
                     .down = {"create table gone", "drop zz.n", "alter b.x: type bigint to integer", "drop table anew"}});
}

TEST_CASE("case: nothing changed") {
    Table t = table("t", {column("x", integer), column("y", text, true)});
    t.indexes = {{"ix_t_x", {{"x"}}}};
    check_evolution({.before = one(t), .after = one(t)});
}

TEST_CASE("case: a NOT NULL column without a default is dropped") {
    CHECK(asked(one(with_x(text)), one(table("t", {}))) == Lines{"drop:t.x"});
    check_evolution({.before = one(with_x(text)),
                     .after = one(table("t", {})),
                     .decisions = {.drops = {"t.x"}},
                     .up = {"drop t.x"},
                     .down = {"irreversible: t.x is not null and has no default, and its values are gone with the drop"}});
    check_evolution({.before = one(with_x(text)),
                     .after = one(table("t", {})),
                     .decisions = {.drops = {"t.x"}, .fills = {{"downgrade:t.x", {"'lost'", {}}}}},
                     .up = {"drop t.x"},
                     .down = {"add t.x text, existing rows get 'lost'"}});
}

TEST_CASE("case: what loosens is undone by a decision, or not at all") {
    check_evolution({.before = one(with_x(text)),
                     .after = one(with_x(text, true)),
                     .up = {"alter t.x: nullable"},
                     .down = {"irreversible: rows may hold NULL in t.x"}});
    check_evolution({.before = one(with_x(varchar(5))),
                     .after = one(with_x(varchar(9))),
                     .up = {"alter t.x: type varchar(5) to varchar(9)"},
                     .down = {"irreversible: rows may hold t.x longer than 5 characters"}});
    Table t = with_x(integer);
    t.uniques = {{"uq_t_x", {"x"}}};
    check_evolution({.before = one(t),
                     .after = one(with_x(integer)),
                     .up = {"drop from t unique uq_t_x (x)"},
                     .down = {"irreversible: rows may hold the same (x) twice, which t.uq_t_x forbids"}});
    const auto genres = [](std::vector<EnumValue> values) {
        return Schema{.tables = {table("t", {column("genre", {Enumeration{"genre"}})})},
                      .enums = {{"genre", EnumStorage::text, std::move(values)}}};
    };
    check_evolution({.before = genres({{"a", 0}}),
                     .after = genres({{"a", 0}, {"b", 1}}),
                     .up = {"alter enum genre: add b"},
                     .down = {"irreversible: rows may hold b in t.genre"}});
}

TEST_CASE("case: a member comes into the middle of a struct") {
    check_evolution({.before = one(table("t", {column("x", integer), column("y", integer)})),
                     .after = one(table("t", {column("x", integer), column("m", text, true), column("y", integer)})),
                     .up = {"add t.m text, nullable"},
                     .down = {"drop t.m"}});
}

TEST_CASE("case: a default that is the time of the INSERT") {
    Table t = table("t", {column("at", {Timestamp{}})});
    t.columns.find("at")->default_value = Portable::now;
    check_evolution({.after = one(t), .up = {"create table t"}, .down = {"drop table t"}});
    check_evolution({.before = one(table("t", {})), .after = one(t), .up = {"add t.at timestamp, default now"}, .down = {"drop t.at"}});
}

// Tables, keys and indexes, and the order in which everything comes and goes.
#include "schema/diff_words.h"

using namespace aludel::schema;
using namespace aludel::testing;

TEST_CASE("a parent is created before its child, an index after its table") {
    const Table p = table("p", {});
    Table c = table("c", {column("pid", integer), column("n", integer)});
    c.foreign_keys = {reference("fk_c_pid", "pid", "p")};
    c.uniques = {{"uq_c_n", {"n"}}};
    c.checks = {{"positive", {"n > 0", {}}}, {"ck_c_pid", {"pid > 0", {}}}};
    c.indexes = {{"ix_c_pid", {{"pid"}}}};
    const Schema both{.tables = {p, c}};
    CHECK(changes({}, both) == Lines{"create table p", "create table c", "create on c index ix_c_pid (pid)"});
    CHECK(sentences(reverse(diff({}, both).changes, {})) == Lines{"drop index c.ix_c_pid", "drop table c", "drop table p"});
}

TEST_CASE("foreign keys in a line: what is referred to comes first, whatever its name") {
    Table a = table("a", {column("b_id", integer)});
    a.foreign_keys = {reference("fk_a", "b_id", "b")};
    Table b = table("b", {column("c_id", integer)});
    b.foreign_keys = {reference("fk_b", "c_id", "c")};
    const Schema line{.tables = {a, b, table("c", {})}};
    CHECK(changes({}, line) == Lines{"create table c", "create table b", "create table a"});
    CHECK(changes(line, {}, {.drops = {"a", "b", "c"}}) == Lines{"drop table a", "drop table b", "drop table c"});
}

TEST_CASE("a cycle of foreign keys is closed after both tables, and opened before they go") {
    Table a = table("a", {column("b_id", integer)});
    a.foreign_keys = {reference("fk_a_b_id", "b_id", "b")};
    Table b = table("b", {column("a_id", integer)});
    b.foreign_keys = {reference("fk_b_a_id", "a_id", "a")};
    const Schema cycle{.tables = {a, b}};
    CHECK(changes({}, cycle) == Lines{"create table b", "create table a", "add to b foreign key fk_b_a_id (a_id) to a (id)"});
    CHECK(sentences(reverse(diff({}, cycle).changes, {})) ==
          Lines{"drop from b foreign key fk_b_a_id (a_id) to a (id)", "drop table a", "drop table b"});
    CHECK(changes(cycle, {}, {.drops = {"a", "b"}}) ==
          Lines{"drop from b foreign key fk_b_a_id (a_id) to a (id)", "drop table a", "drop table b"});
}

TEST_CASE("a table that refers to itself is created in one") {
    Table a = table("a", {column("parent_id", integer, true)});
    a.foreign_keys = {reference("fk_a_parent_id", "parent_id", "a")};
    CHECK(changes({}, {.tables = {a}}) == Lines{"create table a"});
}

TEST_CASE("indexes go before their table, and come back after it") {
    Table t = with_columns({column("x", integer), column("y", integer)});
    t.indexes = {{"ix_t_x", {{"x"}}}};
    t.uniques = {{"uq_t_y", {"y"}}};
    const Schema before{.tables = {t}};
    const Diff difference = diff(before, {}, {.drops = {"t"}});
    CHECK(sentences(difference.changes) == Lines{"drop index t.ix_t_x", "drop table t"});
    CHECK(sentences(reverse(difference.changes, before)) == Lines{"create table t", "create on t index ix_t_x (x)"});
}

TEST_CASE("a child is dropped before its parent") {
    Table child = table("a_parent_sorts_first", {column("z_id", integer)});
    child.foreign_keys = {reference("fk", "z_id", "z")};
    Table z = table("z", {});
    CHECK(changes({.tables = {child, z}}, {}, {.drops = {"a_parent_sorts_first", "z"}}) ==
          Lines{"drop table a_parent_sorts_first", "drop table z"});
}

TEST_CASE("another primary key is dropped and created; a wider one asks nothing") {
    const Schema before{.tables = {with_columns({column("x", integer)})}};
    Schema after = before;
    after.tables.find("t")->primary_key = PrimaryKey{"pk_t", {"id", "x"}};
    CHECK(changes(before, after) == Lines{"drop from t primary key pk_t (id)", "add to t primary key pk_t (id, x)"});
    CHECK(questions(after, before) == Lines{"unique:t.pk_t"});
}

TEST_CASE("a foreign key that leans on a changed primary key steps aside") {
    Table p = table("p", {column("x", integer)});
    Table c = table("c", {column("p_id", integer)});
    c.foreign_keys = {reference("fk_c_p_id", "p_id", "p")};
    const Schema before{.tables = {p, c}};
    p.uniques = {{"uq_p_id", {"id"}}};
    p.primary_key = PrimaryKey{"pk_p", {"id", "x"}};
    CHECK(changes(before, {.tables = {p, c}}) == Lines{"drop from c foreign key fk_c_p_id (p_id) to p (id)",
                                                       "drop from p primary key pk_p (id)", "add to p primary key pk_p (id, x)",
                                                       "add to p unique uq_p_id (id)", "add to c foreign key fk_c_p_id (p_id) to p (id)"});
}

TEST_CASE("an index is created, dropped and renamed; any other difference is drop and create") {
    const auto with_index = [](std::optional<Index> index) {
        Table t = with_columns({column("x", integer), column("y", integer)});
        if (index) t.indexes.add(*index);
        return Schema{.tables = {t}};
    };
    const Index xy{"ix", {{"x"}, {"y"}}};
    const Index yx{"ix", {{"y"}, {"x"}}};
    const Index renamed{"ix_new", {{"x"}, {"y"}}};
    Index unique = xy;
    unique.unique = true;
    Index more_than_one = xy;
    more_than_one.where = {"x > 1", {}};
    Index more_than_two = xy;
    more_than_two.where = {"x > 2", {}};
    CHECK(changes(with_index({}), with_index(xy)) == Lines{"create on t index ix (x, y)"});
    CHECK(changes(with_index(xy), with_index({})) == Lines{"drop index t.ix"});
    CHECK(changes(with_index(xy), with_index(renamed)) == Lines{"rename index t.ix to ix_new"});
    CHECK(changes(with_index(xy), with_index(yx)) == Lines{"drop index t.ix", "create on t index ix (y, x)"});
    CHECK(changes(with_index(more_than_one), with_index(more_than_two)) ==
          Lines{"drop index t.ix", "create on t index ix (x, y) where x > 2"});
    CHECK(questions(with_index(xy), with_index(unique)) == Lines{"unique:t.ix"});
    CHECK(changes(with_index(xy), with_index(unique), {.accepted = {"unique:t.ix"}}) ==
          Lines{"drop index t.ix", "create on t unique index ix (x, y)"});
    CHECK(changes(with_index(unique), with_index(xy)) == Lines{"drop index t.ix", "create on t index ix (x, y)"});
}

TEST_CASE("an index name that passes to another table is given up before it is taken") {
    Table a = table("a", {column("x", integer)});
    Table b = table("b", {column("x", integer)});
    b.indexes = {{"ix", {{"x"}}}};
    const Schema before{.tables = {a, b}};
    a.indexes = {{"ix", {{"x"}}}};
    b.indexes = {};
    CHECK(changes(before, {.tables = {a, b}}) == Lines{"drop index b.ix", "create on a index ix (x)"});
    b.indexes = {{"ix_b", {{"x"}}}};
    CHECK(changes(before, {.tables = {a, b}}) == Lines{"rename index b.ix to ix_b", "create on a index ix (x)"});
}

TEST_CASE("a foreign key with another action, a check with another text: drop and create") {
    Table p = table("p", {});
    Table c = table("c", {column("p_id", integer)});
    c.foreign_keys = {reference("fk", "p_id", "p")};
    c.checks = {{"ck", {"p_id > 0", {}}}};
    const Schema before{.tables = {p, c}};
    c.foreign_keys.find("fk")->on_delete = Action::cascade;
    CHECK(changes(before, {.tables = {p, c}}) ==
          Lines{"drop from c foreign key fk (p_id) to p (id)", "add to c foreign key fk (p_id) to p (id), on delete cascade"});
    c.foreign_keys.find("fk")->on_delete = Action::no_action;
    c.checks.find("ck")->expression.sql = "p_id > 1";
    CHECK(changes(before, {.tables = {p, c}}) == Lines{"drop from c check ck (p_id > 0)", "add to c check ck (p_id > 1)"});
    c.checks = {{"ck", {"p_id > 0", {}}}, {"ck_c_new", {"p_id < 9", {}}}};
    CHECK(changes(before, {.tables = {p, c}}) == Lines{"add to c check ck_c_new (p_id < 9)"});
}

TEST_CASE("a new unique asks, unless an older key makes it true already") {
    const Schema before{.tables = {table("users", {column("email", text), column("team", integer)})}};
    const auto with_unique = [&](std::vector<std::string> columns) {
        Schema after = before;
        after.tables.find("users")->uniques = {{"uq_users_email", std::move(columns)}};
        return after;
    };
    const Question question = diff(before, with_unique({"email"})).questions.at(0);
    CHECK(question.id == "unique:users.uq_users_email");
    CHECK(question.kind == Question::Kind::unique);
    CHECK(question.column == "uq_users_email");
    CHECK(question.message == "users.uq_users_email makes (email) unique, and rows that exist may hold the same twice");
    CHECK(question.answers == Lines{"--accept unique:users.uq_users_email, where none do"});
    CHECK(changes(before, with_unique({"email"}), {.accepted = {"unique:users.uq_users_email"}}) ==
          Lines{"add to users unique uq_users_email (email)"});
    CHECK(questions(before, with_unique({"email", "id"})) == Lines{});
    CHECK(questions(with_unique({"email"}), with_unique({"email", "team"})) == Lines{});
    CHECK(questions(with_unique({"email", "team"}), with_unique({"email"})) == Lines{"unique:users.uq_users_email"});
    Schema added = before;
    added.tables.find("users")->columns.add(column("nick", text, true));
    added.tables.find("users")->uniques = {{"uq_users_nick", {"nick"}}};
    CHECK(questions(before, added) == Lines{});
    CHECK(questions(before, added, {.fills = {{"users.nick", {"'x'", {}}}}}) == Lines{"unique:users.uq_users_nick"});
}

TEST_CASE("alters come by the table's name, new tables before them, dropped ones last") {
    const Schema before{.tables = {table("b", {column("x", integer)}), table("zz", {}), table("gone", {column("g", text)})}};
    const Schema after{.tables = {table("b", {column("x", bigint)}), table("zz", {column("n", integer, true)}),
                                  table("anew", {column("blob", {Bytes{}})})}};
    const Decisions decisions{.drops = {"gone"}};
    CHECK(changes(before, after, decisions) ==
          Lines{"create table anew", "alter b.x: type integer to bigint", "add zz.n integer, nullable", "drop table gone"});
    CHECK(sentences(reverse(diff(before, after, decisions).changes, before)) ==
          Lines{"create table gone", "drop zz.n", "alter b.x: type bigint to integer", "drop table anew"});
}

TEST_CASE("a new child waits for the column of an old parent that it refers to") {
    Table p = table("p", {});
    const Schema before{.tables = {p}};
    p.columns.add(column("code", integer, true));
    p.uniques = {{"uq_p_code", {"code"}}};
    Table c = table("c", {column("p_code", integer, true)});
    c.foreign_keys = {{.name = "fk_c_p_code", .columns = {"p_code"}, .referred_table = "p", .referred_columns = {"code"}}};
    CHECK(changes(before, {.tables = {p, c}}) == Lines{"create table c", "add p.code integer, nullable", "add to p unique uq_p_code (code)",
                                                       "add to c foreign key fk_c_p_code (p_code) to p (code)"});
}

TEST_CASE("a check that mentions a dropped column goes with it") {
    Table t = with_columns({column("x", integer), column("y", integer)});
    t.checks = {{"ck_t_x", {"x > 0", {}}}, {"ck_t_y", {"y > 0", {}}}};
    t.indexes = {{.name = "ix_t_y", .keys = {{"y"}}, .where = {"x > 1", {}}}};
    Table after = with_columns({column("y", integer)});
    after.checks = {{"ck_t_y", {"y > 0", {}}}};
    CHECK(changes({.tables = {t}}, {.tables = {after}}, {.drops = {"t.x"}}) ==
          Lines{"drop index t.ix_t_y", "drop from t check ck_t_x (x > 0)", "drop t.x"});
}

TEST_CASE("views, sequences and opaque objects come and go around the tables") {
    const View low{.name = "low", .query = {"select 1", {}}};
    const View high{.name = "a_high", .query = {"select * from low", {}}};
    const Schema before{
        .tables = {table("t", {})},
        .views = {low, high},
        .sequences = {{.name = "s"}},
        .opaque = {{"f", "function", {"create f", {}}, {"drop f", {}}}, {"r", "trigger", {"create r", {}}, {"drop r", {}}}}};
    CHECK(changes({}, before) ==
          Lines{"create sequence s", "create function f", "create table t", "create view low", "create view a_high", "create trigger r"});
    CHECK(questions(before, {}, {.drops = {"t"}}) == Lines{"drop:s"});
    CHECK(changes(before, {}, {.drops = {"s", "t"}}) ==
          Lines{"drop trigger r", "drop view a_high", "drop view low", "drop table t", "drop function f", "drop sequence s"});
    Schema after = before;
    after.views.find("low")->query.sql = "select 2";
    CHECK(changes(before, after) == Lines{"drop view a_high", "drop view low", "create view low", "create view a_high"});
}

TEST_CASE("what to type survives a shell") {
    const Schema before{.tables = {table("o'brien \"x\" $HOME", {column("a b", text)})}};
    const Question question = diff(before, {}).questions.at(0);
    CHECK(question.answers == Lines{R"(--drop '"o'\''brien ""x"" $HOME"')"});
    const Schema spaced{.tables = {table("t", {column("a b", text)})}};
    CHECK(diff(spaced, {.tables = {table("t", {})}}).questions.at(0).answers == Lines{R"(--drop 't."a b"')"});
}

TEST_CASE("a check or a view that one database alone has from now on is made anew") {
    Table t = table("t", {});
    t.checks = {{"ck", {"id > 0", {}}}};
    Schema before{.tables = {t}, .views = {{.name = "v", .query = {"select 1", {}}}}};
    Schema after = before;
    after.tables.find("t")->checks.find("ck")->only = {"postgresql"};
    after.views.find("v")->only = {"postgresql"};
    CHECK(changes(before, after) ==
          Lines{"drop view v", "drop from t check ck (id > 0)", "add to t check ck (id > 0), only on postgresql", "create view v"});
}

TEST_CASE("an index gives its name up though a key of another table has it too, as on SQLite alone") {
    Table a = table("a", {column("x", integer)});
    a.primary_key->name = "notes";
    Table b = table("b", {column("x", integer)});
    b.indexes = {{"notes", {{"x"}}}};
    const Schema before{.tables = {a, b, table("c", {column("x", integer)})}};
    Table c = table("c", {column("x", integer)});
    c.indexes = {{"notes", {{"x"}}}};
    CHECK(changes(before, {.tables = {a, table("b", {column("x", integer)}), c}}) ==
          Lines{"drop index b.notes", "create on c index notes (x)"});
}

TEST_CASE("parts that are alike are renamed one each") {
    const auto twice = [](const std::string& one, const std::string& other) {
        Table out = with_columns({column("x", integer)});
        out.indexes = {Index{.name = "ix_" + one, .keys = {{"x"}}}, Index{.name = "ix_" + other, .keys = {{"x"}}}};
        out.checks = {Check{"ck_" + one, {"x > 0", {}}}, Check{"ck_" + other, {"x > 0", {}}}};
        return Schema{.tables = {out}};
    };
    CHECK(changes(twice("a", "b"), twice("c", "d")) == Lines{"rename constraint t.ck_a to ck_c", "rename constraint t.ck_b to ck_d",
                                                             "rename index t.ix_a to ix_c", "rename index t.ix_b to ix_d"});
}

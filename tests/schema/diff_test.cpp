#include <aludel/schema/diff.h>

#include <doctest/doctest.h>

#include <aludel/schema/apply.h>

#include "schema/samples.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

// The changes from a to b, which ask nothing; they lead there, and their reverse leads back.
Lines changes(const Schema& a, const Schema& b, const Decisions& decisions = {}) {
    const Diff difference = diff(a, b, decisions);
    CHECK(ids(difference.questions) == Lines{});
    CHECK(aludel::schema::apply(a, difference.changes) == b);
    CHECK(aludel::schema::apply(b, reverse(difference.changes, a)) == a);
    Decisions spent = decisions;
    spent.renames.clear();  // the snapshot remembers them; a swap would swap again
    CHECK(diff(b, b, spent).changes.empty());
    return sentences(difference.changes);
}

Lines questions(const Schema& a, const Schema& b, const Decisions& decisions = {}) {
    return ids(diff(a, b, decisions).questions);
}

Table with_columns(std::initializer_list<Column> columns) {
    return table("t", columns);
}

}  // namespace

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

TEST_CASE("a table that vanishes while one like it appears: rename or drop, both ways out shown") {
    const Schema before{.tables = {table("old", {column("x", integer)})}};
    const Schema after{.tables = {table("new", {column("x", integer)})}};
    const Diff difference = diff(before, after);
    REQUIRE(difference.questions.size() == 1);
    const Question& question = difference.questions[0];
    CHECK(question.id == "drop:old");
    CHECK(question.kind == Question::Kind::rename_or_drop_table);
    CHECK(question.candidates == Lines{"new"});
    CHECK(question.message ==
          "the table old is gone from the models while new is new: was it renamed, or is it to be dropped with its rows?");
    CHECK(question.answers == Lines{"annotate the struct of new with [[db::renamed_from(\"old\")]]", "--drop old"});
    CHECK(changes(before, after, {.drops = {"old"}}) == Lines{"create table new", "drop table old"});
}

TEST_CASE("a renamed table keeps its rows, and what is named by the convention follows it") {
    Table was = table("old", {column("x", integer)});
    was.indexes = {{"ix_old_x", {{"x"}}}};
    was.uniques = {{"uq_old_x", {"x"}}, {"by hand", {"id", "x"}}};
    Table is = table("new", {column("x", integer)});
    is.indexes = {{"ix_new_x", {{"x"}}}};
    is.uniques = {{"uq_new_x", {"x"}}, {"by hand", {"id", "x"}}};
    const Decisions renamed{.renames = {{Rename::Of::table, {}, "old", "new"}}};
    CHECK(changes({.tables = {was}}, {.tables = {is}}, renamed) ==
          Lines{"rename table old to new", "rename constraint new.pk_old to pk_new", "rename constraint new.uq_old_x to uq_new_x",
                "rename index new.ix_old_x to ix_new_x"});
}

TEST_CASE("a column that vanishes while one like it appears: rename or drop, both ways out shown") {
    const Schema before{.tables = {table("users", {column("about", text, true)})}};
    const Schema after{.tables = {table("users", {column("bio", text, true)})}};
    const Diff difference = diff(before, after);
    REQUIRE(difference.questions.size() == 1);
    const Question& question = difference.questions[0];
    CHECK(question.id == "drop:users.about");
    CHECK(question.kind == Question::Kind::rename_or_drop_column);
    CHECK(question.table == Name("users"));
    CHECK(question.column == "about");
    CHECK(question.candidates == Lines{"bio"});
    CHECK(question.message ==
          "the column users.about is gone from the models while users.bio is new: was it renamed, or is it to be dropped with its values?");
    CHECK(question.answers == Lines{"annotate the member with [[db::renamed_from(\"about\")]]", "--drop users.about"});
    CHECK(changes(before, after, {.renames = {{Rename::Of::column, Name("users"), "about", "bio"}}}) == Lines{"rename users.about to bio"});
    CHECK(changes(before, after, {.drops = {"users.about"}}) == Lines{"add users.bio text, nullable", "drop users.about"});
}

TEST_CASE("several columns may be the new one") {
    const Schema before{.tables = {with_columns({column("x", text, true)})}};
    const Schema after{.tables = {with_columns({column("y", text, true), column("z", varchar(9), true), column("n", integer, true)})}};
    const Question question = diff(before, after).questions.at(0);
    CHECK(question.candidates == Lines{"y", "z"});
    CHECK(question.message ==
          "the column t.x is gone from the models while t.y and t.z are new: was it renamed, or is it to be dropped with its values?");
    CHECK(question.answers == Lines{"annotate the member of t.y with [[db::renamed_from(\"x\")]]",
                                    "annotate the member of t.z with [[db::renamed_from(\"x\")]]", "--drop t.x"});
}

TEST_CASE("what vanishes and leaves nothing like it is dropped only when that is said") {
    const Schema before{.tables = {table("users", {column("name", text)}), table("teams", {})}};
    const Schema after{.tables = {table("users", {column("age", {Date{}}, true)})}};
    const Diff difference = diff(before, after);
    REQUIRE(difference.questions.size() == 2);
    CHECK(difference.questions[0].kind == Question::Kind::drop_column);
    CHECK(difference.questions[0].message == "the column users.name is gone from the models; dropping it loses its values");
    CHECK(difference.questions[0].answers == Lines{"--drop users.name"});
    CHECK(difference.questions[1].kind == Question::Kind::drop_table);
    CHECK(difference.questions[1].message == "the table teams is gone from the models; dropping it loses its rows");
    CHECK(difference.questions[1].answers == Lines{"--drop teams"});
    CHECK(changes(before, after, {.drops = {"users.name", "teams"}}) ==
          Lines{"add users.age date, nullable", "drop users.name", "drop table teams"});
}

TEST_CASE("a new NOT NULL column needs a value for the rows that exist") {
    const Schema before{.tables = {table("users", {})}};
    Schema after{.tables = {table("users", {column("name", text)})}};
    const Question question = diff(before, after).questions.at(0);
    CHECK(question.id == "fill:users.name");
    CHECK(question.kind == Question::Kind::fill);
    CHECK(question.message == "the new column users.name is not null and has no default, so the rows that exist have no value for it");
    CHECK(question.answers == Lines{"--fill \"users.name='unknown'\"",
                                    "give the member an initialiser and annotate it with [[db::default_value]]",
                                    "make the member a std::optional"});
    CHECK(changes(before, after, {.fills = {{"users.name", {"'unknown'", {}}}}}) ==
          Lines{"add users.name text, existing rows get 'unknown'"});
    CHECK(changes({}, after) == Lines{"create table users"});
    after.tables.find("users")->columns.find("name")->default_value = Value{std::string("none")};
    CHECK(changes(before, after) == Lines{"add users.name text, default 'none'"});
}

TEST_CASE("a column that becomes NOT NULL needs a value for its NULLs") {
    const Schema before{.tables = {with_columns({column("x", varchar(5), true)})}};
    const Schema after{.tables = {with_columns({column("x", varchar(5))})}};
    const Question question = diff(before, after).questions.at(0);
    CHECK(question.id == "fill:t.x");
    CHECK(question.message == "the column t.x becomes not null, and rows that exist may hold NULL");
    CHECK(question.answers == Lines{"--fill \"t.x=''\"", "--accept fill:t.x, where no row does"});
    CHECK(changes(before, after, {.fills = {{"t.x", {"''", {}}}}}) == Lines{"alter t.x: not null, nulls become ''"});
    CHECK(changes(before, after, {.accepted = {"fill:t.x"}}) == Lines{"alter t.x: not null"});
    CHECK(changes(after, before) == Lines{"alter t.x: nullable"});
}

TEST_CASE("a type that holds every old value changes without a question, a narrower one with one") {
    const auto retyped = [](const Type& from, const Type& to) {
        return questions({.tables = {with_columns({column("x", from)})}}, {.tables = {with_columns({column("x", to)})}});
    };
    CHECK(retyped(varchar(5), varchar(9)) == Lines{});
    CHECK(retyped(varchar(5), text) == Lines{});
    CHECK(retyped(integer, bigint) == Lines{});
    CHECK(retyped(integer, text) == Lines{});
    CHECK(retyped(integer, {Float{64}}) == Lines{});
    CHECK(retyped({Float{32}}, {Float{64}}) == Lines{});
    CHECK(retyped(numeric(8, 2), numeric(10, 2)) == Lines{});
    CHECK(retyped(numeric(8, 2), {Numeric{}}) == Lines{});
    CHECK(retyped({Uuid{}}, varchar(36)) == Lines{});
    CHECK(retyped(varchar(9), varchar(5)) == Lines{"narrow:t.x"});
    CHECK(retyped(text, varchar(5)) == Lines{"narrow:t.x"});
    CHECK(retyped(bigint, integer) == Lines{"narrow:t.x"});
    CHECK(retyped(integer, varchar(9)) == Lines{"narrow:t.x"});
    CHECK(retyped(bigint, {Float{64}}) == Lines{"narrow:t.x"});
    CHECK(retyped(numeric(8, 2), numeric(10)) == Lines{"narrow:t.x"});
    CHECK(retyped(numeric(8, 2), integer) == Lines{"narrow:t.x"});
    CHECK(retyped(text, integer) == Lines{"convert:t.x"});
    CHECK(retyped({Boolean{}}, integer) == Lines{"convert:t.x"});
    CHECK(retyped({Timestamp{true}}, {Timestamp{false}}) == Lines{"convert:t.x"});
    CHECK(retyped({Date{}}, {Timestamp{}}) == Lines{"convert:t.x"});
    CHECK(retyped(integer, {Integer{32}, true}) == Lines{"convert:t.x"});
}

TEST_CASE("a narrower type and one without a cast say what to type") {
    const Schema before{.tables = {table("books", {column("pages", text), column("title", varchar(99))})}};
    const Schema after{.tables = {table("books", {column("pages", integer), column("title", varchar(5))})}};
    const Diff difference = diff(before, after);
    REQUIRE(difference.questions.size() == 2);
    CHECK(difference.questions[0].kind == Question::Kind::convert);
    CHECK(difference.questions[0].message ==
          "the column books.pages changes from text to integer, and no cast between them means the same on every engine");
    CHECK(difference.questions[0].answers == Lines{"--convert \"books.pages=cast(pages as integer)\""});
    CHECK(difference.questions[1].kind == Question::Kind::narrow);
    CHECK(difference.questions[1].message ==
          "the column books.title changes from varchar(99) to varchar(5), which cannot hold every value of the rows that exist");
    CHECK(difference.questions[1].answers == Lines{"--accept narrow:books.title, where every value fits: it stops at a row that does not",
                                                   "--convert \"books.title=substr(title, 1, 5)\", which cuts longer values short"});
    CHECK(changes(before, after, {.converts = {{"books.pages", {"cast(pages as integer)", {}}}}, .accepted = {"narrow:books.title"}}) ==
          Lines{"alter books.pages: type text to integer, values become cast(pages as integer)",
                "alter books.title: type varchar(99) to varchar(5)"});
}

TEST_CASE("all that changes in a column is one change") {
    const Schema before{.tables = {with_columns({column("x", integer, true)})}};
    const Schema after{.tables = {with_columns({column("x", varchar(9))})}};
    CHECK(questions(before, after) == Lines{"narrow:t.x", "fill:t.x"});
    CHECK(changes(before, after, {.fills = {{"t.x", {"''", {}}}}, .accepted = {"narrow:t.x"}}) ==
          Lines{"alter t.x: type integer to varchar(9), not null, nulls become ''"});
}

TEST_CASE("the order of columns is no difference, and one in the middle is one column") {
    const Schema before{.tables = {with_columns({column("x", integer), column("y", integer)})}};
    CHECK(changes(before, {.tables = {with_columns({column("y", integer), column("x", integer)})}}) == Lines{});
    CHECK(changes(before, {.tables = {with_columns({column("x", integer), column("m", text, true), column("y", integer)})}}) ==
          Lines{"add t.m text, nullable"});
}

TEST_CASE("a default comes, changes and goes") {
    const auto with_default = [](std::optional<Default> value) {
        Column x = column("x", integer);
        x.default_value = std::move(value);
        return Schema{.tables = {with_columns({x})}};
    };
    const Schema none = with_default(std::nullopt);
    const Schema one = with_default(Value{std::int64_t{1}});
    CHECK(changes(none, one) == Lines{"alter t.x: default none to 1"});
    CHECK(changes(one, with_default(Value{std::int64_t{2}})) == Lines{"alter t.x: default 1 to 2"});
    CHECK(changes(one, none) == Lines{"alter t.x: default 1 to none"});
    CHECK(changes(one, with_default(Expression{"abs(1)", {}})) == Lines{"alter t.x: default 1 to abs(1)"});
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

TEST_CASE("a value is added to an enum without a question; one is taken away with one, where a column has it") {
    const Enum ab{"genre", EnumStorage::text, {{"a", 0}, {"b", 1}}};
    const Enum abc{"genre", EnumStorage::text, {{"a", 0}, {"b", 1}, {"c", 2}}};
    const Table books = table("books", {column("genre", {Enumeration{"genre"}})});
    CHECK(changes({.tables = {books}, .enums = {ab}}, {.tables = {books}, .enums = {abc}}) == Lines{"alter enum genre: add c"});
    const Diff less = diff({.tables = {books}, .enums = {abc}}, {.tables = {books}, .enums = {ab}});
    REQUIRE(less.questions.size() == 1);
    CHECK(less.questions[0].id == "enum:genre.c");
    CHECK(less.questions[0].kind == Question::Kind::enum_value_removed);
    CHECK(less.questions[0].message == "the enum genre loses the value c, and rows that exist may hold it in books.genre");
    CHECK(less.questions[0].answers == Lines{"--accept enum:genre.c, where none do"});
    CHECK(changes({.tables = {books}, .enums = {abc}}, {.tables = {books}, .enums = {ab}}, {.accepted = {"enum:genre.c"}}) ==
          Lines{"alter enum genre: remove c"});
    CHECK(changes({.enums = {abc}}, {.enums = {ab}}) == Lines{"alter enum genre: remove c"});
    Enum other = ab;
    other.name = "kind";
    CHECK(changes({.enums = {ab}}, {.enums = {other}}) == Lines{"rename enum genre to kind"});
}

TEST_CASE("a value that goes while another comes asks, and offers the annotation that says it was renamed") {
    const Table users = table("users", {column("role", {Enumeration{"role"}})});
    const Schema before{.tables = {users}, .enums = {{"role", EnumStorage::text, {{"admin", 0}, {"user", 1}}}}};
    const Schema after{.tables = {users}, .enums = {{"role", EnumStorage::text, {{"admin", 0}, {"member", 1}, {"guest", 2}}}}};
    const Diff asked = diff(before, after);
    REQUIRE(asked.questions.size() == 1);
    CHECK(asked.questions[0].id == "enum:role.user");
    CHECK(asked.questions[0].candidates == std::vector<std::string>{"member", "guest"});
    CHECK(asked.questions[0].answers ==
          Lines{"annotate the enumerator of role.member with [[db::renamed_from(\"user\")]], where it was renamed",
                "annotate the enumerator of role.guest with [[db::renamed_from(\"user\")]], where it was renamed",
                "--accept enum:role.user, where none do"});
    CHECK(changes(before, after, {.renames = {{Rename::Of::enum_value, "role", "user", "member"}}}) ==
          Lines{"rename the value role.user to member", "alter enum role: add guest"});
}

TEST_CASE("values are renamed in chains and in circles, and defaults follow") {
    const auto schema = [](const std::string& first, const std::string& second, const std::string& given) {
        Column role = column("role", {Enumeration{"role"}});
        role.default_value = Value{given};
        return Schema{.tables = {table("users", {role})}, .enums = {{"role", EnumStorage::native, {{first, 0}, {second, 1}}}}};
    };
    using Of = Rename::Of;
    CHECK(changes(schema("a", "b", "a"), schema("b", "c", "b"),
                  {.renames = {{Of::enum_value, "role", "a", "b"}, {Of::enum_value, "role", "b", "c"}}}) ==
          Lines{"rename the value role.b to c", "rename the value role.a to b"});
    CHECK(changes(schema("a", "b", "a"), schema("b", "a", "b"),
                  {.renames = {{Of::enum_value, "role", "a", "b"}, {Of::enum_value, "role", "b", "a"}}}) ==
          Lines{"rename the value role.a to a_renamed", "rename the value role.b to a", "rename the value role.a_renamed to b"});
}

TEST_CASE("an enum is renamed by its hint though its values change with it") {
    const auto schema = [](const std::string& name, std::vector<EnumValue> values) {
        return Schema{.tables = {table("users", {column("role", {Enumeration{name}})})},
                      .enums = {{name, EnumStorage::text, std::move(values)}}};
    };
    const Schema before = schema("role", {{"admin", 0}, {"user", 1}});
    const Schema after = schema("rank", {{"admin", 0}, {"member", 1}, {"guest", 2}});
    CHECK(changes(before, after,
                  {.renames = {{Rename::Of::enumeration, {}, "role", "rank"}, {Rename::Of::enum_value, "rank", "user", "member"}}}) ==
          Lines{"rename enum role to rank", "rename the value rank.user to member", "alter enum rank: add guest"});
    CHECK(questions(before, after) == Lines{"convert:users.role"});
}

TEST_CASE("a check that has a value's old name goes before the value is renamed, and comes back with the new one") {
    const auto schema = [](const std::string& value) {
        Table users = table("users", {column("role", {Enumeration{"role"}})});
        users.checks = {{"ck_users_role", {"role <> '" + value + "' or id > 0", {}}}};
        return Schema{.tables = {users}, .enums = {{"role", EnumStorage::text, {{"admin", 0}, {value, 1}}}}};
    };
    CHECK(changes(schema("user"), schema("member"), {.renames = {{Rename::Of::enum_value, "role", "user", "member"}}}) ==
          Lines{"drop from users check ck_users_role (role <> 'user' or id > 0)", "rename the value role.user to member",
                "add to users check ck_users_role (role <> 'member' or id > 0)"});
}

TEST_CASE("values come before the columns that need them and go after those that had them") {
    const Enum ab{"genre", EnumStorage::text, {{"a", 0}, {"b", 1}}};
    const Enum bc{"genre", EnumStorage::text, {{"b", 1}, {"c", 2}}};
    Column genre = column("genre", {Enumeration{"genre"}});
    genre.default_value = Value{std::string("a")};
    const Schema before{.tables = {table("books", {genre})}, .enums = {ab}};
    genre.default_value = Value{std::string("c")};
    CHECK(changes(before, {.tables = {table("books", {genre})}, .enums = {bc}}, {.accepted = {"enum:genre.a"}}) ==
          Lines{"alter enum genre: add c", "alter books.genre: default 'a' to 'c'", "alter enum genre: remove a"});
}

TEST_CASE("an enum that is stored otherwise asks what becomes of the rows") {
    const Enum labels{"genre", EnumStorage::text, {{"a", 1}}};
    const Enum numbers{"genre", EnumStorage::integer, {{"a", 1}}};
    const Enum renumbered{"genre", EnumStorage::integer, {{"a", 2}}};
    const Table books = table("books", {column("genre", {Enumeration{"genre"}})});
    const auto asked = [&](const Enum& from, const Enum& to) {
        return questions({.tables = {books}, .enums = {from}}, {.tables = {books}, .enums = {to}});
    };
    CHECK(asked(labels, numbers) == Lines{"storage:genre"});
    CHECK(asked(numbers, renumbered) == Lines{"storage:genre"});
    CHECK(asked(labels, {"genre", EnumStorage::native, {{"a", 1}}}) == Lines{});
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

TEST_CASE("renames come in chains and in circles") {
    const auto columns = [](const char* first, const char* second) {
        return Schema{.tables = {with_columns({column(first, integer), column(second, text)})}};
    };
    const Name t = "t";
    CHECK(changes(columns("x", "y"), columns("y", "z"),
                  {.renames = {{Rename::Of::column, t, "x", "y"}, {Rename::Of::column, t, "y", "z"}}}) ==
          Lines{"rename t.y to z", "rename t.x to y"});
    CHECK(changes(columns("x", "y"), columns("y", "x"),
                  {.renames = {{Rename::Of::column, t, "x", "y"}, {Rename::Of::column, t, "y", "x"}}}) ==
          Lines{"rename t.x to x_renamed", "rename t.y to x", "rename t.x_renamed to y"});
    const Schema before{.tables = {table("a", {column("x", integer)}), table("b", {column("y", text)})}};
    const Schema after{.tables = {table("b", {column("x", integer)}), table("a", {column("y", text)})}};
    CHECK(changes(before, after, {.renames = {{Rename::Of::table, {}, "a", "b"}, {Rename::Of::table, {}, "b", "a"}}}) ==
          Lines{"rename table a to a_renamed", "rename table b to a", "rename table a_renamed to b",
                "rename constraint b.pk_a to pk_a_renamed", "rename constraint a.pk_b to pk_a",
                "rename constraint b.pk_a_renamed to pk_b"});
}

TEST_CASE("a column is renamed and changed at once, in a table that is renamed too") {
    const Schema before{.tables = {table("people", {column("about", varchar(5), true)})}};
    Schema after{.tables = {table("users", {column("bio", text, true)})}};
    after.tables.find("users")->primary_key->name = "pk_people";
    CHECK(changes(before, after,
                  {.renames = {{Rename::Of::table, {}, "people", "users"}, {Rename::Of::column, Name("users"), "about", "bio"}}}) ==
          Lines{"rename table people to users", "rename users.about to bio", "alter users.bio: type varchar(5) to text"});
}

TEST_CASE("a hint that is spent, or whose place is taken, does nothing") {
    const Name t = "t";
    const Schema bio{.tables = {with_columns({column("bio", text)})}};
    const Schema both{.tables = {with_columns({column("about", text), column("bio", text)})}};
    const Schema about{.tables = {with_columns({column("about", text)})}};
    const Decisions hint{.renames = {{Rename::Of::column, t, "about", "bio"}}};
    CHECK(changes(bio, bio, hint) == Lines{});
    CHECK(changes(both, both, hint) == Lines{});
    CHECK(questions(both, bio, hint) == Lines{"drop:t.about"});
    CHECK(changes(both, bio, {.renames = hint.renames, .drops = {"t.bio"}}) ==
          Lines{"rename t.bio to bio_dropped", "rename t.about to bio", "drop t.bio_dropped"});
    CHECK(questions(about, both, hint) == Lines{"fill:t.about"});
    CHECK(questions(about, bio, {.renames = {{Rename::Of::column, t, "about", "bio"}, {Rename::Of::column, t, "about", "other"}}}) ==
          Lines{});
    CHECK(questions(both, {.tables = {with_columns({column("new", text)})}},
                    {.renames = {{Rename::Of::column, t, "about", "new"}, {Rename::Of::column, t, "bio", "new"}}}) ==
          Lines{"fill:t.new", "drop:t.bio", "drop:t.about"});
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

TEST_CASE("a column that becomes computed loses what it held") {
    Column x = column("x", integer, true);
    const Schema before{.tables = {with_columns({x})}};
    x.computed = Computed{{"id + 1", {}}, true};
    const Schema after{.tables = {with_columns({x})}};
    CHECK(questions(before, after) == Lines{"drop:t.x"});
    CHECK(changes(before, after, {.drops = {"t.x"}}) == Lines{"alter t.x: computed as id + 1, stored"});
    CHECK(changes(after, before) == Lines{"alter t.x: not computed"});
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
    CHECK(changes(before, {}, {.drops = {"t"}}) ==
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

TEST_CASE("a type in one database's own words comes and goes by a conversion of the author's") {
    Type email = text;
    email.on = {{"postgresql", "citext"}};
    const Schema before{.tables = {with_columns({column("x", text)})}};
    const Schema after{.tables = {with_columns({column("x", email)})}};
    const Diff asked = diff(before, after);
    REQUIRE(asked.questions.size() == 1);
    CHECK(asked.questions[0].id == "convert:t.x");
    CHECK(
        asked.questions[0].message ==
        "the column t.x changes from text to text on(\"postgresql\", \"citext\"), and no cast between them means the same on every engine");
    CHECK(asked.questions[0].answers == Lines{"--convert \"t.x:postgresql=cast(x as citext)\""});
    CHECK(changes(before, after, {.converts = {{"t.x", {"", {{"postgresql", "x::citext"}}}}}}) ==
          Lines{"alter t.x: type text to text on(\"postgresql\", \"citext\"), values become x::citext"});
    Type longer = varchar(5);
    longer.on = email.on;
    Type longest = varchar(9);
    longest.on = email.on;
    CHECK(questions({.tables = {with_columns({column("x", longer)})}}, {.tables = {with_columns({column("x", longest)})}}) == Lines{});
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

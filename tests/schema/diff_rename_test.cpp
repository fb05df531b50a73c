// What vanishes while something like it appears: was it renamed, or is it to be dropped?
#include "schema/diff_words.h"

using namespace aludel::schema;
using namespace aludel::testing;

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
    // Not by the name of a column that comes.
    CHECK(changes(both, {.tables = {with_columns({column("bio", text), column("bio_dropped", text, true)})}},
                  {.renames = hint.renames, .drops = {"t.bio"}}) ==
          Lines{"rename t.bio to bio_dropped2", "rename t.about to bio", "add t.bio_dropped text, nullable", "drop t.bio_dropped2"});
    CHECK(questions(about, both, hint) == Lines{"fill:t.about"});
    CHECK(questions(about, bio, {.renames = {{Rename::Of::column, t, "about", "bio"}, {Rename::Of::column, t, "about", "other"}}}) ==
          Lines{});
    CHECK(questions(both, {.tables = {with_columns({column("new", text)})}},
                    {.renames = {{Rename::Of::column, t, "about", "new"}, {Rename::Of::column, t, "bio", "new"}}}) ==
          Lines{"fill:t.new", "drop:t.bio", "drop:t.about"});
}

TEST_CASE("a computed column is no new name of one that holds values, nor the other way round") {
    Column computed = column("twice", integer);
    computed.computed = Computed{{"id * 2", {}}, true};
    const Schema plain{.tables = {with_columns({column("pages", integer)})}};
    const Schema derived{.tables = {with_columns({computed})}};
    const Diff there = diff(plain, derived);
    REQUIRE(ids(there.questions) == Lines{"drop:t.pages"});
    CHECK(there.questions[0].kind == Question::Kind::drop_column);
    CHECK(there.questions[0].candidates.empty());
    const Diff back = diff(derived, plain, {.fills = {{"t.pages", {"0", {}}}}});
    REQUIRE(ids(back.questions) == Lines{"drop:t.twice"});
    CHECK(back.questions[0].candidates.empty());
}

TEST_CASE("an enum that differs in its name alone is found among others that appear, and only where all else is the same") {
    const std::vector<EnumValue> values = {{"a", 0}, {"b", 1}};
    const Schema before{.enums = {{"mood", EnumStorage::text, values}}};
    const Enum unlike{"anger", EnumStorage::text, {{"a", 0}}};
    const Enum stored_otherwise{"bearing", EnumStorage::integer, values};
    const Schema after{.enums = {unlike, stored_otherwise, {"temper", EnumStorage::text, values}, {"tone", EnumStorage::text, values}}};
    CHECK(changes(before, after) == Lines{"rename enum mood to temper", "create enum anger", "create enum bearing", "create enum tone"});
}

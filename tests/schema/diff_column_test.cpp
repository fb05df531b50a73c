// Columns that come, change their type, their default or whether they are nullable, and become computed.
#include "schema/diff_words.h"

using namespace aludel::schema;
using namespace aludel::testing;

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

TEST_CASE("a column that becomes computed loses what it held") {
    Column x = column("x", integer, true);
    const Schema before{.tables = {with_columns({x})}};
    x.computed = Computed{{"id + 1", {}}, true};
    const Schema after{.tables = {with_columns({x})}};
    CHECK(questions(before, after) == Lines{"drop:t.x"});
    CHECK(changes(before, after, {.drops = {"t.x"}}) == Lines{"alter t.x: computed as id + 1, stored"});
    CHECK(changes(after, before) == Lines{"alter t.x: not computed"});
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

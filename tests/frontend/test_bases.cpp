#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::columns_text;
using aludel::test::mistakes;
using aludel::test::read;
using aludel::test::table_text;

TEST_CASE("the members of a plain base are columns of every table that inherits it, with their keys") {
    const auto document = read(R"h(
struct Identified { [[db::primary_key, db::identity]] std::int64_t id; };
struct [[db::index(&Stamped::created_at)]] Stamped { [[db::now]] std::chrono::sys_seconds created_at; };
struct [[db::table("users"), db::unique(&User::id, &User::name)]] User : Identified, Stamped { std::string name; };
struct [[db::table("books")]] Book : Identified, private Stamped {
    [[db::references(&User::id)]] std::int64_t author_id;
};
)h");
    const aludel::schema::Table& users = *document.schema.tables.find("users");
    const aludel::schema::Table& books = *document.schema.tables.find("books");
    CHECK(columns_text(users) == "id bigint\ncreated_at timestamp\nname text\n");
    CHECK(columns_text(books) == "id bigint\ncreated_at timestamp\nauthor_id bigint\n");
    CHECK(users.primary_key->name == "pk_users");
    CHECK(books.primary_key->name == "pk_books");
    CHECK(users.uniques.contains("uq_users_id_name"));
    CHECK(users.indexes.contains("ix_users_created_at"));
    CHECK(books.indexes.contains("ix_books_created_at"));
    CHECK(books.foreign_keys.find("fk_books_author_id")->referred_table == "users");
}

TEST_CASE("a table inherits from no table and from no template with columns") {
    CHECK(mistakes(R"h(struct [[db::table("a")]] A { int id; };
struct [[db::table("b")]] B : A { int other; };
template <class T> struct Base { T id; };
struct [[db::table("c")]] C : Base<int> { int other; };
template <class T> struct Empty {};
struct [[db::table("d")]] D : Empty<D> { int id; };
struct Left { int id; };
struct [[db::table("e")]] E : Left { int id; };
)h") == R"h(2:31-32 error [table-inherits-table] 'B' inherits from a table: two tables share no rows
    hint: move the members that both have into a struct without db::table, and inherit from it
4:31-40 error [template-base] columns can't come from a template
    hint: members that tables share belong in a plain base struct
8:42-44 error [column-twice] the column 'e.id' is defined twice
    note 7:19-21: the first is here
)h");
}

TEST_CASE("attributes on a struct that is no table and no base of one are refused, not skipped") {
    CHECK(mistakes(R"h(struct UserProfile { [[db::primary_key]] int id; [[db::unique]] int other; };
struct [[db::unique(&U::id)]] U { int id; };
)h") == R"h(1:24-39 error [no-table] 'db::primary_key' has no effect: 'UserProfile' is no table, and no table inherits from it or embeds it
    fix 1:8-8 "[[db::table("user_profile")]] "
    note 1:8-19: give it a table: struct [[db::table("...")]] UserProfile
2:10-28 error [no-table] 'db::unique' has no effect: 'U' is no table, and no table inherits from it or embeds it
    fix 2:31-31 "[[db::table("u")]] "
    note 2:31-32: give it a table: struct [[db::table("...")]] U
)h");
}

TEST_CASE("forty columns of a mixin are shared by ten tables") {
    std::string header = "struct Audited {\n";
    std::string expected;
    for (int i = 0; i < 40; ++i) {
        header += "    [[db::length(" + std::to_string(i + 1) + ")]] std::string c" + std::to_string(i) + ";\n";
        expected += "c" + std::to_string(i) + " varchar(" + std::to_string(i + 1) + ")\n";
    }
    header += "};\n";
    for (int i = 0; i < 10; ++i) {
        const std::string n = std::to_string(i);
        header += "struct [[db::table(\"t" + n + "\")]] T" + n + " : Audited { [[db::primary_key]] std::int64_t id; };\n";
    }
    const auto document = read(header);
    CHECK(document.schema.tables.size() == 10);
    for (const aludel::schema::Table& table : document.schema.tables) CHECK(columns_text(table) == expected + "id bigint\n");
}

TEST_CASE("a virtual base is there once, and bases come from any namespace, private or not") {
    const auto document = read(R"h(
namespace common { class Identified { [[db::primary_key]] std::int64_t id; }; }
struct Named : virtual common::Identified { std::string name; };
struct Dated : virtual private common::Identified { std::chrono::sys_days day; };
class [[db::table("t")]] T : protected Named, Dated {
public:
    virtual ~T() = default;
    int count() const { return count_; }
protected:
    [[db::column("count")]] mutable int count_ = 0;
private:
    alignas(16) const int aligned_ = 1;
    volatile int seen_{};
    static int shared_;
    std::string text_{};
};
)h");
    CHECK(columns_text(*document.schema.tables.begin()) == R"h(id bigint
name text
day date
count integer
aligned_ integer
seen_ integer
text_ text
)h");
    CHECK(document.schema.tables.begin()->primary_key.has_value());
}

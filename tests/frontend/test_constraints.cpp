#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::constraints_text;
using aludel::test::mistakes;
using aludel::test::read;

TEST_CASE("what a base says of its members holds for each table that inherits it, under names made for each") {
    CHECK(constraints_text(R"h(
struct [[db::table("tenants")]] Tenant { [[db::primary_key]] std::int64_t id; };
struct [[db::primary_key(&Shared::tenant, &Shared::id), db::unique(&Shared::id, &Shared::code, db::where("code <> ''")),
         db::index(db::desc(&Shared::code), db::expression("lower(code)")), db::check("length(code) < 9"), db::check("positive", "id > 0"),
         db::foreign_key(db::columns(&Shared::tenant), db::columns(&Tenant::id), db::name("to_tenant"), db::on_delete(db::cascade))]] Shared {
    std::int64_t tenant;
    std::int64_t id;
    [[db::index, db::unique(db::deferrable)]] std::string code;
};
struct [[db::table("one")]] One : Shared {};
struct Between : Shared {};
struct [[db::table("two"), db::foreign_key(db::columns(&Two::tenant, &Two::parent), db::columns(&One::tenant, &One::id)),
         db::index(&Two::parent, &Two::code)]] Two : Between {
    std::int64_t parent;
};
)h") == R"h(# one
[primary_key]
name = "pk_one"
columns = ["tenant", "id"]

[[unique]]
name = "uq_one_code"
columns = ["code"]
deferrability = "deferrable"

[[foreign_key]]
name = "to_tenant"
columns = ["tenant"]
referred_table = "tenants"
referred_columns = ["id"]
on_delete = "cascade"

[[check]]
name = "ck_one_code"
expression = "length(code) < 9"

[[check]]
name = "positive"
expression = "id > 0"

[[index]]
name = "ix_one_code"
keys = ["code"]

[[index]]
name = "ix_one_code_lower_code"
keys = [{ column = "code", descending = true }, { expression = "lower(code)" }]

[[index]]
name = "ux_one_id_code"
keys = ["id", "code"]
unique = true
where = "code <> ''"

# tenants
[primary_key]
name = "pk_tenants"
columns = ["id"]

# two
[primary_key]
name = "pk_two"
columns = ["tenant", "id"]

[[unique]]
name = "uq_two_code"
columns = ["code"]
deferrability = "deferrable"

[[foreign_key]]
name = "fk_two_tenant_parent"
columns = ["tenant", "parent"]
referred_table = "one"
referred_columns = ["tenant", "id"]

[[foreign_key]]
name = "to_tenant"
columns = ["tenant"]
referred_table = "tenants"
referred_columns = ["id"]
on_delete = "cascade"

[[check]]
name = "ck_two_code"
expression = "length(code) < 9"

[[check]]
name = "positive"
expression = "id > 0"

[[index]]
name = "ix_two_code"
keys = ["code"]

[[index]]
name = "ix_two_code_lower_code"
keys = [{ column = "code", descending = true }, { expression = "lower(code)" }]

[[index]]
name = "ix_two_parent_code"
keys = ["parent", "code"]

[[index]]
name = "ux_two_id_code"
keys = ["id", "code"]
unique = true
where = "code <> ''"
)h");
}

TEST_CASE("a name of an index that a base gives can serve one table") {
    CHECK(constraints_text(R"h(
struct [[db::index(&Shared::a, db::name("by_a"))]] Shared { int a; };
struct [[db::table("one")]] One : Shared { int b; };
struct [[db::table("two")]] Two { [[db::check("own", "a > 0")]] int a; };
struct [[db::table("three")]] Three { [[db::check("own", "a > 0")]] int a; };
struct [[db::table("auth.four")]] Four { [[db::index(db::name("by_a"))]] int a; };
)h") == R"h(# one
[[index]]
name = "by_a"
keys = ["a"]

# three
[[check]]
name = "own"
expression = "a > 0"

# two
[[check]]
name = "own"
expression = "a > 0"

# auth.four
[[index]]
name = "by_a"
keys = ["a"]
)h");
    CHECK(mistakes(R"h(struct [[db::index(&Shared::a, db::name("by_a"))]] Shared {
    [[db::unique(db::name("a_once"))]] int a;
    [[db::primary_key(db::name("key"))]] int b;
};
struct [[db::table("one")]] One : Shared {};
struct [[db::table("two")]] Two : Shared {};
struct [[db::table("three")]] Three : Shared {};
)h") == R"h(1:10-49 error [name-in-base] two tables inherit the name 'by_a', and it can stand for one index
    note 5:29-32: 'one' is one
    note 6:29-32: 'two' is the other
    hint: leave db::name out: then each table has a name of its own made for it
2:7-37 error [name-in-base] two tables inherit the name 'a_once', and it can stand for one index
    note 5:29-32: 'one' is one
    note 6:29-32: 'two' is the other
    hint: leave db::name out: then each table has a name of its own made for it
3:7-39 error [name-in-base] two tables inherit the name 'key', and it can stand for one index
    note 5:29-32: 'one' is one
    note 6:29-32: 'two' is the other
    hint: leave db::name out: then each table has a name of its own made for it
)h");
}

TEST_CASE("indexes and keys of two tables can't have one name, and constraints of one table neither") {
    CHECK(mistakes(R"h(struct [[db::table("one"), db::check("mine", "a > 0")]] One {
    [[db::index(db::name("by_a"))]] int a;
    [[db::unique(db::name("mine"))]] int b;
    [[db::references(&Two::a, db::name("mine"))]] int c;
};
struct [[db::table("two")]] Two {
    [[db::unique(db::name("by_a"))]] int a;
    [[db::primary_key(db::name("mine"))]] int b;
    [[db::index(db::name("mine"))]] int c;
};
)h") == R"h(1:28-54 error [constraint-twice] 'mine' is defined twice
    note 3:7-35: the first is here
    hint: take one of them away, or give it a name of its own: db::name("...")
4:7-48 error [constraint-twice] 'mine' is defined twice
    note 3:7-35: the first is here
    hint: take one of them away, or give it a name of its own: db::name("...")
7:7-35 error [name-twice] 'by_a' is the name of an index of 'one' already
    note 2:7-34: it is here
    hint: indexes and keys of all tables share their names: write another one in db::name
8:7-40 error [name-twice] 'mine' is the name of an index of 'one' already
    note 3:7-35: it is here
    hint: indexes and keys of all tables share their names: write another one in db::name
9:7-34 error [name-twice] 'mine' is the name of an index of 'one' already
    note 3:7-35: it is here
    hint: indexes and keys of all tables share their names: write another one in db::name
)h");
}

TEST_CASE("the same twice is refused, unless both have a name") {
    CHECK(mistakes(R"h(struct [[db::table("t"), db::unique(&T::a), db::index(&T::b, db::name("other")), db::index(db::desc(&T::b))]] T {
    [[db::unique]] int a;
    [[db::index, db::index]] int b;
    [[db::index(db::name("one")), db::index(db::name("two"))]] int c;
    [[db::unique(db::where("d > 0")), db::unique(db::where("d > 1"))]] int d;
    [[db::check("e > 0"), db::check("positive", "e > 0")]] int e;
};
)h") == R"h(1:26-43 error [constraint-twice] 'uq_t_a' is defined twice
    note 2:7-17: the first is here
    hint: take one of them away, or give it a name of its own: db::name("...")
1:45-80 error [constraint-twice] 'other' is the same as 'ix_t_b'
    note 3:7-16: the first is here
    hint: take one of them away; where both are meant, give both a name: db::name("...")
1:82-108 error [constraint-twice] 'ix_t_b' is defined twice
    note 3:7-16: the first is here
    hint: take one of them away, or give it a name of its own: db::name("...")
3:18-27 error [constraint-twice] 'ix_t_b' is defined twice
    note 3:7-16: the first is here
    hint: take one of them away, or give it a name of its own: db::name("...")
5:39-69 error [constraint-twice] 'ux_t_d' is defined twice
    note 5:7-37: the first is here
    hint: take one of them away, or give it a name of its own: db::name("...")
6:27-57 error [constraint-twice] 'positive' is the same as 'ck_t_e'
    note 6:7-25: the first is here
    hint: take one of them away; where both are meant, give both a name: db::name("...")
)h");
}

TEST_CASE("a column is meant by its member, or by its name in the table") {
    CHECK(constraints_text(R"h(
struct [[db::table("t"), db::unique("e_mail", &T::name), db::index(&T::email), db::check("e_mail <> ''")]] T {
    [[db::column("e_mail")]] std::string email;
    std::string name;
};
)h") == R"h([[unique]]
name = "uq_t_e_mail_name"
columns = ["e_mail", "name"]

[[check]]
name = "ck_t_e_mail"
expression = "e_mail <> ''"

[[index]]
name = "ix_t_e_mail"
keys = ["e_mail"]
)h");
}

TEST_CASE("members of an embedded struct are keys of the table, and can be keys of its constraints") {
    CHECK(constraints_text(R"h(
struct Place { std::int64_t id; [[db::index(db::where("zip <> ''"), db::name("zips"))]] std::string zip; };
struct Key { [[db::primary_key]] std::int64_t number; [[db::unique(db::where("number > 0"))]] std::int64_t code; };
struct [[db::table("places"), db::primary_key("zone", &Place::zip)]] Area { int zone; [[db::embedded("at_")]] Place at; };
struct [[db::table("t"), db::index("home_id", &T::name), db::foreign_key(db::columns("zone", "home_zip"), db::columns("places.zone", "places.at_zip"))]] T {
    [[db::embedded("key_")]] Key key;
    [[db::embedded("home_")]] struct { std::int64_t id; std::string zip; } home;
    std::string name;
    int zone;
};
)h") == R"h(# places
[primary_key]
name = "pk_places"
columns = ["zone", "at_zip"]

[[index]]
name = "zips"
keys = ["at_zip"]
where = "at_zip <> ''"

# t
[primary_key]
name = "pk_t"
columns = ["key_number"]

[[foreign_key]]
name = "fk_t_zone_home_zip"
columns = ["zone", "home_zip"]
referred_table = "places"
referred_columns = ["zone", "at_zip"]

[[index]]
name = "ix_t_home_id_name"
keys = ["home_id", "name"]

[[index]]
name = "ux_t_key_code"
keys = ["key_code"]
unique = true
where = "key_number > 0"
)h");
    CHECK(
        mistakes(R"h(struct Address { std::string city; [[db::references(&Town::id)]] int town; [[db::index(db::name("zips"))]] int zip; };
struct [[db::table("towns")]] Town { [[db::primary_key]] int id; };
struct [[db::table("t"), db::index(&T::home), db::index(&Address::city), db::unique("city")]] T {
    [[db::embedded("home_")]] Address home;
    [[db::embedded("work_")]] std::optional<Address> work;
};
)h") == R"h(1:78-105 error [name-in-base] 't' embeds the struct twice, and 'zips' can stand for one of them
    note 3:95-96: the table is here
    hint: leave db::name out: then each has a name of its own made for it
3:36-44 error [no-column] '&T::home' is an embedded struct: each of its members is a column
    note 4:39-43: the member is here
    hint: write the name of the column that is meant, as a string: "address_city"
3:57-71 error [no-column] '&Address::city' is more than one column of 't': 'home_city', 'work_city'
    hint: write the name of the one that is meant, as a string
3:85-91 error [no-column] 't' has no column 'city'
    note 3:95-96: the table is here
)h");
}

TEST_CASE("the place of each constraint and index is known by its name") {
    const auto document = read(R"h(struct [[db::table("t"), db::index(&T::a, &T::b)]] T {
    [[db::primary_key]] int a;
    [[db::unique(db::name("odd.name"))]] int b;
    [[db::check("c > 0"), db::references(&T::a)]] int c;
};
)h");
    CHECK(document.locations.at("t.ix_t_a_b").line == 1);
    CHECK(document.locations.at("t.pk_t").line == 2);
    CHECK(document.locations.at("t.\"odd.name\"").line == 3);
    CHECK(document.locations.at("t.ck_t_c").column == 7);
    CHECK(document.locations.at("t.fk_t_c").column == 27);
}

#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::columns_text;
using aludel::test::mistakes;
using aludel::test::read;

TEST_CASE("the members of an embedded struct are columns with its prefix") {
    const auto document = read(R"h(
struct Geo { double latitude; double longitude; };
struct Located { [[db::embedded("geo_")]] Geo geo; };
struct Address : Located {
    [[db::length(100)]] std::string street;
    [[db::column("town"), db::index]] std::string city;
    [[db::unique]] std::optional<std::string> code;
    [[db::ignore]] void* cache;
};
struct [[db::table("users")]] User {
    [[db::primary_key]] std::int64_t id;
    [[db::embedded("home_")]] Address home;
    [[db::embedded("work_")]] std::optional<Address> work;
    [[db::embedded]] struct { int x; int y; } point;
};
)h");
    const aludel::schema::Table& table = *document.schema.tables.begin();
    CHECK(columns_text(table) == R"h(id bigint
home_geo_latitude double_precision
home_geo_longitude double_precision
home_street varchar(100)
home_town text
home_code text null
work_geo_latitude double_precision null
work_geo_longitude double_precision null
work_street varchar(100) null
work_town text null
work_code text null
x integer
y integer
)h");
    CHECK(table.indexes.contains("ix_users_home_town"));
    CHECK(table.indexes.contains("ix_users_work_town"));
    CHECK(table.uniques.contains("uq_users_work_code"));
}

TEST_CASE("what embedded members say of each other is said of their columns") {
    const auto document = read(R"h(
struct Price {
    [[db::numeric(8, 2)]] std::string net;
    std::int32_t percent;
    [[db::computed("net * (100 + percent) / 100", db::stored), db::numeric(8, 2)]] std::string gross;
    [[db::fill("net")]] std::string shown;
};
struct Offer { [[db::embedded("net_")]] Price price; int net; [[db::computed("net + net_net")]] int both; };
struct [[db::table("t")]] T {
    int net;
    [[db::embedded("price_")]] Price price;
    [[db::embedded("offer_")]] Offer offer;
};
)h");
    const aludel::schema::Table& table = *document.schema.tables.begin();
    CHECK(table.columns.find("price_gross")->computed->expression.sql == "price_net * (100 + price_percent) / 100");
    CHECK(table.columns.find("offer_net_gross")->computed->expression.sql == "offer_net_net * (100 + offer_net_percent) / 100");
    CHECK(table.columns.find("offer_both")->computed->expression.sql == "offer_net + offer_net_net");
    CHECK(document.fills.at("t.price_shown").sql == "price_net");
    CHECK(document.fills.at("t.offer_net_shown").sql == "offer_net_net");
}

TEST_CASE("a check of an embedded member, an alias or a strong typedef is a check of the column") {
    const auto document = read(R"h(
using Percent [[db::check("value between 0 and 100")]] = std::int32_t;
struct Amount { [[db::value, db::check("number >= 0", db::only("sqlite")), db::check("value > -1", db::only("postgresql"))]] int number; };
struct Range { int low; [[db::check("high >= low")]] int high; };
struct [[db::table("t")]] T {
    Percent share;
    [[db::check("rest < 50")]] std::optional<Percent> rest;
    Amount amount;
    [[db::embedded("a_")]] Range a;
    [[db::embedded("b_")]] Range b;
};
)h");
    std::string checks;
    for (const auto& check : document.schema.tables.begin()->checks) {
        checks += check.name + ": " + check.expression.for_dialect("postgresql") + "; " + check.expression.for_dialect("sqlite") + "\n";
    }
    CHECK(checks == R"h(ck_t_a_high: a_high >= a_low; a_high >= a_low
ck_t_amount: amount > -1; amount >= 0
ck_t_b_high: b_high >= b_low; b_high >= b_low
ck_t_rest: rest < 50; rest < 50
ck_t_rest_2: rest between 0 and 100; rest between 0 and 100
ck_t_share: share between 0 and 100; share between 0 and 100
)h");
    CHECK(mistakes(R"h(using Percent [[db::check("percent <= 100")]] = std::int32_t;
struct [[db::table("t")]] T { Percent share; };
)h") == R"h(1:17-44 error [check-of-what] the check says nothing of the column whose type has it
    hint: 'value' stands for the column: db::check("value >= 0")
)h");
}

TEST_CASE("a rename inside an embedded struct is of the prefixed names, and the prefix itself may be renamed") {
    const auto document = read(R"h(
struct Address { [[db::renamed_from("road")]] std::string street; std::string city; };
struct [[db::table("users")]] User {
    [[db::embedded("home_")]] Address home;
    [[db::embedded("work_"), db::renamed_from("office_")]] Address work;
};
)h");
    std::string renames;
    for (const auto& rename : document.renames) renames += rename.from + " -> " + rename.to + "\n";
    CHECK(renames == R"h(home_road -> home_street
office_city -> work_city
office_road -> work_street
)h");
}

TEST_CASE("what can't be embedded, or what can't be said of it, is refused") {
    CHECK(mistakes(R"h(struct Empty {};
struct Declared;
union Either { int a; float b; };
template <class T> struct Wrapper { T value; };
struct Address { std::string street; };
struct [[db::index("street")]] Indexed { std::string street; };
struct Keyed { [[db::primary_key]] int key; };
struct [[db::table("teams")]] Team { int id; };
struct [[db::table("t")]] T {
    [[db::embedded]] int number;
    [[db::embedded("p_")]] std::vector<Address> list;
    [[db::embedded("p_")]] Address* pointer;
    [[db::embedded("e_")]] Empty empty;
    [[db::embedded("u_")]] Either either;
    [[db::embedded("w_")]] Wrapper<int> wrapper;
    [[db::embedded("t_")]] Team team;
    [[db::embedded("a_"), db::renamed_from("a_")]] Address same;
    [[db::embedded, db::length(5), db::unique]] Address refined;
    [[db::embedded]] Address twice;
    [[db::embedded("i_")]] Indexed indexed;
    [[db::embedded("k_")]] std::optional<Keyed> keyed;
    [[db::embedded(5)]] Address five;
    [[db::embedded("")]] Address none;
};
)h") == R"h(5:30-36 error [column-twice] the column 't.street' is defined twice
    hint: a struct that is embedded twice has another prefix each time: db::embedded("home_")
6:10-29 error [on-embedded-struct] 'db::index' says nothing on a struct that is embedded: its columns have other names in each table
    hint: write it on the table, with the names of the columns: db::index("home_street", "home_city")
7:18-33 error [nullable-key] 'db::primary_key' on a column that may be NULL
    note 7:36-39: take std::optional away: a row has a key from its first moment
10:22-25 error [embedded-what] 'int' can't be embedded: it is no struct of yours
    hint: db::embedded makes a struct's members columns of the table
11:28-48 error [embedded-what] 'std::vector<Address>' can't be embedded: it is no struct of yours
    hint: db::embedded makes a struct's members columns of the table
12:28-36 error [embedded-what] 'Address*' can't be embedded: it is no struct of yours
    hint: db::embedded makes a struct's members columns of the table
13:28-33 error [no-columns] 'Empty' has no members to embed
14:28-34 error [embedded-what] 'Either' can't be embedded: the members of a union are not there at the same time
    hint: embed a struct
15:28-40 error [embedded-what] 'Wrapper<int>' can't be embedded: columns can't come from a template
    hint: members that tables share belong in a plain struct
16:28-32 error [embedded-what] 'Team' can't be embedded: it is a table of its own
    hint: refer to its row with db::references, or move what both tables have into a struct without db::table
17:27-49 error [renamed-from-itself] the prefix is still 'a_'
    hint: the old prefix stands here, the new one in db::embedded
18:21-34 error [contradiction] 'db::length' beside 'db::embedded': the struct is no column itself: say it on its members
    note 18:7-19: the other is here
18:36-46 error [contradiction] 'db::unique' beside 'db::embedded': the struct is no column itself: say it on its members
    note 18:7-19: the other is here
22:7-22 error [bad-arguments] 'db::embedded' can't be read like this
    hint: it is written db::embedded, or db::embedded("prefix_")
23:20-22 error [empty-text] 'db::embedded' has an empty text
    hint: it is written db::embedded, or db::embedded("prefix_")
)h");
}

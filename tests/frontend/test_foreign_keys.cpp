#include <doctest/doctest.h>

#include "front_end.h"

using aludel::test::constraints_text;
using aludel::test::mistakes;

TEST_CASE("a foreign key of several columns stands on the struct, with its options") {
    CHECK(constraints_text(R"h(
struct Keyed { std::int64_t tenant; std::int64_t id; };
struct [[db::table("shop.orders"), db::primary_key(&Order::tenant, &Order::id), db::unique(&Order::id, "tenant", &Order::code)]] Order : Keyed {
    std::string code;
};
struct [[db::table("items"), db::foreign_key(db::columns(&Item::tenant, &Item::order_id), db::columns(&Order::tenant, &Order::id))]] Item {
    std::int64_t tenant;
    std::int64_t order_id;
};
struct [[db::table("notes"), db::primary_key(&Note::tenant, &Note::id),
         db::foreign_key(db::columns("tenant", &Note::order_id, &Note::code), db::columns("shop.orders.tenant", &Order::id, "shop.orders.code"),
                         db::name("to_order"), db::on_delete(db::restrict), db::on_update(db::cascade), db::deferrable),
         db::foreign_key(db::columns(&Note::tenant, &Note::parent), db::columns(&Note::tenant, &Note::id), db::initially_deferred, db::not_valid)]] Note
    : Keyed {
    std::optional<std::int64_t> order_id;
    [[db::length(10)]] std::optional<std::string> code;
    std::optional<std::int64_t> parent;
};
)h") == R"h(# items
[[foreign_key]]
name = "fk_items_tenant_order_id"
columns = ["tenant", "order_id"]
referred_table = "orders"
referred_schema = "shop"
referred_columns = ["tenant", "id"]

# notes
[primary_key]
name = "pk_notes"
columns = ["tenant", "id"]

[[foreign_key]]
name = "fk_notes_tenant_parent"
columns = ["tenant", "parent"]
referred_table = "notes"
referred_columns = ["tenant", "id"]
deferrability = "initially_deferred"
not_valid = true

[[foreign_key]]
name = "to_order"
columns = ["tenant", "order_id", "code"]
referred_table = "orders"
referred_schema = "shop"
referred_columns = ["tenant", "id", "code"]
on_delete = "restrict"
on_update = "cascade"
deferrability = "deferrable"

# shop.orders
[primary_key]
name = "pk_orders"
columns = ["tenant", "id"]

[[unique]]
name = "uq_orders_id_tenant_code"
columns = ["id", "tenant", "code"]
)h");
}

TEST_CASE("a foreign key has two lists of as many columns, of the same types, of one table each") {
    CHECK(mistakes(R"h(struct [[db::table("a"), db::primary_key(&A::x, &A::y)]] A { int x; int y; };
struct [[db::table("b"), db::primary_key(&B::x, &B::y)]] B { int x; std::string y; };
struct [[db::table("t"), db::foreign_key, db::foreign_key(&T::x, &A::x), db::foreign_key(db::columns(&T::x), db::columns(&A::x, &A::y)),
         db::foreign_key(db::columns(&T::x, &T::y), db::columns(&A::x, &B::x)), db::foreign_key(db::columns(&T::x, &T::x), db::columns(&A::x, &A::y)),
         db::foreign_key(db::columns(&T::x, &T::y), db::columns(&A::x, &A::x)), db::foreign_key(db::columns(&T::x, &T::y), db::columns(&B::x, &B::y)),
         db::foreign_key(db::columns(), db::columns()), db::foreign_key(db::columns(&A::x), db::columns(&A::x)),
         db::foreign_key(db::columns(db::desc(&T::x)), db::columns(&A::x)), db::foreign_key(db::columns(&T::x), db::columns(db::expression("x"))),
         db::foreign_key(db::columns(&T::x, &T::y), db::columns(&A::x, &A::y), db::where("x > 0")),
         db::foreign_key(db::columns("z"), db::columns("a.x")), db::foreign_key(db::columns(&T::x, &T::y), db::columns("a.x", "a.z"))]] T {
    int x;
    int y;
};
)h") == R"h(3:26-41 error [bad-arguments] 'db::foreign_key' can't be read like this
    hint: it is written db::foreign_key(db::columns(&T::a, &T::b), db::columns(&U::a, &U::b))
3:43-72 error [bad-arguments] 'db::foreign_key' can't be read like this
    hint: it is written db::foreign_key(db::columns(&T::a, &T::b), db::columns(&U::a, &U::b))
3:110-135 error [reference-count] a foreign key of 1 column refers to 2 columns
    note 3:90-108: its columns are here
    hint: each column refers to one
4:72-77 error [reference-to-two-tables] 'b' is another table than 'a'
    hint: a foreign key refers to one row of one table: write a db::foreign_key for each
4:116-121 error [column-repeated] 'x' stands twice in a foreign key
    hint: take one of them away
5:72-77 error [column-repeated] 'x' stands twice in a foreign key
    hint: take one of them away
5:143-148 error [reference-type] 'y' is integer, and the column referred to, 'y', is text
    note 11:5-8: 'y' is here
    note 2:69-80: 'y' is here
    hint: give both one kind of type; its width or length may differ
6:26-39 error [bad-arguments] 'db::columns' can't be read like this
    hint: it is written db::columns(&T::a, &T::b)
6:85-90 error [no-column] '&A::x' is no column of 't'
    note 9:137-138: the table is here
7:38-53 error [key-of-columns] 'db::desc' says how an index is kept, and nothing about a foreign key
    hint: write the column itself: &T::a
7:125-144 error [key-of-columns] a foreign key has columns, and no expressions
    hint: write the column itself: &T::a
8:80-98 error [option-of-what] 'db::where' says nothing about 'db::foreign_key'
    hint: what may stand here: db::comment("what it is for"), db::deferrable, db::initially_deferred, db::name("ix_users_email"), db::not_valid, db::on_delete(db::cascade), db::on_update(db::cascade)
9:38-41 error [no-column] 't' has no column 'z'
    hint: did you mean 'x'?
    note 9:137-138: the table is here
9:127-132 error [no-column] 'a' has no column 'z'
    hint: did you mean 'x'?
    note 1:58-59: the table is here
)h");
}

TEST_CASE("an action needs columns that it can change, each of them") {
    CHECK(mistakes(R"h(struct [[db::table("a"), db::primary_key(&A::x, &A::y)]] A { int x; int y; };
struct [[db::table("t"), db::foreign_key(db::columns(&T::x, &T::y), db::columns(&A::x, &A::y), db::on_delete(db::set_null)),
         db::foreign_key(db::columns(&T::x, &T::z), db::columns(&A::x, &A::y), db::on_update(db::set_default)),
         db::foreign_key(db::columns(&T::y, &T::z), db::columns(&A::x, &A::y), db::on_delete(db::casade)),
         db::foreign_key(db::columns(&T::z, &T::x), db::columns(&A::x, &A::y), db::on_delete("cascade"))]] T {
    std::optional<int> x;
    int y;
    [[db::default_value]] int z = 1;
};
)h") == R"h(2:96-123 error [set-null-on-not-null] 'y' can't become NULL
    note 7:5-8: wrap its type in std::optional, or choose another action
3:80-110 error [set-default-without-default] 'x' has no default that it could be set to
    note 6:5-23: give it one: db::default_value(...), or choose another action
4:94-104 error [unknown-action] 'db::casade' is no action
    fix 4:94-104 "db::cascade"
    hint: the actions are db::cascade, db::restrict, db::set_null, db::set_default and db::no_action
5:80-104 error [bad-arguments] 'db::on_delete' can't be read like this
    hint: it is written db::on_delete(db::cascade)
)h");
}

TEST_CASE("the same foreign key twice is refused, unless both have a name") {
    CHECK(mistakes(R"h(struct [[db::table("a"), db::primary_key(&A::x)]] A { int x; };
struct [[db::table("t"), db::foreign_key(db::columns(&T::x), db::columns(&A::x)),
         db::foreign_key(db::columns(&T::y), db::columns(&A::x), db::name("one")), db::foreign_key(db::columns(&T::y), db::columns(&A::x)),
         db::foreign_key(db::columns(&T::z), db::columns(&A::x), db::name("two")),
         db::foreign_key(db::columns(&T::z), db::columns(&A::x), db::name("three"))]] T {
    [[db::references(&A::x), db::on_delete(db::cascade)]] int x;
    int y;
    int z;
};
)h") == R"h(2:26-81 error [constraint-twice] 'fk_t_x' is defined twice
    note 6:7-28: the first is here
    hint: take one of them away, or give it a name of its own: db::name("...")
3:84-139 error [constraint-twice] 'fk_t_y' is the same as 'one'
    note 3:10-82: the first is here
    hint: take one of them away; where both are meant, give both a name: db::name("...")
)h");
}

// Keys and what leans on them, columns that number or compute themselves, and what goes together.
#include <doctest/doctest.h>

#include "schema/evolution.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

ForeignKey key_to(const std::string& name, const std::string& column, const std::string& table, const std::string& referred) {
    return {.name = name, .columns = {column}, .referred_table = table, .referred_columns = {referred}};
}

Schema cycle_of_three(bool closed) {
    Table a = table("a", {column("to_b", integer, true)});
    a.foreign_keys = {reference("fk_a", "to_b", "b")};
    Table b = table("b", {column("to_c", integer, true)});
    b.foreign_keys = {reference("fk_b", "to_c", "c")};
    Table c = table("c", {column("to_a", integer, true)});
    if (closed) c.foreign_keys = {reference("fk_c", "to_a", "a")};
    return {.tables = {a, b, c}};
}

Index unique_index(const std::string& name, std::vector<IndexKey> keys) {
    Index made{.name = name, .keys = std::move(keys)};
    made.unique = true;
    return made;
}

}  // namespace

TEST_CASE("the primary key moves to another column while a foreign key refers to the old one, which stays unique") {
    Table p = table("p", {column("code", integer)});
    p.uniques = {{"uq_p_code", {"code"}}};
    Table c = table("c", {column("p_id", integer)});
    c.foreign_keys = {reference("fk_c_p_id", "p_id", "p")};
    const Schema before{.tables = {p, c}};
    p.primary_key = PrimaryKey{"pk_p", {"code"}};
    p.uniques = {{"uq_p_id", {"id"}}};
    check_evolution({.before = before,
                     .after = {.tables = {p, c}},
                     .up = {"drop from c foreign key fk_c_p_id (p_id) to p (id)", "drop from p unique uq_p_code (code)",
                            "drop from p primary key pk_p (id)", "add to p primary key pk_p (code)", "add to p unique uq_p_id (id)",
                            "add to c foreign key fk_c_p_id (p_id) to p (id)"},
                     .down = {"drop from c foreign key fk_c_p_id (p_id) to p (id)", "drop from p unique uq_p_id (id)",
                              "drop from p primary key pk_p (code)", "add to p primary key pk_p (id)", "add to p unique uq_p_code (code)",
                              "add to c foreign key fk_c_p_id (p_id) to p (id)"}});
    c = table("c", {column("p_code", integer)});
    c.foreign_keys = {key_to("fk_c_p_code", "p_code", "p", "code")};
    check_evolution({.before = before,
                     .after = {.tables = {p, c}},
                     .decisions = renamed({column_renamed("c", "p_id", "p_code")}),
                     .up = {"rename c.p_id to p_code", "drop from c foreign key fk_c_p_id (p_code) to p (id)",
                            "drop from p unique uq_p_code (code)", "drop from p primary key pk_p (id)", "add to p primary key pk_p (code)",
                            "add to p unique uq_p_id (id)", "add to c foreign key fk_c_p_code (p_code) to p (code)"},
                     .down = {"irreversible: rows of c may refer to rows of p that are not there"}});
}

TEST_CASE("a key is another column under the name of the old one") {
    Table p = table("p", {column("code", integer)});
    const Schema before{.tables = {p}};
    Table after = table("p", {});
    check_evolution({.before = before,
                     .after = {.tables = {after}},
                     .decisions = {.renames = {column_renamed("p", "code", "id")},
                                   .drops = {"p.id"},
                                   .fills = {{"downgrade:p.id_dropped", {"id", {}}}},
                                   .accepted = {"unique:p.pk_p", "downgrade:unique:p.pk_p"}},
                     .up = {"rename p.id to id_dropped", "rename p.code to id", "drop from p primary key pk_p (id_dropped)",
                            "drop p.id_dropped", "add to p primary key pk_p (id)"},
                     .down = {"drop from p primary key pk_p (id)", "add p.id_dropped integer, existing rows get id",
                              "add to p primary key pk_p (id_dropped)", "rename p.id to code", "rename p.id_dropped to id"}});
}

TEST_CASE("a type changes at both ends of a foreign key, and of one to the table itself") {
    const auto tables = [](const Type& type) {
        Table p = table("p", {column("parent", type, true)});
        p.columns.find("id")->type = type;
        p.foreign_keys = {reference("fk_p_parent", "parent", "p")};
        Table c = table("c", {column("p_id", type)});
        c.foreign_keys = {reference("fk_c_p_id", "p_id", "p")};
        return Schema{.tables = {p, c}};
    };
    const Decisions accepted{.accepted = {"narrow:p.id", "narrow:p.parent", "narrow:c.p_id", "downgrade:narrow:p.id",
                                          "downgrade:narrow:p.parent", "downgrade:narrow:c.p_id"}};
    check_evolution(
        {.before = tables(integer),
         .after = tables(bigint),
         .decisions = accepted,
         .up = {"alter c.p_id: type integer to bigint", "alter p.id: type integer to bigint", "alter p.parent: type integer to bigint"},
         .down = {"alter p.parent: type bigint to integer", "alter p.id: type bigint to integer", "alter c.p_id: type bigint to integer"}});
    Decisions converted = accepted;
    for (const char* each : {"downgrade:p.id", "downgrade:p.parent", "downgrade:c.p_id"}) {
        const std::string column = std::string(each).substr(std::string(each).rfind('.') + 1);
        converted.converts[each] = {"cast(" + column + " as integer)", {}};
    }
    check_evolution(
        {.before = tables(integer),
         .after = tables(text),
         .decisions = converted,
         .up = {"drop from c foreign key fk_c_p_id (p_id) to p (id)", "drop from p foreign key fk_p_parent (parent) to p (id)",
                "alter c.p_id: type integer to text", "alter p.id: type integer to text", "alter p.parent: type integer to text",
                "add to p foreign key fk_p_parent (parent) to p (id)", "add to c foreign key fk_c_p_id (p_id) to p (id)"},
         .down = {
             "irreversible: rows of p may refer to rows of p that are not there; rows of c may refer to rows of p that are not there"}});
}

TEST_CASE("a column that another table refers to is renamed, and its table too") {
    Table p = table("p", {column("code", integer)});
    p.uniques = {{"uq_p_code", {"code"}}};
    Table c = table("c", {column("p_code", integer)});
    c.foreign_keys = {key_to("fk_c_p_code", "p_code", "p", "code")};
    const Schema before{.tables = {p, c}, .views = {{.name = "codes", .query = {"select code from p", {}}}}};
    Table q = table("q", {column("isbn", bigint)});
    q.uniques = {{"uq_q_isbn", {"isbn"}}};
    c.foreign_keys = {key_to("fk_c_p_code", "p_code", "q", "isbn")};
    c.columns.find("p_code")->type = bigint;
    check_evolution({.before = before,
                     .after = {.tables = {q, c}, .views = {{.name = "codes", .query = {"select isbn as code from q", {}}}}},
                     .decisions = {.renames = {table_renamed("p", "q"), column_renamed("q", "code", "isbn")},
                                   .accepted = {"downgrade:narrow:q.isbn", "downgrade:narrow:c.p_code"}},
                     .up = {"drop view codes", "rename table p to q", "rename q.code to isbn", "alter c.p_code: type integer to bigint",
                            "rename constraint q.pk_p to pk_q", "rename constraint q.uq_p_code to uq_q_isbn",
                            "alter q.isbn: type integer to bigint", "create view codes"},
                     .down = {"drop view codes", "alter q.isbn: type bigint to integer", "rename constraint q.uq_q_isbn to uq_p_code",
                              "rename constraint q.pk_q to pk_p", "alter c.p_code: type bigint to integer", "rename q.isbn to code",
                              "rename table q to p", "create view codes"}});
}

TEST_CASE("a cycle over three tables comes, goes, and is opened") {
    check_evolution({.after = cycle_of_three(true),
                     .up = {"create table c", "create table b", "create table a", "add to c foreign key fk_c (to_a) to a (id)"},
                     .down = {"drop from c foreign key fk_c (to_a) to a (id)", "drop table a", "drop table b", "drop table c"}});
    check_evolution({.before = cycle_of_three(true),
                     .decisions = {.drops = {"a", "b", "c"}},
                     .up = {"drop from c foreign key fk_c (to_a) to a (id)", "drop table a", "drop table b", "drop table c"},
                     .down = {"create table c", "create table b", "create table a", "add to c foreign key fk_c (to_a) to a (id)"}});
    check_evolution({.before = cycle_of_three(true),
                     .after = cycle_of_three(false),
                     .up = {"drop from c foreign key fk_c (to_a) to a (id)"},
                     .down = {"irreversible: rows of c may refer to rows of a that are not there"}});
    check_evolution({.before = cycle_of_three(false),
                     .after = cycle_of_three(true),
                     .up = {"add to c foreign key fk_c (to_a) to a (id)"},
                     .down = {"drop from c foreign key fk_c (to_a) to a (id)"}});
    Schema after = cycle_of_three(false);
    after.tables.erase(Name("a"));
    check_evolution({.before = cycle_of_three(true),
                     .after = after,
                     .decisions = {.drops = {"a"}},
                     .up = {"drop from c foreign key fk_c (to_a) to a (id)", "drop table a"},
                     .down = {"irreversible: rows of c may refer to rows of a that are not there"}});
}

TEST_CASE("a table goes whose referrer stays, with and without its column") {
    Table c = table("c", {column("p_id", integer)});
    c.foreign_keys = {reference("fk_c_p_id", "p_id", "p")};
    c.indexes = {{"ix_c_p_id", {{"p_id"}}}};
    const Schema before{.tables = {table("p", {}), c}};
    Table after = table("c", {column("p_id", integer)});
    check_evolution({.before = before,
                     .after = {.tables = {after}},
                     .decisions = {.drops = {"p"}},
                     .up = {"drop index c.ix_c_p_id", "drop from c foreign key fk_c_p_id (p_id) to p (id)", "drop table p"},
                     .down = {"irreversible: rows of c may refer to rows of p that are not there"}});
    check_evolution({.before = before,
                     .after = {.tables = {table("c", {})}},
                     .decisions = {.drops = {"p", "c.p_id"}, .fills = {{"downgrade:c.p_id", {"1", {}}}}},
                     .up = {"drop index c.ix_c_p_id", "drop from c foreign key fk_c_p_id (p_id) to p (id)", "drop c.p_id", "drop table p"},
                     .down = {"irreversible: rows of c may refer to rows of p that are not there"}});
}

TEST_CASE("a column, a table and an enum go in one") {
    Table books = table("books", {column("genre", {Enumeration{"genre"}})});
    books.columns.find("genre")->nullable = true;
    const Schema before{.tables = {books, table("genres", {column("which", {Enumeration{"genre"}})})},
                        .enums = {{"genre", EnumStorage::native, {{"a", 0}, {"b", 1}}}}};
    check_evolution({.before = before,
                     .after = {.tables = {table("books", {})}},
                     .decisions = {.drops = {"books.genre", "genres"}},
                     .up = {"drop books.genre", "drop table genres", "drop enum genre"},
                     .down = {"create enum genre", "create table genres", "add books.genre enumeration(\"genre\"), nullable"}});
}

TEST_CASE("a foreign key that leans on a unique constraint steps aside when the constraint changes, and for no other") {
    const auto parent = [](std::vector<std::string> key) {
        Table out = table("p", {column("a", integer), column("b", integer)});
        out.uniques = {{"uq_p_id_a", {"id", "a"}}, {"uq_p_key", std::move(key)}};
        out.indexes = {Index{.name = "ix_p_a", .keys = {{"a"}, {"b"}}}};
        return out;
    };
    Table c = table("c", {column("x", integer), column("y", integer)});
    c.foreign_keys = {{.name = "fk_c_p", .columns = {"x", "y"}, .referred_table = "p", .referred_columns = {"a", "b"}}};
    const Schema before{.tables = {parent({"a", "b"}), c}};
    check_evolution({.before = before,
                     .after = {.tables = {parent({"b", "a"}), c}},
                     .up = {"drop from c foreign key fk_c_p (x, y) to p (a, b)", "drop from p unique uq_p_key (a, b)",
                            "add to p unique uq_p_key (b, a)", "add to c foreign key fk_c_p (x, y) to p (a, b)"},
                     .down = {"drop from c foreign key fk_c_p (x, y) to p (a, b)", "drop from p unique uq_p_key (b, a)",
                              "add to p unique uq_p_key (a, b)", "add to c foreign key fk_c_p (x, y) to p (a, b)"}});
    Table other = parent({"a", "b"});
    other.uniques.erase(std::string("uq_p_id_a"));
    check_evolution({.before = before,
                     .after = {.tables = {other, c}},
                     .up = {"drop from p unique uq_p_id_a (id, a)"},
                     .down = {"add to p unique uq_p_id_a (id, a)"}});
    // The index that the key leans on is not the table's first.
    other = parent({"id", "b"});
    other.indexes.add(unique_index("ux_p_key", {{"a"}, {"b"}}));
    Table later = other;
    later.indexes.find("ux_p_key")->keys = {{"b"}, {"a"}};
    check_evolution({.before = {.tables = {other, c}},
                     .after = {.tables = {later, c}},
                     .up = {"drop from c foreign key fk_c_p (x, y) to p (a, b)", "drop index p.ux_p_key",
                            "create on p unique index ux_p_key (b, a)", "add to c foreign key fk_c_p (x, y) to p (a, b)"},
                     .down = {"drop from c foreign key fk_c_p (x, y) to p (a, b)", "drop index p.ux_p_key",
                              "create on p unique index ux_p_key (a, b)", "add to c foreign key fk_c_p (x, y) to p (a, b)"}});
}

TEST_CASE("a foreign key that leans on a unique index steps aside when the index changes") {
    Table p = table("p", {column("code", integer), column("n", integer)});
    p.indexes = {unique_index("ux_p_code", {{"code"}})};
    Table c = table("c", {column("p_code", integer)});
    c.foreign_keys = {key_to("fk_c_p_code", "p_code", "p", "code")};
    const Schema before{.tables = {p, c}};
    Table other = p;
    other.indexes.find("ux_p_code")->include = {"n"};
    check_evolution(
        {.before = before,
         .after = {.tables = {other, c}},
         .up = {"drop from c foreign key fk_c_p_code (p_code) to p (code)", "drop index p.ux_p_code",
                "create on p unique index ux_p_code (code) including (n)", "add to c foreign key fk_c_p_code (p_code) to p (code)"},
         .down = {"drop from c foreign key fk_c_p_code (p_code) to p (code)", "drop index p.ux_p_code",
                  "create on p unique index ux_p_code (code)", "add to c foreign key fk_c_p_code (p_code) to p (code)"},
         .on = {"postgresql"}});
    other = p;
    other.indexes = {};
    other.uniques = {{"uq_p_code", {"code"}}};
    check_evolution({.before = before,
                     .after = {.tables = {other, c}},
                     .up = {"drop from c foreign key fk_c_p_code (p_code) to p (code)", "drop index p.ux_p_code",
                            "add to p unique uq_p_code (code)", "add to c foreign key fk_c_p_code (p_code) to p (code)"},
                     .down = {"drop from c foreign key fk_c_p_code (p_code) to p (code)", "drop from p unique uq_p_code (code)",
                              "create on p unique index ux_p_code (code)", "add to c foreign key fk_c_p_code (p_code) to p (code)"}});
    other = p;
    other.indexes = {unique_index("ux_renamed", {{"code"}})};
    check_evolution({.before = before,
                     .after = {.tables = {other, c}},
                     .up = {"rename index p.ux_p_code to ux_renamed"},
                     .down = {"rename index p.ux_renamed to ux_p_code"}});
    check_evolution(
        {.before = {.tables = {table("p", {column("code", integer), column("n", integer)})}},
         .after = before,
         .decisions = {.accepted = {"unique:p.ux_p_code"}},
         .up = {"create table c", "create on p unique index ux_p_code (code)", "add to c foreign key fk_c_p_code (p_code) to p (code)"},
         .down = {"drop from c foreign key fk_c_p_code (p_code) to p (code)", "drop index p.ux_p_code", "drop table c"}});
}

TEST_CASE("a column numbers itself from now on, or no longer") {
    const Schema plain{.tables = {table("t", {column("x", text)})}};
    Schema numbered = plain;
    numbered.tables.find("t")->columns.find("id")->identity = Identity{};
    check_evolution({.before = plain, .after = numbered, .up = {"alter t.id: identity"}, .down = {"alter t.id: no identity"}});
    Schema always = numbered;
    always.tables.find("t")->columns.find("id")->identity = Identity{.always = true, .start = 100, .increment = 10};
    check_evolution({.before = numbered,
                     .after = always,
                     .up = {"alter t.id: identity always from 100 by 10"},
                     .down = {"alter t.id: identity"},
                     .on = {"postgresql"}});
}

TEST_CASE("a column computes itself from now on, or no longer") {
    const auto with = [](const char* expression) {
        Table t = table("t", {column("x", integer), column("y", integer, true)});
        if (*expression != '\0') t.columns.find("y")->computed = Computed{{expression, {}}, true};
        return Schema{.tables = {t}};
    };
    check_evolution({.before = with(""),
                     .after = with("x + 1"),
                     .decisions = {.drops = {"t.y"}},
                     .up = {"alter t.y: computed as x + 1, stored"},
                     .down = {"alter t.y: not computed"}});
    check_evolution({.before = with("x + 1"),
                     .after = with("x + 2"),
                     .up = {"alter t.y: computed as x + 2, stored"},
                     .down = {"alter t.y: computed as x + 1, stored"}});
}

TEST_CASE("a column is renamed and changes its type, its default, whether it is nullable and its place in the key, all at once") {
    Table was = table("t", {column("about", varchar(5), true)});
    was.checks = {{"ck_t_about", {"about <> ''", {}}}};
    was.indexes = {{.name = "ix_t_about", .keys = {{"about"}}, .where = {"about is not null", {}}}};
    Table is = table("t", {column("bio", text)});
    is.columns.find("bio")->default_value = Value{std::string("none")};
    is.primary_key->columns = {"id", "bio"};
    is.checks = {{"ck_t_bio", {"bio <> ''", {}}}};
    is.indexes = {{.name = "ix_t_bio", .keys = {{"bio"}}, .where = {"bio is not null", {}}}};
    check_evolution(
        {.before = {.tables = {was}},
         .after = {.tables = {is}},
         .decisions = {.renames = {column_renamed("t", "about", "bio")},
                       .fills = {{"t.bio", {"'none'", {}}}},
                       .accepted = {"downgrade:narrow:t.about", "downgrade:unique:t.pk_t", "downgrade:narrow:t.bio"}},
         .up = {"rename t.about to bio", "drop from t primary key pk_t (id)", "rename constraint t.ck_t_about to ck_t_bio",
                "rename index t.ix_t_about to ix_t_bio",
                "alter t.bio: type varchar(5) to text, not null, default none to 'none', nulls become 'none'",
                "add to t primary key pk_t (id, bio)"},
         .down = {"drop from t primary key pk_t (id, bio)", "alter t.bio: type text to varchar(5), nullable, default 'none' to none",
                  "rename index t.ix_t_bio to ix_t_about", "rename constraint t.ck_t_bio to ck_t_about", "add to t primary key pk_t (id)",
                  "rename t.bio to about"}});
}

TEST_CASE("a table and its column are renamed, and the index and keys that are named after both") {
    const auto with = [](const std::string& name, const std::string& member) {
        Table p = table(name, {column(member, integer), column("parent", integer, true)});
        p.indexes = {{"ix_" + name + "_" + member, {{member}}}};
        p.uniques = {{"uq_" + name + "_" + member, {member}}};
        p.checks = {{"ck_" + name + "_" + member, {member + " >= 0", {}}}};
        p.foreign_keys = {reference("fk_" + name + "_parent", "parent", name)};
        return Schema{.tables = {p}};
    };
    check_evolution({.before = with("old", "x"),
                     .after = with("new", "y"),
                     .decisions = renamed({table_renamed("old", "new"), column_renamed("new", "x", "y")}),
                     .up = {"rename table old to new", "rename new.x to y", "rename constraint new.ck_old_x to ck_new_y",
                            "rename constraint new.fk_old_parent to fk_new_parent", "rename constraint new.pk_old to pk_new",
                            "rename constraint new.uq_old_x to uq_new_y", "rename index new.ix_old_x to ix_new_y"},
                     .down = {"rename index new.ix_new_y to ix_old_x", "rename constraint new.uq_new_y to uq_old_x",
                              "rename constraint new.pk_new to pk_old", "rename constraint new.fk_new_parent to fk_old_parent",
                              "rename constraint new.ck_new_y to ck_old_x", "rename new.y to x", "rename table new to old"}});
}

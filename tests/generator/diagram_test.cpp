#include <aludel/generator/diagram.h>

#include <doctest/doctest.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/graphviz.h>
#include <aludel/generator/process.h>

using namespace aludel;
using namespace aludel::generator;

namespace {

schema::Column column(std::string name, schema::Type type = {schema::Integer{64}}, bool nullable = false) {
    return {.name = std::move(name), .type = std::move(type), .nullable = nullable};
}

schema::Table table(schema::Name name, std::initializer_list<schema::Column> columns) {
    schema::Table made;
    made.name = std::move(name);
    made.columns = columns;
    made.primary_key = schema::PrimaryKey{"pk_" + made.name.name, {"id"}};
    return made;
}

schema::ForeignKey key(std::string name, std::vector<std::string> columns, schema::Name to) {
    return {.name = std::move(name), .columns = std::move(columns), .referred_table = std::move(to), .referred_columns = {"id"}};
}

/// users 1-1 profiles, users 1-many books (optional), an enum, a view, another database schema.
schema::Schema shop() {
    schema::Schema made;
    schema::Table users = table("users", {column("id"), column("email", {schema::String{255}})});
    users.uniques.add({"uq_users_email", {"email"}});
    schema::Table profiles = table("profiles", {column("id"), column("bio", {schema::String{}}, true)});
    profiles.foreign_keys.add(key("fk_profiles_id", {"id"}, "users"));
    schema::Table books = table(
        {"shop", "books"}, {column("id"), column("owner_id", {schema::Integer{64}}, true), column("genre", {schema::Enumeration{"genre"}}),
                            column("price", {schema::Numeric{8, 2}}), column("tags", {schema::String{}, true})});
    books.foreign_keys.add(key("fk_books_owner_id", {"owner_id"}, "users"));
    made.tables = {users, profiles, books};
    made.enums.add({"genre", schema::EnumStorage::text, {{"prose", 0}, {"poetry", 1}}});
    made.views.add({.name = "readers", .query = {"select 1"}});
    return made;
}

const std::string hostile = "\"; rm -rf <b>\n%%\\";

schema::Schema hostile_schema() {
    schema::Schema made;
    schema::Table one = table(hostile, {column("id"), column(hostile), column("PK")});
    one.name.schema = hostile;
    one.foreign_keys.add(key("fk", {hostile}, one.name));
    made.tables.add(one);
    made.enums.add({hostile, schema::EnumStorage::text, {{hostile, 0}}});
    made.views.add({.name = hostile, .query = {"x"}});
    return made;
}

}  // namespace

TEST_CASE("as text, a table is its columns with their keys, and where its foreign keys lead") {
    CHECK(diagram_text(shop(), {}) ==
          "profiles\n"
          "    PK, FK  id   bigint\n"
          "            bio  text, nullable\n"
          "    id -> users (id), one to one\n"
          "\n"
          "users\n"
          "    PK  id     bigint\n"
          "    UQ  email  varchar(255)\n"
          "\n"
          "shop.books\n"
          "    PK  id        bigint\n"
          "    FK  owner_id  bigint, nullable\n"
          "        genre     genre\n"
          "        price     numeric(8, 2)\n"
          "        tags      text[]\n"
          "    owner_id -> users (id), many to none or one\n"
          "\n"
          "enum genre: prose, poetry\n"
          "view readers\n");
}

TEST_CASE("a diagram can be of some tables, and of their keys alone") {
    CHECK(diagram_text(shop(), {.tables = {"shop.*"}, .keys = true}) ==
          "shop.books\n"
          "    PK  id        bigint\n"
          "    FK  owner_id  bigint, nullable\n"
          "\n"
          "enum genre: prose, poetry\n");
    CHECK(diagram_text(shop(), {.tables = {"user?", "readers"}, .keys = true}).ends_with("\nview readers\n"));
    CHECK_THROWS_WITH_AS(diagram_text(shop(), {.tables = {"nothing"}}),
                         "--tables nothing: the schema has no table and no view of such a name", Failure);
    CHECK_THROWS_WITH_AS(diagram_text(shop(), {.tables = {"users."}}),
                         "--tables users.: write a table's name, with *, ? and [...] for what varies", Failure);
}

TEST_CASE("Mermaid has words for types, and a comment where they do not say it all") {
    CHECK(diagram_mermaid(shop(), {}) ==
          "erDiagram\n"
          "    \"profiles\" {\n"
          "        bigint id PK, FK\n"
          "        text bio \"nullable\"\n"
          "    }\n"
          "    \"users\" {\n"
          "        bigint id PK\n"
          "        varchar(255) email UK\n"
          "    }\n"
          "    \"shop.books\" {\n"
          "        bigint id PK\n"
          "        bigint owner_id FK \"nullable\"\n"
          "        genre genre\n"
          "        numeric(8__2) price \"numeric(8, 2)\"\n"
          "        text[] tags\n"
          "    }\n"
          "    \"enum genre\" {\n"
          "        value prose\n"
          "        value poetry\n"
          "    }\n"
          "    \"view readers\"\n"
          "    \"users\" ||--o| \"profiles\" : \"id\"\n"
          "    \"users\" |o--o{ \"shop.books\" : \"owner_id\"\n");
}

TEST_CASE("DOT has a port for each column, crow's feet, and a cluster for a database schema") {
    const std::string dot = diagram_dot(shop(), {});
    CHECK(dot.find("subgraph cluster_0 {\n        graph [label=<<b>shop</b>>") != std::string::npos);
    CHECK(dot.find("    t1:r0:e -> t0:l0:w [arrowtail=teetee, arrowhead=teeodot]\n") != std::string::npos);
    CHECK(dot.find("    t1:r0:e -> t2:l1:w [arrowtail=teeodot, arrowhead=crowodot]\n") != std::string::npos);
    CHECK(dot.find("<td align=\"left\"><b>id</b></td>") != std::string::npos);
    CHECK(dot.find("    t2:r2:e -> e0 [style=dotted") != std::string::npos);
}

TEST_CASE("a unique foreign key is one to one, by a constraint, an index or a part of it, but not by a partial index") {
    const auto relation = [](const auto& change) {
        schema::Schema made = shop();
        change(*made.tables.find(schema::Name("shop", "books")));
        const std::string text = diagram_text(made, {.tables = {"shop.books", "users"}});
        return text.substr(text.find("owner_id ->"), text.find('\n', text.find("owner_id ->")) - text.find("owner_id ->"));
    };
    const std::string many = "owner_id -> users (id), many to none or one", one = "owner_id -> users (id), one to none or one";
    CHECK(relation([](schema::Table&) {}) == many);
    CHECK(relation([](schema::Table& books) { books.uniques.add({"uq", {"owner_id"}}); }) == one);
    CHECK(relation([](schema::Table& books) { books.uniques.add({"uq", {"owner_id", "genre"}}); }) == many);
    CHECK(relation([](schema::Table& books) { books.indexes.add({.name = "ux", .keys = {{"owner_id"}}, .unique = true}); }) == one);
    CHECK(relation([](schema::Table& books) {
              books.indexes.add({.name = "ux", .keys = {{"owner_id"}}, .unique = true, .where = {"id > 1"}});
          }) == many);
    CHECK(relation([](schema::Table& books) {
              books.indexes.add({.name = "ux", .keys = {{schema::Expression{"lower(owner_id)"}}}, .unique = true});
          }) == many);
}

TEST_CASE("hostile names are texts in every form") {
    const std::string line = "\"; rm -rf <b>\\n%%\\";
    CHECK(diagram_text(hostile_schema(), {}).starts_with(line + "." + line + "\n"));
    const std::string mermaid = diagram_mermaid(hostile_schema(), {});
    const std::string entity = "#34;#59; rm -rf #60;b#62;#92;n#37;#37;#92;";
    CHECK(mermaid.find("    \"" + entity + "." + entity + "\" {\n") != std::string::npos);
    CHECK(mermaid.find("        bigint x___rm__rf__b_____ FK \"" + entity + "\"\n") != std::string::npos);
    CHECK(mermaid.find("        bigint PK_ \"PK\"\n") != std::string::npos);
    const std::string dot = diagram_dot(hostile_schema(), {});
    CHECK(dot.find("<b>&quot;; rm -rf &lt;b&gt;\\n%%\\</b>") != std::string::npos);
    for (const std::string& form : {mermaid, dot}) CHECK(form.find("<b>\n") == std::string::npos);
}

TEST_CASE("Graphviz draws it, hostile names as well") {
    if (!is_installed("dot")) {
        MESSAGE("Graphviz is not installed");
        return;
    }
    CHECK(svg_of(diagram_dot(shop(), {})).find(">owner_id</text>") != std::string::npos);
    const std::string svg = svg_of(diagram_dot(hostile_schema(), {}));
    CHECK(svg.find("&quot;; rm &#45;rf &lt;b&gt;\\n%%\\</text>") != std::string::npos);
    const std::string broken = "digraph {";
    CHECK_THROWS_AS(svg_of(broken), Failure);
}

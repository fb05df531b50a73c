#include <aludel/schema/naming.h>

#include <doctest/doctest.h>

using namespace aludel::schema;

TEST_CASE("the convention names what a model leaves unnamed") {
    CHECK(primary_key_name("users") == "pk_users");
    CHECK(foreign_key_name({"auth", "users"}, {"team_id"}) == "fk_users_team_id");
    CHECK(unique_name("reviews", {"user_id", "book_id"}) == "uq_reviews_user_id_book_id");
    CHECK(index_name("books", {"title"}) == "ix_books_title");
    CHECK(unique_index_name("users", {"email"}) == "ux_users_email");
    CHECK(check_name("reviews", "rating") == "ck_reviews_rating");
}

TEST_CASE("an expression is named by its words, however it is spaced") {
    CHECK(expression_words("lower(email)") == "lower_email");
    CHECK(expression_words("LOWER( \"email\" )") == "lower_email");
    CHECK(expression_words("data ->> 'name'") == "data_name");
    CHECK(expression_words("a_1+2") == "a_1_2");
    CHECK(expression_words("'\xc3\xa4' || x") == "\xc3\xa4_x");
    CHECK(expression_words("'' || '-'") == "expression");
}

TEST_CASE("a name over 63 bytes is cut and ends in a hash of the whole") {
    const std::string table(60, 't');
    CHECK(index_name(table, {"a"}) == "ix_" + std::string(51, 't') + "_c3b9c30c");
    CHECK(index_name(table, {"a"}).size() == 63);
    CHECK(index_name(table, {"a"}) != index_name(table, {"b"}));
    CHECK(primary_key_name(table).size() == 63);
    CHECK(primary_key_name(table) == "pk_" + table);
}

TEST_CASE("a cut never falls within a character") {
    std::string table;
    for (int i = 0; i < 40; ++i) table += "\xc3\xa4";
    const std::string name = primary_key_name(table);
    CHECK(name.size() <= 63);
    CHECK(name.substr(3, name.size() - 12).size() % 2 == 0);
}

TEST_CASE("a name says where its parts end") {
    CHECK(to_string(Name("users")) == "users");
    CHECK(to_string(Name("auth", "users")) == "auth.users");
    CHECK(to_string(Name("auth.users")) == "\"auth.users\"");
    CHECK(to_string(Name("say \"hi\"")) == "\"say \"\"hi\"\"\"");
    CHECK(to_string(Name("auth", "users"), "email") == "auth.users.email");
    CHECK(to_string(Name("users"), "") == "users.\"\"");
}

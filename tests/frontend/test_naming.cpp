#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "naming.h"

using aludel::frontend::column_name;
using aludel::frontend::is_name;
using aludel::frontend::NameStyle;
using aludel::frontend::Settings;
using aludel::frontend::table_name;

TEST_CASE("a table is named after its struct, in snake case and in the plural of its last word") {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"User", "users"},
        {"OrderItem", "order_items"},
        {"HTTPRequest", "http_requests"},
        {"Category", "categories"},
        {"Day", "days"},
        {"Guy", "guys"},
        {"Box", "boxes"},
        {"Class", "classes"},
        {"Bus", "buses"},
        {"OrderStatus", "order_statuses"},
        {"Analysis", "analyses"},
        {"Quiz", "quizzes"},
        {"Waltz", "waltzes"},
        {"Branch", "branches"},
        {"Dish", "dishes"},
        {"Graph", "graphs"},
        {"Shelf", "shelves"},
        {"Proof", "proofs"},
        {"Photo", "photos"},
        {"Settings", "settings"},
        {"users", "users"},
        {"News", "news"},
        {"Person", "persons"},
        {"Address2", "address2"},
        {"Y", "ys"},
        {"S", "s"},
    };
    for (const auto& row : rows) CHECK(table_name(row.first, {}) == row.second);
}

TEST_CASE("an irregular plural comes from the settings, for a whole name before its last word") {
    Settings settings;
    settings.plurals = {{"person", "people"}, {"order_item", "order_lines"}, {"item", "things"}};
    CHECK(table_name("Person", settings) == "people");
    CHECK(table_name("SalesPerson", settings) == "sales_people");
    CHECK(table_name("OrderItem", settings) == "order_lines");
    CHECK(table_name("ListItem", settings) == "list_things");
}

TEST_CASE("a table's name may stay singular, or as it is written") {
    Settings settings;
    settings.plurals = {{"person", "people"}};
    settings.table_names = NameStyle::snake_case;
    CHECK(table_name("SalesPerson", settings) == "sales_person");
    settings.table_names = NameStyle::as_written;
    CHECK(table_name("SalesPerson", settings) == "SalesPerson");
}

TEST_CASE("a column is named as its member is written, or in snake case") {
    Settings settings;
    CHECK(column_name("createdAt", settings) == "createdAt");
    settings.column_names = NameStyle::snake_case;
    CHECK(column_name("createdAt", settings) == "created_at");
    CHECK(column_name("HTTPCode", settings) == "http_code");
}

TEST_CASE("the longest prefix and the longest suffix are stripped from a member, once") {
    Settings settings;
    settings.strip_prefixes = {"m_", "_", "__"};
    settings.strip_suffixes = {"_", "_m"};
    CHECK(column_name("m_name", settings) == "name");
    CHECK(column_name("name_", settings) == "name");
    CHECK(column_name("__name__", settings) == "name_");
    CHECK(column_name("m_m_name_m", settings) == "m_name");
    CHECK(column_name("name", settings) == "name");
}

TEST_CASE("a prefix that ends in a letter is one before a capital only") {
    Settings settings;
    settings.strip_prefixes = {"sz", "n", "m"};
    settings.column_names = NameStyle::snake_case;
    CHECK(column_name("szFirstName", settings) == "first_name");
    CHECK(column_name("nCount", settings) == "count");
    CHECK(column_name("name", settings) == "name");
    CHECK(column_name("szenario", settings) == "szenario");
    CHECK(column_name("m", settings) == "m");
}

TEST_CASE("what is left after stripping may be no name") {
    Settings settings;
    settings.strip_prefixes = {"m_"};
    settings.strip_suffixes = {"_"};
    CHECK_FALSE(is_name(column_name("m_", settings)));
    CHECK_FALSE(is_name(column_name("_", settings)));
    CHECK_FALSE(is_name(column_name("m_2d", settings)));
    CHECK(is_name(column_name("m_d2", settings)));
}

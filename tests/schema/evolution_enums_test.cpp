// Enums that change in place, with rows that hold their values.
#include <array>

#include <doctest/doctest.h>

#include "schema/evolution.h"

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

Schema genres(EnumStorage storage, std::vector<EnumValue> values, std::optional<Default> given = {}) {
    Column genre = column("genre", {Enumeration{"genre"}});
    genre.default_value = std::move(given);
    return {.tables = {table("books", {genre})}, .enums = {{"genre", storage, std::move(values)}}};
}

Rename value_renamed(const std::string& from, const std::string& to) {
    return {Rename::Of::enum_value, "genre", from, to};
}

constexpr std::array<EnumStorage, 3> storages = {EnumStorage::text, EnumStorage::integer, EnumStorage::native};

}  // namespace

TEST_CASE("a value comes into the middle, and values change their order") {
    for (const EnumStorage storage : storages) {
        check_evolution({.before = genres(storage, {{"a", 0}, {"c", 2}}),
                         .after = genres(storage, {{"a", 0}, {"b", 1}, {"c", 2}}),
                         .decisions = {.accepted = {"downgrade:enum:genre.b"}},
                         .up = {"alter enum genre: add b"},
                         .down = {"alter enum genre: remove b"}});
        // Only a type of its own has an order.
        const Lines order = storage == EnumStorage::native ? Lines{"alter enum genre: order"} : Lines{};
        check_evolution(
            {.before = genres(storage, {{"a", 0}, {"b", 1}}), .after = genres(storage, {{"b", 1}, {"a", 0}}), .up = order, .down = order});
    }
}

TEST_CASE("a value is renamed while another comes, and the default follows") {
    for (const EnumStorage storage : {EnumStorage::text, EnumStorage::native}) {
        check_evolution({.before = genres(storage, {{"a", 0}, {"b", 1}}, Value{std::string("a")}),
                         .after = genres(storage, {{"fiction", 0}, {"b", 1}, {"c", 2}}, Value{std::string("fiction")}),
                         .decisions = {.renames = {value_renamed("a", "fiction")}, .accepted = {"downgrade:enum:genre.c"}},
                         .up = {"rename the value genre.a to fiction", "alter enum genre: add c"},
                         .down = {"alter enum genre: remove c", "rename the value genre.fiction to a"}});
        check_evolution(
            {.before = genres(storage, {{"a", 0}, {"b", 1}}),
             .after = genres(storage, {{"b", 0}, {"a", 1}}),
             .decisions = renamed({value_renamed("a", "b"), value_renamed("b", "a")}),
             .up = {"rename the value genre.a to a_renamed", "rename the value genre.b to a", "rename the value genre.a_renamed to b"},
             .down = {"rename the value genre.b to a_renamed", "rename the value genre.a to b", "rename the value genre.a_renamed to a"}});
    }
}

TEST_CASE("values that are stored as integers get other numbers, which is asked") {
    const Schema before = genres(EnumStorage::integer, {{"a", 0}, {"b", 1}});
    const Schema after = genres(EnumStorage::integer, {{"a", 0}, {"b", 1}, {"c", 3}});
    CHECK(asked(before, genres(EnumStorage::integer, {{"a", 1}, {"b", 2}})) == Lines{"storage:genre"});
    check_evolution({.before = before,
                     .after = after,
                     .decisions = {.accepted = {"downgrade:enum:genre.c"}},
                     .up = {"alter enum genre: add c"},
                     .down = {"alter enum genre: remove c"}});
}

TEST_CASE("an enum goes while its column becomes text, and comes where there was text") {
    const Schema plain{.tables = {table("books", {column("genre", text)})}};
    for (const EnumStorage storage : {EnumStorage::text, EnumStorage::native}) {
        check_evolution({.before = genres(storage, {{"a", 0}, {"b", 1}}),
                         .after = plain,
                         .decisions = {.converts = {{"downgrade:books.genre", {"genre", {{"postgresql", "CAST(genre AS text)"}}}}}},
                         .up = {"alter books.genre: type enumeration(\"genre\") to text", "drop enum genre"},
                         .down = {"create enum genre", "alter books.genre: type text to enumeration(\"genre\"), values become genre"}});
    }
    Schema native = genres(EnumStorage::native, {{"a", 0}, {"b", 1}}, Value{std::string("a")});
    Schema without = plain;
    without.tables.find("books")->columns.find("genre")->default_value = Value{std::string("a")};
    check_evolution({.before = native,
                     .after = without,
                     .decisions = {.converts = {{"downgrade:books.genre", {"genre", {{"postgresql", "genre::genre"}}}}}},
                     .up = {"alter books.genre: type enumeration(\"genre\") to text", "drop enum genre"},
                     .down = {"create enum genre", "alter books.genre: type text to enumeration(\"genre\"), values become genre"}});
}

TEST_CASE("another enum under the same name, and another name for the same enum") {
    const Schema before = genres(EnumStorage::native, {{"a", 0}, {"b", 1}});
    const Schema other = genres(EnumStorage::native, {{"a", 0}, {"x", 1}, {"b", 2}, {"y", 3}});
    const Schema& fewer = before;
    CHECK(asked(other, fewer) == Lines{"enum:genre.x", "enum:genre.y"});
    check_evolution({.before = before,
                     .after = other,
                     .decisions = {.accepted = {"downgrade:enum:genre.x", "downgrade:enum:genre.y"}},
                     .up = {"alter enum genre: add x, add y"},
                     .down = {"alter enum genre: remove x, remove y"}});
    Schema kind = before;
    kind.enums = {{"kind", EnumStorage::native, {{"a", 0}, {"b", 1}}}};
    kind.tables = {table("books", {column("genre", {Enumeration{"kind"}})})};
    check_evolution({.before = before, .after = kind, .up = {"rename enum genre to kind"}, .down = {"rename enum kind to genre"}});
}

TEST_CASE("a type of its own becomes text with a check, and comes back") {
    check_evolution({.before = genres(EnumStorage::native, {{"a", 0}, {"b", 1}}, Value{std::string("b")}),
                     .after = genres(EnumStorage::text, {{"a", 0}, {"b", 1}}, Value{std::string("b")}),
                     .up = {"alter enum genre: storage"},
                     .down = {"alter enum genre: storage"}});
    check_evolution({.before = genres(EnumStorage::text, {{"a", 0}, {"b", 1}}),
                     .after = genres(EnumStorage::native, {{"a", 0}, {"b", 1}}),
                     .up = {"alter enum genre: storage"},
                     .down = {"alter enum genre: storage"}});
}

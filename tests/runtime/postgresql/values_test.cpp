#include "postgresql/values.h"

#include <doctest/doctest.h>

#include <aludel/runtime/error.h>

using namespace aludel::runtime;
using namespace aludel::runtime::postgresql;
using aludel::schema::Blob;
using aludel::schema::Null;
using aludel::schema::Value;

TEST_CASE("parameters are written as the server reads them") {
    CHECK(parameter(Null{}) == std::nullopt);
    CHECK(parameter(true) == "true");
    CHECK(parameter(std::int64_t{-5}) == "-5");
    CHECK(parameter(0.1) == "0.1");
    CHECK(parameter(std::string("x")) == "x");
    CHECK(parameter(Blob{std::byte{0}, std::byte{255}}) == "\\x00ff");
    CHECK_THROWS_AS(parameter(std::string("a\0b", 3)), Error);
}

TEST_CASE("fields are read by their columns' types") {
    CHECK(value_of("t", 16) == Value(true));
    CHECK(value_of("f", 16) == Value(false));
    for (const unsigned type : {20U, 21U, 23U, 26U}) CHECK(value_of("-7", type) == Value(std::int64_t{-7}));
    CHECK(value_of("1e300", 701) == Value(1e300));
    CHECK(value_of("1.10", 1700) == Value(std::string("1.10")));
    CHECK(value_of("2026-11-21", 1082) == Value(std::string("2026-11-21")));
    CHECK(value_of("\\x00ff", 17) == Value(Blob{std::byte{0}, std::byte{255}}));
    CHECK(value_of("\\000a\\\\\\377", 17) == Value(Blob{std::byte{0}, std::byte{'a'}, std::byte{'\\'}, std::byte{255}}));
}

#include <doctest/doctest.h>

#include <limits>

#include <aludel/schema/error.h>

#include "samples.h"
#include "sql/postgresql/literal.h"
#include "sql/postgresql/names.h"

using namespace aludel;
using namespace aludel::tests;
using namespace aludel::migrations;
using postgresql::is_literal;
using postgresql::stored_literal;

namespace {

std::string literal(Value value) {
    return postgresql::literal(value);
}

std::string stored(decltype(Type::kind) kind, Value value) {
    Schema schema = library();
    schema.enums.add(Enum{"number", EnumStorage::integer, {{"one", 1}, {"two", 2}}});
    return stored_literal(schema, Type{std::move(kind), false}, value, "t.c");
}

}  // namespace

TEST_CASE("a literal is one whatever standard_conforming_strings is") {
    CHECK(literal(Null{}) == "NULL");
    CHECK(literal(true) == "true");
    CHECK(literal(std::int64_t{-5}) == "-5");
    CHECK(literal(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(literal(0.1) == "0.1");
    CHECK(literal(1e300) == "1e+300");
    CHECK(literal(-0.0) == "'-0'::double precision");
    CHECK(literal(std::numeric_limits<double>::quiet_NaN()) == "'NaN'::double precision");
    CHECK(literal(-std::numeric_limits<double>::infinity()) == "'-Infinity'::double precision");
    CHECK(literal(std::string("it's")) == "'it''s'");
    CHECK(literal(std::string("a\\'b")) == "E'a\\\\''b'");
    CHECK(literal(Blob{std::byte{0}, std::byte{0xff}}) == "E'\\\\x00ff'::bytea");
    CHECK_THROWS_WITH_AS(literal(std::string("a\0b", 3)),
                         "a text has a NUL byte, which PostgreSQL cannot keep; keep the value as bytes, or leave the byte out",
                         SchemaError);
}

TEST_CASE("a value is written as its column keeps it") {
    CHECK(stored(Boolean{}, std::int64_t{1}) == "true");
    CHECK(stored(Bytes{}, std::string("ab")) == "E'\\\\x6162'::bytea");
    CHECK(stored(Numeric{8, 2}, std::string("12.50")) == "'12.50'");
    CHECK(stored(Enumeration{"genre"}, std::int64_t{1}) == "'essay'");
    CHECK(stored(Enumeration{"number"}, std::string("two")) == "2");
    CHECK_THROWS_WITH_AS(stored(Enumeration{"genre"}, std::string("poem")),
                         "t.c: 'poem' is no value of the enum genre; it has fiction, essay", SchemaError);
}

TEST_CASE("a point in time without a zone is one in UTC") {
    const auto instant = [](std::string text) { return stored(Timestamp{true}, std::move(text)); };
    CHECK(instant("2026-11-20") == "'2026-11-20 00:00:00+00'");
    CHECK(instant("2026-11-20 21:15") == "'2026-11-20 21:15+00'");
    CHECK(instant("2026-11-20T21:15:00.125") == "'2026-11-20T21:15:00.125+00'");
    CHECK(instant("2026-11-20 21:15:00Z") == "'2026-11-20 21:15:00Z'");
    CHECK(instant("2026-11-20 21:15:00-05") == "'2026-11-20 21:15:00-05'");
    CHECK(instant("infinity") == "'infinity'");
    CHECK(stored(Timestamp{false}, std::string("2026-11-20 21:15:00")) == "'2026-11-20 21:15:00'");
}

TEST_CASE("a literal is told from an expression") {
    for (const char* text :
         {"1", "-1.5", ".5", "1e+300", "NULL", "true", "'a'", "'it''s'", "E'a\\'b'", "'NaN'::double precision", "CURRENT_TIMESTAMP"})
        CHECK(is_literal(text));
    for (const char* text : {"", "-", ".", "1e", "1 + 1", "now()", "'a' || 'b'", "'a", "'a'::int4range(1)", "E'a\\'", "users", "1 -- one"})
        CHECK(!is_literal(text));
}

TEST_CASE("a name that PostgreSQL would cut is refused, and its quotes are doubled") {
    CHECK(postgresql::quoted("say \"hi\"") == "\"say \"\"hi\"\"\"");
    CHECK(postgresql::quoted_name({"shop", "books"}) == "\"shop\".\"books\"");
    CHECK(postgresql::quoted(std::string(63, 'a')).size() == 65);
    CHECK_THROWS_WITH_AS(postgresql::quoted(std::string(64, 'a')),
                         (std::string("the name ") + std::string(64, 'a') + " has 64 bytes, and PostgreSQL keeps 63; shorten it").c_str(),
                         SchemaError);
}

#include <aludel/schema/type.h>

#include <doctest/doctest.h>

using namespace aludel::schema;

TEST_CASE("a type reads as the call that a revision file makes") {
    const auto both_ways = [](const Type& type, const char* text) {
        CHECK(to_string(type) == text);
        CHECK(parse_type(text) == type);
    };
    both_ways({Boolean{}}, "boolean");
    both_ways({Integer{16}}, "smallint");
    both_ways({Integer{32}}, "integer");
    both_ways({Integer{64}}, "bigint");
    both_ways({Float{32}}, "real");
    both_ways({Float{64}}, "double_precision");
    both_ways({String{255}}, "varchar(255)");
    both_ways({String{}}, "text");
    both_ways({Bytes{}}, "bytes");
    both_ways({Bytes{16}}, "bytes(16)");
    both_ways({Numeric{}}, "numeric");
    both_ways({Numeric{8, {}}}, "numeric(8)");
    both_ways({Numeric{8, 2}}, "numeric(8, 2)");
    both_ways({Date{}}, "date");
    both_ways({TimeOfDay{}}, "time_of_day");
    both_ways({Timestamp{true}}, "timestamp");
    both_ways({Timestamp{false}}, "local_timestamp");
    both_ways({Interval{}}, "interval");
    both_ways({Uuid{}}, "uuid");
    both_ways({Json{}}, "json");
    both_ways({Enumeration{"genre"}}, "enumeration(\"genre\")");
    both_ways({Enumeration{{"auth", "genre"}}}, "enumeration(\"auth\", \"genre\")");
    both_ways({Enumeration{"a\"b\\c\n\x01\x7f"}}, "enumeration(\"a\\\"b\\\\c\\n\\001\\177\")");
    both_ways({Custom{{"citext", {}}}}, "custom(\"citext\")");
    both_ways({Custom{{"text", {{"postgresql", "citext"}, {"sqlite", "TEXT"}}}}},
              "custom(\"text\", {{\"postgresql\", \"citext\"}, {\"sqlite\", \"TEXT\"}})");
    both_ways({Integer{32}, true}, "array_of(integer)");
    both_ways({String{}, false, {{"postgresql", "citext"}}}, "text on(\"postgresql\", \"citext\")");
    both_ways({Integer{32}, true, {{"postgresql", "int4[]"}, {"sqlite", "TEXT"}}},
              "array_of(integer) on(\"postgresql\", \"int4[]\") on(\"sqlite\", \"TEXT\")");
    both_ways({Custom{{"a", {}}}, false, {{"", ""}}}, "custom(\"a\") on(\"\", \"\")");
}

TEST_CASE("what is no type is not read as one") {
    for (const char* text : {"",
                             "int",
                             "varchar",
                             "varchar()",
                             "varchar(1, 2)",
                             "varchar(x)",
                             "numeric(1,2,3)",
                             "bigint x",
                             "enumeration()",
                             "enumeration(genre)",
                             "enumeration(\"a\", \"b\", \"c\")",
                             "custom(\"x\", {})",
                             "array_of(array_of(integer))",
                             "array_of(integer",
                             "enumeration(\"\\x41\")",
                             "custom(\"x\", {{\"a\", \"b\"}, {\"a\", \"c\"}})",
                             "text on",
                             "text on(\"a\")",
                             "text on(\"a\", \"b\") on(\"a\", \"c\")",
                             "on(\"a\", \"b\")",
                             "text on(\"a\", \"b\") x"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_type(text));
    }
}

TEST_CASE("a database's own words are all of its type, and of no other's") {
    const Type type{Integer{32}, true, {{"postgresql", "int4[]"}}};
    CHECK(type_on(type, "postgresql") == Type{Custom{{"", {{"postgresql", "int4[]"}}}}});
    CHECK(type_on(type, "sqlite") == Type{Integer{32}, true});
}

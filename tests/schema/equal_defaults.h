#pragma once

#include <string>
#include <vector>

#include <aludel/schema/schema.h>

#include "schema/samples.h"

// Defaults that no engine tells apart: what the normal form says, and what the engines do.

namespace aludel::testing {

struct EqualDefaults {
    std::string name;
    schema::Type type;
    schema::Default one;
    schema::Default other;
};

inline schema::Schema enums_of_defaults() {
    using schema::EnumStorage;
    return {.enums = {{"genre", EnumStorage::text, {{"essay", 0}, {"poem", 1}}},
                      {"level", EnumStorage::integer, {{"low", 10}, {"high", 20}}},
                      {"mood", EnumStorage::native, {{"glad", 0}, {"sad", 1}}}}};
}

inline std::vector<EqualDefaults> equal_defaults() {
    using schema::Value;
    const auto sql = [](std::string text) { return schema::Expression{std::move(text), {}}; };
    const auto words = [](const char* text) { return Value{std::string(text)}; };
    return {
        {"a whole number", integer, Value{std::int64_t{0}}, sql("0")},
        {"a negative one", integer, Value{std::int64_t{-7}}, sql("-7")},
        {"one in parentheses", integer, Value{std::int64_t{-7}}, sql("( - 7 )")},
        {"a whole number as a fraction", {schema::Float{64}}, Value{std::int64_t{1}}, Value{1.0}},
        {"a fraction", {schema::Float{64}}, Value{0.1}, sql("0.1")},
        {"fifteen digits", {schema::Float{64}}, Value{0.12345678901234}, sql("0.12345678901234")},
        {"a small float", {schema::Float{32}}, Value{0.5}, sql("0.5")},
        {"a whole number as a decimal", numeric(8, 2), Value{std::int64_t{1}}, sql("1")},
        {"a decimal", numeric(8, 2), Value{0.5}, sql("0.5")},
        {"a truth", {schema::Boolean{}}, Value{true}, sql("TRUE")},
        {"a text", text, words("it's"), sql("'it''s'")},
        {"a short text", varchar(9), words("none"), sql(" 'none' ")},
        {"a day", {schema::Date{}}, words("2020-01-01"), sql("'2020-01-01'")},
        {"a time of day", {schema::TimeOfDay{}}, words("12:30:00"), sql("'12:30:00'")},
        {"a local time", {schema::Timestamp{false}}, words("2020-01-01 00:00:00"), sql("'2020-01-01 00:00:00'")},
        {"now", {schema::Timestamp{true}}, schema::Portable::now, sql("current_timestamp")},
        {"a uuid", {schema::Uuid{}}, words("00000000-0000-0000-0000-000000000001"), sql("'00000000-0000-0000-0000-000000000001'")},
        {"an enum's value", {schema::Enumeration{"genre"}}, words("poem"), sql("'poem'")},
        {"a native enum's value", {schema::Enumeration{"mood"}}, words("sad"), sql("'sad'")},
        {"an enum's number", {schema::Enumeration{"level"}}, words("high"), Value{std::int64_t{20}}},
        {"other spaces and another case", text, sql("lower( 'A' )"), sql("LOWER('A')")},
        {"a dialect's own text that is everybody's", text, schema::Expression{"lower('A')", {{"sqlite", "LOWER('A' )"}}},
         sql("lower('A')")},
    };
}

}  // namespace aludel::testing

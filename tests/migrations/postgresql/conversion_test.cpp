#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>

#include "live.h"
#include "samples.h"
#include "text.h"

// Changes of type over rows that are there: what the values become, and which stop.

using namespace aludel;
using namespace aludel::tests;

namespace {

/// t(id, c) with one column of that type, and its values.
class Values {
public:
    Values(Type type, std::vector<std::string> values) : values_(std::move(values)) {
        schema_.enums.add(Enum{"letter", EnumStorage::text, {{"a", 1}, {"b", 2}}});
        schema_.enums.add(Enum{"number", EnumStorage::integer, {{"a", 1}, {"b", 2}}});
        schema_.enums.add(Enum{"native", EnumStorage::native, {{"a", 1}, {"b", 2}}});
        Table table;
        table.name = "t";
        table.columns = {identity("id"), column("c", {}, true)};
        table.columns.find("c")->type = std::move(type);
        table.primary_key = PrimaryKey{"pk_t", {"id"}};
        schema_.tables.add(table);
    }
    Values(decltype(Type::kind) kind, std::vector<std::string> values) : Values(Type{std::move(kind)}, std::move(values)) {}

    /// What stops the change of type, or the values after it, as text.
    std::string become(Type type) const {
        AlterColumn change = new_type(schema_, "t", "c", type.kind);
        change.after.type = std::move(type);
        return after({Change{change}});
    }
    std::string become(decltype(Type::kind) kind) const { return become(Type{std::move(kind)}); }

    std::string after(const std::vector<Operation>& operations) const {
        Live live;
        live.run("SET LOCAL TimeZone = 'America/New_York'; SET LOCAL DateStyle = 'German'; SET LOCAL extra_float_digits = 0");
        live.apply(creation(schema_));
        for (const std::string& value : values_) live.run("INSERT INTO t (c) VALUES (" + value + ")");
        if (const std::string found = live.apply(steps(schema_, operations)); !found.empty())
            return "stopped" + found.substr(found.find(": (") + 1);
        live.run("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL extra_float_digits = 1");
        std::string out;
        for (const auto& row : live.rows("SELECT c::text FROM t ORDER BY id")) out += (out.empty() ? "" : " ") + row[0];
        return out;
    }

    const Schema& schema() const { return schema_; }

private:
    Schema schema_;
    std::vector<std::string> values_;
};

bool stops(const Values& values, const decltype(Type::kind)& kind) {
    return values.become(kind).substr(0, 7) == "stopped";
}

}  // namespace

TEST_CASE("numbers become other numbers and text only where they stay the same") {
    CHECK(Values(Integer{64}, {"5", "-7", "NULL"}).become(String{}) == "5 -7 NULL");
    CHECK(Values(Integer{64}, {"5", "1000"}).become(String{3}) == "stopped (2, 1000)");
    CHECK(Values(Integer{64}, {"5"}).become(Numeric{}) == "5");
    CHECK(Values(Integer{64}, {"99"}).become(Numeric{4, 2}) == "99.00");
    CHECK(Values(Integer{64}, {"123"}).become(Numeric{4, 2}) == "stopped (1, 123)");
    CHECK(Values(Integer{64}, {"5", "9007199254740993"}).become(Float{}) == "stopped (2, 9007199254740993)");
    CHECK(Values(Integer{32}, {"16777217"}).become(Float{32}) == "stopped (1, 16777217)");
    CHECK(Values(Integer{64}, {"70000"}).become(Integer{16}) == "stopped (1, 70000)");
    CHECK(Values(Integer{16}, {"-32768"}).become(Integer{64}) == "-32768");
    CHECK(Values(Integer{64}, {"0", "1", "NULL"}).become(Boolean{}) == "false true NULL");
    CHECK(Values(Integer{16}, {"0", "2"}).become(Boolean{}) == "stopped (2, 2)");
    CHECK(Values(Boolean{}, {"false", "true"}).become(Integer{16}) == "0 1");
    CHECK(Values(Boolean{}, {"false", "true"}).become(Integer{64}) == "0 1");
    CHECK(Values(Float{}, {"5.0", "1e15", "-9223372036854775808"}).become(Integer{64}) == "5 1000000000000000 -9223372036854775808");
    for (const char* value : {"5.5", "9223372036854775808", "'NaN'", "'-Infinity'"}) CHECK(stops(Values(Float{}, {value}), Integer{64}));
    CHECK(Values(Float{}, {"0.5", "'NaN'"}).become(String{}) == "0.5 NaN");
    CHECK(stops(Values(Float{}, {"0.1::float8 + 0.2::float8"}), String{}));  // extra_float_digits = 0 writes 0.3
    CHECK(Values(Float{}, {"0.1", "1e300"}).become(Numeric{}) == "0.1 1" + std::string(300, '0'));
    CHECK(stops(Values(Float{}, {"'NaN'"}), Numeric{}));
    CHECK(stops(Values(Float{}, {"0.125"}), Numeric{4, 2}));
    CHECK(Values(Float{}, {"0.5", "1e300"}).become(Float{32}) == "stopped (2, 1e+300)");
    CHECK(stops(Values(Float{}, {"0.1"}), Float{32}));
    CHECK(Values(Float{32}, {"0.5", "'Infinity'"}).become(Float{64}) == "0.5 Infinity");
    CHECK(Values(Numeric{8, 2}, {"12.50"}).become(Numeric{4, 1}) == "12.5");
    CHECK(Values(Numeric{8, 2}, {"12.55"}).become(Numeric{4, 1}) == "stopped (1, 12.55)");
    CHECK(Values(Numeric{8, 2}, {"1200"}).become(Numeric{4, 1}) == "stopped (1, 1200.00)");
    CHECK(Values(Numeric{8, 2}, {"12"}).become(Integer{32}) == "12");
    CHECK(Values(Numeric{8, 2}, {"12.50"}).become(Integer{32}) == "stopped (1, 12.50)");
    CHECK(stops(Values(Numeric{}, {"99999999999"}), Integer{32}));
    CHECK(Values(Numeric{}, {"0.1"}).become(Float{}) == "0.1");
    CHECK(stops(Values(Numeric{}, {"0.12345678901234567890"}), Float{}));
}

TEST_CASE("text becomes a number only where it reads the same again") {
    CHECK(Values(String{}, {"'5'", "'-7'", "NULL"}).become(Integer{64}) == "5 -7 NULL");
    for (const char* value : {"'007'", "'5.0'", "' 5'", "'five'", "''", "'5x'", "'99999999999999999999'", "'-0'", "E'5\\n'"})
        CHECK(stops(Values(String{}, {value}), Integer{64}));
    CHECK(stops(Values(String{}, {"'3000000000'"}), Integer{32}));
    CHECK(Values(String{}, {"'2.5'", "'1e3'"}).become(Float{}) == "2.5 1000");
    for (const char* value : {"'2.5x'", "''", "'two'", "'0.12345678901234567890'", "'1e400'"})
        CHECK(stops(Values(String{}, {value}), Float{}));
    CHECK(Values(String{}, {"'12.50'"}).become(Numeric{4, 2}) == "12.50");
    for (const char* value : {"'123.5'", "'1.555'", "'1e2'", "'x'"}) CHECK(stops(Values(String{}, {value}), Numeric{4, 2}));
}

TEST_CASE("text is never cut, not even its spaces") {
    CHECK(Values(String{}, {"'abc'"}).become(String{3}) == "abc");
    CHECK(Values(String{}, {"'abcd'"}).become(String{3}) == "stopped (1, abcd)");
    CHECK(Values(String{9}, {"'abc '"}).become(String{3}) == "stopped (1, abc )");
    CHECK(Values(String{3}, {"'äöü'"}).become(String{9}) == "äöü");
}

TEST_CASE("text becomes a date, a time, an identifier only where it is one") {
    CHECK(Values(String{}, {"'2026-02-28'", "'2024-02-29'"}).become(Date{}) == "2026-02-28 2024-02-29");
    for (const char* value : {"'2026-02-30'", "'2025-02-29'", "'28.2.2026'", "'5'", "'today'", "'0000-01-01'", "'2026-13-01'"})
        CHECK(stops(Values(String{}, {value}), Date{}));
    CHECK(Values(String{}, {"'2026-02-28 12:30:00'", "'2026-02-28T12:30:00.25Z'"}).become(Timestamp{}) ==
          "2026-02-28 12:30:00+00 2026-02-28 12:30:00.25+00");
    for (const char* value : {"'12345'", "'now'", "'2026-02-30 12:00:00'", "'2026-02-28 25:00:00'", "'2026-02-28 12:00:00+02'",
                              "'2026-02-28 12:00:00.1234567'"})
        CHECK(stops(Values(String{}, {value}), Timestamp{}));
    CHECK(Values(String{}, {"'2026-02-28 12:30'"}).become(Timestamp{false}) == "2026-02-28 12:30:00");
    CHECK(stops(Values(String{}, {"'2026-02-28 12:30:00Z'"}), Timestamp{false}));
    CHECK(Values(String{}, {"'12:30'"}).become(TimeOfDay{}) == "12:30:00");
    CHECK(stops(Values(String{}, {"'25:30'"}), TimeOfDay{}));
    CHECK(Values(String{}, {"'0a1b2c3d-0000-4000-8000-000000000001'"}).become(Uuid{}) == "0a1b2c3d-0000-4000-8000-000000000001");
    CHECK(stops(Values(String{}, {"'0a1b2c3d'"}), Uuid{}));
    CHECK(Values(String{}, {"'{\"a\":1}'"}).become(Json{}) == "{\"a\": 1}");
    CHECK(Values(String{}, {"'[{\"a\":{\"a\":1}},{\"a\":2},{\"a\":2},[],{},null]'", "'5'", "NULL"}).become(Json{}) ==
          "[{\"a\": {\"a\": 1}}, {\"a\": 2}, {\"a\": 2}, [], {}, null] 5 NULL");
    for (const char* value : {"'{\"a\":1,\"a\":2}'", "'[0,{\"b\":[{\"a\":1,\"c\":0,\"a\":1}]}]'", "'{\"a\":1,\"\\u0061\":2}'"})
        CHECK(stops(Values(String{}, {value}), Json{}));
    CHECK_THROWS_WITH(Values(String{}, {"'{a'"}).become(Json{}), doctest::Contains("invalid input syntax for type json"));
    CHECK(Values(String{}, {"'P1DT2H'"}).become(Interval{}) == "1 day 02:00:00");
    CHECK(Values(String{}, {"'P-1Y2M3W4D'", "'PT0.123456S'", "'PT-5M'"}).become(Interval{}) ==
          "-10 mons +25 days 00:00:00.123456 -00:05:00");
    for (const char* value : {"'one day'", "'P'", "'PT'", "'P1DT'", "'PT0.1234567S'", "'P0.3M'", "'P1.5Y'", "'PT1.1H'"})
        CHECK(stops(Values(String{}, {value}), Interval{}));
    CHECK(Values(String{}, {"'ab'"}).become(Bytes{}) == "\\x6162");
    CHECK(Values(String{}, {"'äb'"}).become(Bytes{2}) == "stopped (1, äb)");
}

TEST_CASE("times change their kind in UTC, whatever the session's zone and style") {
    CHECK(Values(Timestamp{true}, {"'2026-02-28 23:30:00+00'"}).become(Timestamp{false}) == "2026-02-28 23:30:00");
    CHECK(Values(Timestamp{false}, {"'2026-02-28 23:30:00'"}).become(Timestamp{true}) == "2026-02-28 23:30:00+00");
    CHECK(Values(Date{}, {"'2026-02-28'"}).become(Timestamp{}) == "2026-02-28 00:00:00+00");
    CHECK(Values(Date{}, {"'2026-02-28'"}).become(Timestamp{false}) == "2026-02-28 00:00:00");
    CHECK(Values(Timestamp{}, {"'2026-02-28 00:00:00+00'"}).become(Date{}) == "2026-02-28");
    CHECK(stops(Values(Timestamp{}, {"'2026-02-28 00:00:01+00'"}), Date{}));
    CHECK(stops(Values(Timestamp{false}, {"'2026-02-28 12:00:00'"}), Date{}));
    CHECK(Values(Timestamp{}, {"'2026-02-28 23:30:00+00'", "'2026-02-28 23:30:00.25+00'"}).become(String{}) ==
          "2026-02-28 23:30:00 2026-02-28 23:30:00.25");
    CHECK(Values(Timestamp{false}, {"'2026-02-28 23:30:00'"}).become(String{19}) == "2026-02-28 23:30:00");
    CHECK(stops(Values(Timestamp{}, {"'infinity'"}), String{}));
    CHECK(Values(Date{}, {"'2026-02-28'"}).become(String{10}) == "2026-02-28");
    CHECK(stops(Values(Date{}, {"'2026-02-28'"}), String{9}));
    CHECK(stops(Values(Date{}, {"'0044-03-15 BC'"}), String{}));
    CHECK(Values(TimeOfDay{}, {"'12:30'"}).become(String{}) == "12:30:00");
    CHECK(Values(Uuid{}, {"'0a1b2c3d-0000-4000-8000-000000000001'"}).become(String{36}) == "0a1b2c3d-0000-4000-8000-000000000001");
}

TEST_CASE("enums keep their meaning in whichever way they are kept") {
    CHECK(Values(Enumeration{"letter"}, {"'a'", "'b'", "NULL"}).become(Enumeration{"number"}) == "1 2 NULL");
    CHECK(Values(Enumeration{"number"}, {"1", "2"}).become(Enumeration{"letter"}) == "a b");
    CHECK(Values(Enumeration{"number"}, {"1", "2"}).become(Enumeration{"native"}) == "a b");
    CHECK(Values(Enumeration{"native"}, {"'a'", "'b'"}).become(Enumeration{"number"}) == "1 2");
    CHECK(Values(Enumeration{"letter"}, {"'a'", "NULL"}).become(Enumeration{"native"}) == "a NULL");
    CHECK(Values(Enumeration{"native"}, {"'a'"}).become(Enumeration{"letter"}) == "a");
    CHECK(Values(Enumeration{"number"}, {"1"}).become(Integer{64}) == "1");
    CHECK(Values(Enumeration{"number"}, {"1"}).become(String{}) == "a");
    CHECK(Values(Enumeration{"letter"}, {"'b'"}).become(Integer{16}) == "2");
    CHECK(Values(Enumeration{"native"}, {"'b'"}).become(Integer{32}) == "2");
    CHECK(Values(Enumeration{"native"}, {"'b'"}).become(String{1}) == "b");
    CHECK(Values(String{}, {"'b'"}).become(Enumeration{"number"}) == "2");
    CHECK(Values(String{}, {"'b'"}).become(Enumeration{"native"}) == "b");
    for (const char* to : {"letter", "number", "native"}) {
        CHECK(Values(String{}, {"'c'"}).become(Enumeration{to}) == "stopped (1, c)");
        CHECK(Values(Integer{32}, {"3"}).become(Enumeration{to}) == "stopped (1, 3)");
    }
    CHECK(Values(Integer{32}, {"2"}).become(Enumeration{"letter"}) == "b");
    CHECK(Values(Integer{64}, {"2"}).become(Enumeration{"number"}) == "2");
    CHECK(Values(Integer{64}, {"2"}).become(Enumeration{"native"}) == "b");
}

TEST_CASE("arrays are asked element by element") {
    const Type narrow{String{2}, true};
    CHECK(Values(Type{Integer{32}, true}, {"'{1,2,NULL}'"}).become(Type{Integer{64}, true}) == "{1,2,NULL}");
    CHECK(Values(Type{Integer{64}, true}, {"'{1,70000}'"}).become(Type{Integer{16}, true}) == "stopped (1, {1,70000})");
    CHECK(Values(Type{String{}, true}, {"'{ab,c}'", "NULL"}).become(narrow) == "{ab,c} NULL");
    CHECK(Values(Type{String{}, true}, {"'{ab,cde}'"}).become(narrow) == "stopped (1, {ab,cde})");
    CHECK(Values(Type{Enumeration{"letter"}, true}, {"'{a,b}'"}).become(Type{Enumeration{"native"}, true}) == "{a,b}");
    CHECK_THROWS_AS(Values(Type{Enumeration{"letter"}, true}, {}).become(Type{Enumeration{"number"}, true}), SchemaError);
    CHECK_THROWS_AS(Values(Type{Integer{32}, true}, {}).become(Integer{32}), SchemaError);
}

TEST_CASE("a conversion that nothing keeps asks the author") {
    CHECK_THROWS_WITH_AS(Values(Boolean{}, {}).become(String{}),
                         "t.c: nothing in PostgreSQL turns boolean into text and keeps every value; say how in the alteration (convert)",
                         SchemaError);
    CHECK_THROWS_AS(Values(Integer{64}, {}).become(Timestamp{}), SchemaError);
    CHECK_THROWS_AS(Values(Bytes{}, {}).become(String{}), SchemaError);
    CHECK_THROWS_AS(Values(Uuid{}, {}).become(Integer{64}), SchemaError);
    CHECK_THROWS_AS(Values(String{}, {}).become(Custom{sql("point")}), SchemaError);
}

TEST_CASE("a conversion of the author's is taken at its word, and asked whether it fits") {
    const Values values(String{}, {"'abc'", "NULL"});
    AlterColumn change = new_type(values.schema(), "t", "c", Integer{16});
    change.convert = sql("length(c)");
    CHECK(values.after({Change{change}}) == "3 NULL");
    change.convert = sql("length(c) * 100000");
    CHECK(values.after({Change{change}}) == "stopped (1, abc)");
    change.convert = sql("length(c)");
    change.after.nullable = false;
    change.fields.nullable = true;
    CHECK(values.after({Change{change}}) == "stopped (2)");
    change.fill = sql("-1");
    CHECK(values.after({Change{change}}) == "3 -1");
    AlterColumn native = new_type(values.schema(), "t", "c", Enumeration{"native"});
    native.convert = sql("left(c, 1)");
    CHECK(values.after({Change{native}}) == "a NULL");
}

TEST_CASE("a number that moves to another name of its enum moves the rows with it") {
    const Values values(Enumeration{"number"}, {"1", "2"});
    AlterEnum change{*values.schema().enums.find("number"), {}};
    change.after = change.before;
    change.after.values = {{"b", 1}, {"a", 2}};
    CHECK(values.after({Change{change}}) == "2 1");
    change.after.values = {{"b", 3000000000}, {"a", 1}};
    CHECK(values.after({Change{change}}) == "1 3000000000");
    change.after.values = {{"b", 1}};
    CHECK(values.after({Change{change}}) == "stopped (1, 1)");
}

TEST_CASE("values of an enum are renamed in rows, in chains and in circles, and in arrays") {
    const auto renamed = [](const Type& type, const std::string& name, std::vector<std::string> rows) {
        const Values values(type, std::move(rows));
        return values.after(
            {Change{RenameEnumValue{name, "a", "x"}}, Change{RenameEnumValue{name, "b", "a"}}, Change{RenameEnumValue{name, "x", "b"}}});
    };
    CHECK(renamed({Enumeration{"letter"}}, "letter", {"'a'", "'b'", "NULL", "'a'"}) == "b a NULL b");
    CHECK(renamed({Enumeration{"native"}}, "native", {"'a'", "'b'", "NULL", "'a'"}) == "b a NULL b");
    CHECK(renamed({Enumeration{"number"}}, "number", {"1", "2", "NULL"}) == "1 2 NULL");
    CHECK(renamed({Enumeration{"letter"}, true}, "letter", {"'{a,b,a}'", "'{}'", "NULL"}) == "{b,a,b} {} NULL");
    CHECK(renamed({Enumeration{"native"}, true}, "native", {"'{a,b,a}'"}) == "{b,a,b}");
}

TEST_CASE("a value is renamed under a view, a deferred key, a default and a trigger that would keep its rows") {
    Live live;
    Schema schema;
    schema.enums.add(Enum{"letter", EnumStorage::text, {{"a", 1}, {"b", 2}}});
    Table parent;
    parent.name = "parent";
    parent.columns = {with_default(column("c", Enumeration{"letter"}), Value{std::string("a")})};
    parent.primary_key = PrimaryKey{"pk_parent", {"c"}};
    Table child;
    child.name = "child";
    child.columns = {identity("id"), column("c", Enumeration{"letter"})};
    child.primary_key = PrimaryKey{"pk_child", {"id"}};
    child.foreign_keys = {{.name = "fk_child_c",
                           .columns = {"c"},
                           .referred_table = "parent",
                           .referred_columns = {"c"},
                           .deferrability = Deferrability::initially_deferred}};
    schema.tables = {parent, child};
    live.apply(creation(schema));
    live.run(
        "CREATE VIEW v AS SELECT c FROM parent; INSERT INTO parent VALUES ('a'), ('b'); INSERT INTO child (c) VALUES ('a'), ('b'); "
        "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED");
    const std::vector<Operation> operations = {Change{RenameEnumValue{"letter", "a", "z"}}};
    CHECK(live.apply(steps(schema, operations)) == "");
    live.run(
        "SET CONSTRAINTS ALL IMMEDIATE; DELETE FROM child WHERE c = 'z'; DELETE FROM parent WHERE c = 'z'; INSERT INTO parent DEFAULT "
        "VALUES");
    CHECK(live.value("SELECT string_agg(c, ' ' ORDER BY c) FROM v") == "b z");
    CHECK(live.value("SELECT string_agg(c, ' ') FROM child") == "b");

    aludel::schema::apply(schema, Change{RenameEnumValue{"letter", "a", "z"}});
    live.run(
        "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
        "CREATE TRIGGER keep BEFORE UPDATE ON parent FOR EACH ROW EXECUTE FUNCTION keep()");
    CHECK(live.apply(steps(schema, {Change{RenameEnumValue{"letter", "z", "a"}}})) ==
          "z of parent.c was not renamed in these rows, since a trigger or a rule keeps an UPDATE from them; disable it for the revision: "
          "(z)");
}

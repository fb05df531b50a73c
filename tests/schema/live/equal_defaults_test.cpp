#include "schema/equal_defaults.h"

#include <memory>

#include <doctest/doctest.h>

#include <aludel/runtime/driver.h>
#include <aludel/runtime/drivers.h>
#include <aludel/schema/diff.h>

#include "postgresql/database.h"

using namespace aludel::schema;
using namespace aludel::testing;
using namespace aludel::runtime;

namespace {

/// A table with both defaults in a row of its own making.
Schema both(const EqualDefaults& pair) {
    Schema schema = enums_of_defaults();
    Table made = table("t", {column("one", pair.type), column("other", pair.type)});
    made.columns.find("one")->default_value = pair.one;
    made.columns.find("other")->default_value = pair.other;
    schema.tables.add(made);
    return schema;
}

void create(Driver& driver, const Schema& schema) {
    const std::vector<Change> changes = diff({}, schema).changes;
    for (const aludel::migrations::Step& step : driver.dialect().render({}, {changes.begin(), changes.end()}))
        driver.execute(std::get<aludel::migrations::SqlStep>(step.action).sql);
}

void expect_same(const std::string& url, const DriverEntry& engine, const std::vector<std::string>& setting, const std::string& query) {
    for (const EqualDefaults& pair : equal_defaults()) {
        CAPTURE(pair.name);
        const std::unique_ptr<Driver> driver = engine.open(url, Access::write);
        driver->configure({});
        driver->prepare();
        driver->begin(true);
        for (const std::string& sql : setting) driver->execute(sql);
        create(*driver, both(pair));
        driver->execute("INSERT INTO t (id) VALUES (1)");
        const auto rows = driver->query(query);
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].at(0) == rows[0].at(1));
        driver->rollback();
        driver->restore();
    }
}

}  // namespace

TEST_CASE("SQLite stores the same for defaults that the normal form takes for the same") {
    expect_same("sqlite:///:memory:", sqlite_driver, {},
                "SELECT typeof(\"one\") || quote(\"one\"), typeof(\"other\") || quote(\"other\") FROM t");
}

TEST_CASE("PostgreSQL stores the same for defaults that the normal form takes for the same, far from UTC") {
    const aludel::tests::PostgresqlDatabase database;
    expect_same(database.url(), postgresql_driver, {"SET TIME ZONE 'Asia/Tokyo'"}, "SELECT \"one\"::text, \"other\"::text FROM t");
}

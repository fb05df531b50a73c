#include "postgresql/database.h"

#include <doctest/doctest.h>

using namespace aludel::tests;

TEST_CASE("a database of the tests is fresh, and the server is of a version that is meant") {
    const PostgresqlDatabase database;
    CHECK(database.rows("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace") == std::vector<std::string>{"0"});
    CHECK(database.rows("SELECT NULL, 1, ''") == std::vector<std::string>{"NULL|1|"});
    CHECK(postgresql_version() >= 15);
    database.run("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)");
    CHECK(database.rows("SELECT a FROM t ORDER BY a") == std::vector<std::string>{"1", "2"});
    CHECK(PostgresqlDatabase().name() != database.name());
}

#include <aludel/migrations/dialect.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/validate.h>
#include <doctest/doctest.h>

#include "front_end.h"
#include "keys_header.h"
#include "migrations/sqlite/database.h"

using namespace aludel;

TEST_CASE("SQLite takes every key, index, reference and check that a header says") {
    const schema::Schema models = test::read(test::keys_header).schema;
    CHECK(schema::validate(models, {"sqlite", "postgresql"}).empty());
    tests::Database database;
    const std::vector<schema::Change> changes = schema::diff({}, models).changes;
    const migrations::Dialect& dialect = migrations::sqlite::dialect();
    for (const migrations::Step& step : dialect.render({}, {changes.begin(), changes.end()})) {
        database.run(std::get<migrations::SqlStep>(step.action).sql);
    }
    std::string indexes;
    for (const auto& row : database.rows("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")) {
        indexes += row[0] + "\n";
    }
    CHECK(indexes == R"sql(CREATE INDEX "ix_users_boss" ON "users" ("boss") WHERE boss is not null
CREATE UNIQUE INDEX "ix_users_lower_name" ON "users" ((lower(name)))
CREATE INDEX "ix_users_name" ON "users" ("name" DESC)
CREATE INDEX "ix_users_tenant" ON "users" ("tenant")
CREATE INDEX "ix_users_tenant_name" ON "users" ("tenant", "name" DESC)
CREATE UNIQUE INDEX "ux_users_name" ON "users" ("name") WHERE tenant > 0
)sql");
    std::string keys;
    for (const auto& row :
         database.rows("SELECT id, seq, \"from\", \"table\", \"to\", on_update, on_delete FROM pragma_foreign_key_list('users') "
                       "ORDER BY 3")) {
        for (const std::string& value : row) keys += value + (&value == &row.back() ? "\n" : " ");
    }
    CHECK(keys == R"sql(2 0 boss users id CASCADE SET NULL
0 1 team teams id NO ACTION CASCADE
1 0 team_code teams code NO ACTION RESTRICT
0 0 tenant teams tenant NO ACTION CASCADE
)sql");
    database.run("INSERT INTO teams VALUES (1, 2, 'x')");
    database.run("INSERT INTO users VALUES (1, 1, 2, 'a', NULL, 'x')");
    CHECK_THROWS_AS(database.run("INSERT INTO users VALUES (2, 1, 2, 'A', NULL, 'x')"), std::runtime_error);
}

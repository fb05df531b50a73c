#include <aludel/migrations/dialect.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/validate.h>
#include <doctest/doctest.h>

#include "front_end.h"
#include "keys_header.h"
#include "postgresql/database.h"

using namespace aludel;

TEST_CASE("PostgreSQL takes every key, index, reference and check that a header says") {
    const schema::Schema models = test::read(test::keys_header).schema;
    const tests::PostgresqlDatabase database;
    const std::vector<schema::Change> changes = schema::diff({}, models).changes;
    const migrations::Dialect& dialect = migrations::postgresql::dialect();
    for (const migrations::Step& step : dialect.render({}, {changes.begin(), changes.end()})) {
        database.run(std::get<migrations::SqlStep>(step.action).sql);
    }
    std::string indexes;
    for (const std::string& row :
         database.rows("SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indexrelid "
                       "WHERE indrelid IN ('users'::regclass, 'teams'::regclass) ORDER BY relname COLLATE \"C\"")) {
        indexes += row + "\n";
    }
    CHECK(indexes == R"sql(CREATE UNIQUE INDEX alike ON public.users USING btree (tenant, name) NULLS NOT DISTINCT
CREATE INDEX ix_users_boss ON public.users USING btree (boss NULLS FIRST) WHERE (boss IS NOT NULL)
CREATE UNIQUE INDEX ix_users_lower_name ON public.users USING btree (lower(name))
CREATE INDEX ix_users_name ON public.users USING btree (name DESC)
CREATE INDEX ix_users_team_code ON public.users USING hash (team_code)
CREATE INDEX ix_users_tenant ON public.users USING btree (tenant) INCLUDE (name)
CREATE INDEX ix_users_tenant_name ON public.users USING btree (tenant, name DESC)
CREATE UNIQUE INDEX once ON public.teams USING btree (code, tenant)
CREATE UNIQUE INDEX pk_teams ON public.teams USING btree (tenant, id)
CREATE INDEX prefixes ON public.users USING btree (name text_pattern_ops)
CREATE INDEX sums ON public.users USING btree (((tenant + id)) DESC NULLS LAST)
CREATE UNIQUE INDEX uq_teams_code ON public.teams USING btree (code)
CREATE UNIQUE INDEX users_key ON public.users USING btree (id)
CREATE UNIQUE INDEX ux_users_name ON public.users USING btree (name) WHERE (tenant > 0)
)sql");
    std::string constraints;
    for (const std::string& row : database.rows("SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint "
                                                "WHERE conrelid IN ('users'::regclass, 'teams'::regclass) AND contype <> 'n' "
                                                "ORDER BY conrelid::regclass::text, conname COLLATE \"C\"")) {
        constraints += row + "\n";
    }
    CHECK(constraints == R"sql(teams|ck_teams_code|CHECK ((length(code) > 0))
teams|once|UNIQUE (code, tenant)
teams|pk_teams|PRIMARY KEY (tenant, id)
teams|positive|CHECK ((id > 0))
teams|uq_teams_code|UNIQUE (code)
users|ck_users_tenant_id|CHECK (((tenant = id) OR (tenant > 0)))
users|fk_users_boss|FOREIGN KEY (boss) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL
users|fk_users_team_code|FOREIGN KEY (team_code) REFERENCES teams(code) ON DELETE RESTRICT NOT VALID
users|fk_users_tenant_team|FOREIGN KEY (tenant, team) REFERENCES teams(tenant, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
users|form|CHECK ((name ~ '^[a-z]'::text))
users|users_key|PRIMARY KEY (id)
)sql");
}

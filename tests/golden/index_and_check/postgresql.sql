-- aludel revision --autogenerate -m "index users.about, check it" --rev-id b00000000002
-- upgrade

SET LOCAL row_security = off;

-- check the rows of users against ck_users_about
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "users"."id", "users"."about" FROM "users" WHERE NOT (length(about) > 0) LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'length(about) > 0 is to hold for every row of users (ck_users_about), and it does not for these; correct them first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- add to users check ck_users_about (length(about) > 0)
ALTER TABLE "users" ADD CONSTRAINT "ck_users_about" CHECK (length(about) > 0);

-- create on users index ix_users_about (about)
CREATE INDEX "ix_users_about" ON "users" ("about");

-- downgrade

-- drop index users.ix_users_about
DROP INDEX "ix_users_about";

-- drop from users check ck_users_about (length(about) > 0)
ALTER TABLE "users" DROP CONSTRAINT "ck_users_about";

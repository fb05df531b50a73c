-- aludel revision --autogenerate -m "jobs wait" --rev-id b00000000002
-- upgrade

SET LOCAL row_security = off;

-- rename the value progress.queued to waiting
ALTER TABLE "jobs" DROP CONSTRAINT "ck_jobs_state_enum";

-- rename the value progress.queued to waiting
UPDATE "jobs" SET "state" = 'waiting' WHERE "state" = 'queued';

-- check that jobs.state has a value in every row
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "jobs"."id" FROM "jobs" WHERE "state" = 'queued' LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'queued of jobs.state was not renamed in these rows, since a trigger or a rule keeps an UPDATE from them; disable it for the revision: ' || aludel_rows;
    END IF;
END
$aludel$;

-- rename the value progress.queued to waiting
ALTER TABLE "jobs" ADD CONSTRAINT "ck_jobs_state_enum" CHECK ("state" IN ('done', 'waiting'));

-- downgrade

SET LOCAL row_security = off;

-- rename the value progress.waiting to queued
ALTER TABLE "jobs" DROP CONSTRAINT "ck_jobs_state_enum";

-- rename the value progress.waiting to queued
UPDATE "jobs" SET "state" = 'queued' WHERE "state" = 'waiting';

-- check that jobs.state has a value in every row
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "jobs"."id" FROM "jobs" WHERE "state" = 'waiting' LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'waiting of jobs.state was not renamed in these rows, since a trigger or a rule keeps an UPDATE from them; disable it for the revision: ' || aludel_rows;
    END IF;
END
$aludel$;

-- rename the value progress.waiting to queued
ALTER TABLE "jobs" ADD CONSTRAINT "ck_jobs_state_enum" CHECK ("state" IN ('done', 'queued'));

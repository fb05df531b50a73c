-- aludel revision --autogenerate -m "jobs run" --rev-id b00000000002 --accept downgrade:enum:state.running
-- upgrade

-- alter enum state: add running
ALTER TYPE "state" ADD VALUE 'running' BEFORE 'done';

-- downgrade

SET LOCAL row_security = off;

-- alter enum state: remove running
ALTER TYPE "state" RENAME TO "aludel_old_state";

-- alter enum state: remove running
CREATE TYPE "state" AS ENUM ('queued', 'done');

-- alter enum state: remove running
LOCK TABLE "jobs" IN ACCESS EXCLUSIVE MODE;

-- check the rows of jobs
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "jobs"."id", "jobs"."state" FROM "jobs" WHERE "state"::text NOT IN ('queued', 'done') LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'jobs.state becomes enumeration("state"), and these values are none of its values; correct them first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter enum state: remove running
ALTER TABLE "jobs" ALTER COLUMN "state" TYPE "state" USING "state"::text::"state";

-- alter enum state: remove running
DROP TYPE "aludel_old_state";

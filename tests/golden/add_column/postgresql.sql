-- aludel revision --autogenerate -m "add users.born_on" --rev-id b00000000002
-- upgrade

-- add users.born_on date, nullable
ALTER TABLE "users" ADD COLUMN "born_on" date;

-- downgrade

SET LOCAL row_security = off;

-- check what stands over users.born_on
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid LEFT JOIN pg_class AS r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = '"users"'::regclass AND a.attname = 'born_on' AND d.deptype = 'a' AND (c.contype <> 'n' OR r.relkind = 'i' OR d.classid = 'pg_statistic_ext'::regclass) LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'users.born_on is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them known: ' || aludel_rows;
    END IF;
END
$aludel$;

-- drop users.born_on
ALTER TABLE "users" DROP COLUMN "born_on";

-- aludel revision --autogenerate -m "drop users.about" --rev-id b00000000002 --drop users.about
-- upgrade

SET LOCAL row_security = off;

-- check what stands over users.about
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid LEFT JOIN pg_class AS r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = '"users"'::regclass AND a.attname = 'about' AND d.deptype = 'a' AND (c.contype <> 'n' OR r.relkind = 'i' OR d.classid = 'pg_statistic_ext'::regclass) LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'users.about is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them known: ' || aludel_rows;
    END IF;
END
$aludel$;

-- drop users.about
ALTER TABLE "users" DROP COLUMN "about";

-- downgrade

-- add users.about text, nullable
ALTER TABLE "users" ADD COLUMN "about" text;

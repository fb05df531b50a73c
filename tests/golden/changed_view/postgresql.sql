-- aludel revision --autogenerate -m "cancel orders" --rev-id b00000000002
-- upgrade

-- drop view open_orders
DROP VIEW "open_orders";

-- add orders.cancelled boolean, default false
ALTER TABLE "orders" ADD COLUMN "cancelled" boolean NOT NULL DEFAULT false;

-- create view open_orders
CREATE VIEW "open_orders" AS select id, total from orders where not paid and not cancelled;

-- downgrade

SET LOCAL row_security = off;

-- drop view open_orders
DROP VIEW "open_orders";

-- check what stands over orders.cancelled
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid LEFT JOIN pg_constraint AS c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid LEFT JOIN pg_class AS r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = '"orders"'::regclass AND a.attname = 'cancelled' AND d.deptype = 'a' AND (c.contype <> 'n' OR r.relkind = 'i' OR d.classid = 'pg_statistic_ext'::regclass) LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'orders.cancelled is to be dropped, and PostgreSQL would drop with it what no revision knows of; drop these first, or make them known: ' || aludel_rows;
    END IF;
END
$aludel$;

-- drop orders.cancelled
ALTER TABLE "orders" DROP COLUMN "cancelled";

-- create view open_orders
CREATE VIEW "open_orders" AS select id, total from orders where not paid;

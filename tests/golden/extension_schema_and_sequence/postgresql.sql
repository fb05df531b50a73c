-- aludel revision --autogenerate -m "number invoices" --rev-id a00000000001
-- upgrade

-- create sequence reports.invoice_numbers
DO $aludel$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'reports') THEN
        CREATE SCHEMA "reports";
    END IF;
END
$aludel$;

-- create sequence reports.invoice_numbers
CREATE SEQUENCE "reports"."invoice_numbers" START WITH 1000;

-- create extension citext
CREATE EXTENSION IF NOT EXISTS "citext";

-- create extension pg_trgm
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- create table invoices
CREATE TABLE "invoices" (
    "number" bigint NOT NULL DEFAULT (nextval('reports.invoice_numbers')),
    "email" text NOT NULL,
    CONSTRAINT "pk_invoices" PRIMARY KEY ("number")
);

-- downgrade

-- drop table invoices
DROP TABLE "invoices";

-- drop extension pg_trgm
DO $aludel$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_extension e JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e' JOIN pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p', 'm', 'f') WHERE e.extname = 'pg_trgm') THEN
        RAISE NOTICE '% stays: %', 'the extension pg_trgm', 'it has tables, whose rows would go with it';
    ELSE
        DROP EXTENSION IF EXISTS "pg_trgm";
    END IF;
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN
    RAISE NOTICE '% stays: %', 'the extension pg_trgm', SQLERRM;
END
$aludel$;

-- drop extension citext
DO $aludel$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_extension e JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e' JOIN pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p', 'm', 'f') WHERE e.extname = 'citext') THEN
        RAISE NOTICE '% stays: %', 'the extension citext', 'it has tables, whose rows would go with it';
    ELSE
        DROP EXTENSION IF EXISTS "citext";
    END IF;
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN
    RAISE NOTICE '% stays: %', 'the extension citext', SQLERRM;
END
$aludel$;

-- drop sequence reports.invoice_numbers
DROP SEQUENCE "reports"."invoice_numbers";

-- drop the database schema reports unless something is left in it
DO $aludel$
BEGIN
    DROP SCHEMA IF EXISTS "reports";
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN
    RAISE NOTICE '% stays: %', 'the schema reports', SQLERRM;
END
$aludel$;

-- aludel revision --autogenerate -m "go on in tens" --rev-id a00000000002
-- upgrade

-- alter sequence reports.invoice_numbers: no start, increment 10
ALTER SEQUENCE "reports"."invoice_numbers" INCREMENT BY 10 START WITH 1;

-- drop extension pg_trgm
DO $aludel$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_extension e JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e' JOIN pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p', 'm', 'f') WHERE e.extname = 'pg_trgm') THEN
        RAISE NOTICE '% stays: %', 'the extension pg_trgm', 'it has tables, whose rows would go with it';
    ELSE
        DROP EXTENSION IF EXISTS "pg_trgm";
    END IF;
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN
    RAISE NOTICE '% stays: %', 'the extension pg_trgm', SQLERRM;
END
$aludel$;

-- downgrade

-- create extension pg_trgm
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- alter sequence reports.invoice_numbers: start 1000, no increment
ALTER SEQUENCE "reports"."invoice_numbers" INCREMENT BY 1 START WITH 1000;

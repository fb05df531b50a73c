-- aludel revision --autogenerate -m "shorter" --rev-id b00000000002 --accept narrow:users.email
-- upgrade

SET LOCAL row_security = off;

-- alter users.email: type varchar(255) to varchar(100)
LOCK TABLE "users" IN ACCESS EXCLUSIVE MODE;

-- check the rows of users
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "users"."id", "users"."email" FROM "users" WHERE pg_catalog.char_length("email") > 100 LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'users.email becomes varchar(100), and these values do not fit in it; correct them first, or say in the alteration what they become (convert): ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter users.email: type varchar(255) to varchar(100)
ALTER TABLE "users" ALTER COLUMN "email" TYPE character varying(100) USING "email"::character varying(100);

-- downgrade

SET LOCAL row_security = off;

-- check that users.email has the type that is expected
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '"users"'::regclass AND attname = 'email' AND format_type(atttypid, atttypmod) NOT IN ('character varying(100)', 'character varying(255)') LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'users.email is character varying(100) for the revisions, and has another type here, whose values might be cut; make it that first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- alter users.email: type varchar(100) to varchar(255)
ALTER TABLE "users" ALTER COLUMN "email" TYPE character varying(255) USING "email"::character varying(255);

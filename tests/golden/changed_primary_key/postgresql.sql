-- aludel revision --autogenerate -m "number the seats of each hall" --rev-id b00000000002 --accept downgrade:unique:seats.pk_seats
-- upgrade

SET LOCAL row_security = off;

-- drop from seats primary key pk_seats (hall)
ALTER TABLE "seats" DROP CONSTRAINT "pk_seats";

-- check that seats (hall, number) is unique
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "seats"."hall", "seats"."number", count(*) FROM "seats" WHERE "seats"."hall" IS NOT NULL AND "seats"."number" IS NOT NULL GROUP BY "seats"."hall", "seats"."number" HAVING count(*) > 1 LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'seats (hall, number) is to be unique (pk_seats), and these values occur more than once; make them differ first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- add to seats primary key pk_seats (hall, number)
ALTER TABLE "seats" ADD CONSTRAINT "pk_seats" PRIMARY KEY ("hall", "number");

-- downgrade

SET LOCAL row_security = off;

-- drop from seats primary key pk_seats (hall, number)
ALTER TABLE "seats" DROP CONSTRAINT "pk_seats";

-- check that seats.hall is unique
DO $aludel$
DECLARE
    aludel_rows text;
BEGIN
    SELECT string_agg("aludel_row"::text, ', ') INTO aludel_rows FROM (
SELECT "seats"."hall", count(*) FROM "seats" WHERE "seats"."hall" IS NOT NULL GROUP BY "seats"."hall" HAVING count(*) > 1 LIMIT 10
) AS "aludel_row";
    IF aludel_rows IS NOT NULL THEN
        RAISE EXCEPTION USING MESSAGE = 'seats.hall is to be unique (pk_seats), and these values occur more than once; make them differ first: ' || aludel_rows;
    END IF;
END
$aludel$;

-- add to seats primary key pk_seats (hall)
ALTER TABLE "seats" ADD CONSTRAINT "pk_seats" PRIMARY KEY ("hall");

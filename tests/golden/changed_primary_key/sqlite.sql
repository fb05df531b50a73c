-- aludel revision --autogenerate -m "number the seats of each hall" --rev-id b00000000002 --accept downgrade:unique:seats.pk_seats
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- check that seats (hall, number) is unique
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "seats (hall, number) is to be unique (pk_seats), and these values occur more than once; make them differ first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "seats"."hall", "seats"."number", count(*) FROM "seats" WHERE "seats"."hall" IS NOT NULL AND "seats"."number" IS NOT NULL GROUP BY "seats"."hall", "seats"."number" HAVING count(*) > 1 LIMIT 10);
DROP TABLE "aludel_guard";

-- drop from seats primary key pk_seats (hall), add to seats primary key pk_seats (hall, number)
-- The table seats is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_seats" (
    "hall" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "pk_seats" PRIMARY KEY ("hall", "number")
);
INSERT INTO "aludel_new_seats" ("hall", "number")
SELECT "seats"."hall", "seats"."number"
FROM "seats";
DROP TABLE "seats";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_seats" RENAME TO "seats";
PRAGMA legacy_alter_table = OFF;

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- check that seats.hall is unique
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "seats.hall is to be unique (pk_seats), and these values occur more than once; make them differ first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "seats"."hall", count(*) FROM "seats" WHERE "seats"."hall" IS NOT NULL GROUP BY "seats"."hall" HAVING count(*) > 1 LIMIT 10);
DROP TABLE "aludel_guard";

-- drop from seats primary key pk_seats (hall, number), add to seats primary key pk_seats (hall)
-- The table seats is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_seats" (
    "hall" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "pk_seats" PRIMARY KEY ("hall")
);
INSERT INTO "aludel_new_seats" ("hall", "number")
SELECT "seats"."hall", "seats"."number"
FROM "seats";
DROP TABLE "seats";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_seats" RENAME TO "seats";
PRAGMA legacy_alter_table = OFF;

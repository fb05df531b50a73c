-- aludel revision --autogenerate -m "a cycle" --rev-id a00000000001
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- create table right_ones
CREATE TABLE "right_ones" (
    "id" INTEGER NOT NULL,
    "left_id" INTEGER,
    CONSTRAINT "pk_right_ones" PRIMARY KEY ("id")
);

-- create table left_ones
CREATE TABLE "left_ones" (
    "id" INTEGER NOT NULL,
    "right_id" INTEGER,
    CONSTRAINT "pk_left_ones" PRIMARY KEY ("id"),
    CONSTRAINT "fk_left_ones_right_id" FOREIGN KEY ("right_id") REFERENCES "right_ones" ("id")
);

-- add to right_ones foreign key fk_right_ones_left_id (left_id) to left_ones (id)
-- The table right_ones is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_right_ones" (
    "id" INTEGER NOT NULL,
    "left_id" INTEGER,
    CONSTRAINT "pk_right_ones" PRIMARY KEY ("id"),
    CONSTRAINT "fk_right_ones_left_id" FOREIGN KEY ("left_id") REFERENCES "left_ones" ("id")
);
INSERT INTO "aludel_new_right_ones" ("id", "left_id")
SELECT "right_ones"."id", "right_ones"."left_id"
FROM "right_ones";
DROP TABLE "right_ones";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_right_ones" RENAME TO "right_ones";
PRAGMA legacy_alter_table = OFF;

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop from right_ones foreign key fk_right_ones_left_id (left_id) to left_ones (id)
-- The table right_ones is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_right_ones" (
    "id" INTEGER NOT NULL,
    "left_id" INTEGER,
    CONSTRAINT "pk_right_ones" PRIMARY KEY ("id")
);
INSERT INTO "aludel_new_right_ones" ("id", "left_id")
SELECT "right_ones"."id", "right_ones"."left_id"
FROM "right_ones";
DROP TABLE "right_ones";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_right_ones" RENAME TO "right_ones";
PRAGMA legacy_alter_table = OFF;

-- drop table left_ones
DROP TABLE "left_ones";

-- drop table right_ones
DROP TABLE "right_ones";

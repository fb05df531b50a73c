-- aludel revision --autogenerate -m "jobs wait" --rev-id b00000000002
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- check the rows of jobs against ck_jobs_state_enum
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "jobs.state becomes enumeration(""progress""), and these values are none of its values; correct them first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "jobs"."id", "jobs"."state" FROM (SELECT "jobs"."id" AS "id", (CASE "jobs"."state" WHEN 'queued' THEN 'waiting' ELSE "jobs"."state" END) AS "state" FROM "jobs") AS "jobs" WHERE NOT ("state" IN ('done', 'waiting')) LIMIT 10);
DROP TABLE "aludel_guard";

-- rename the value progress.queued to waiting
-- The table jobs is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_jobs" (
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL CONSTRAINT "ck_jobs_state_enum" CHECK ("state" IN ('done', 'waiting')),
    CONSTRAINT "pk_jobs" PRIMARY KEY ("id")
);
INSERT INTO "aludel_new_jobs" ("id", "state")
SELECT "jobs"."id", (CASE "jobs"."state" WHEN 'queued' THEN 'waiting' ELSE "jobs"."state" END)
FROM "jobs";
DROP TABLE "jobs";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_jobs" RENAME TO "jobs";
PRAGMA legacy_alter_table = OFF;

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- check the rows of jobs against ck_jobs_state_enum
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "jobs.state becomes enumeration(""progress""), and these values are none of its values; correct them first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "jobs"."id", "jobs"."state" FROM (SELECT "jobs"."id" AS "id", (CASE "jobs"."state" WHEN 'waiting' THEN 'queued' ELSE "jobs"."state" END) AS "state" FROM "jobs") AS "jobs" WHERE NOT ("state" IN ('done', 'queued')) LIMIT 10);
DROP TABLE "aludel_guard";

-- rename the value progress.waiting to queued
-- The table jobs is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_jobs" (
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL CONSTRAINT "ck_jobs_state_enum" CHECK ("state" IN ('done', 'queued')),
    CONSTRAINT "pk_jobs" PRIMARY KEY ("id")
);
INSERT INTO "aludel_new_jobs" ("id", "state")
SELECT "jobs"."id", (CASE "jobs"."state" WHEN 'waiting' THEN 'queued' ELSE "jobs"."state" END)
FROM "jobs";
DROP TABLE "jobs";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_jobs" RENAME TO "jobs";
PRAGMA legacy_alter_table = OFF;

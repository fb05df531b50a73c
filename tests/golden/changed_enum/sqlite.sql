-- aludel revision --autogenerate -m "jobs run" --rev-id b00000000002 --accept downgrade:enum:state.running
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- check the rows of jobs against ck_jobs_state_enum
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "jobs.state becomes enumeration(""state""), and these values are none of its values; correct them first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "jobs"."id", "jobs"."state" FROM "jobs" WHERE NOT ("state" IN ('done', 'queued', 'running')) LIMIT 10);
DROP TABLE "aludel_guard";

-- alter enum state: add running
-- The table jobs is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_jobs" (
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL CONSTRAINT "ck_jobs_state_enum" CHECK ("state" IN ('done', 'queued', 'running')),
    CONSTRAINT "pk_jobs" PRIMARY KEY ("id")
);
INSERT INTO "aludel_new_jobs" ("id", "state")
SELECT "jobs"."id", "jobs"."state"
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
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "jobs.state becomes enumeration(""state""), and these values are none of its values; correct them first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "jobs"."id", "jobs"."state" FROM "jobs" WHERE NOT ("state" IN ('done', 'queued')) LIMIT 10);
DROP TABLE "aludel_guard";

-- alter enum state: remove running
-- The table jobs is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_jobs" (
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL CONSTRAINT "ck_jobs_state_enum" CHECK ("state" IN ('done', 'queued')),
    CONSTRAINT "pk_jobs" PRIMARY KEY ("id")
);
INSERT INTO "aludel_new_jobs" ("id", "state")
SELECT "jobs"."id", "jobs"."state"
FROM "jobs";
DROP TABLE "jobs";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_jobs" RENAME TO "jobs";
PRAGMA legacy_alter_table = OFF;

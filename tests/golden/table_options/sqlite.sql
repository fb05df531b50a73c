-- aludel revision --autogenerate -m "say what settings are" --rev-id b00000000002
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- alter table settings: comment, without rowid
-- The table settings is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_settings" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    CONSTRAINT "pk_settings" PRIMARY KEY ("name")
) WITHOUT ROWID;
INSERT INTO "aludel_new_settings" ("name", "value")
SELECT "settings"."name", "settings"."value"
FROM "settings";
DROP TABLE "settings";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_settings" RENAME TO "settings";
PRAGMA legacy_alter_table = OFF;

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- alter table settings: no comment, with rowid
-- The table settings is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_settings" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    CONSTRAINT "pk_settings" PRIMARY KEY ("name")
);
INSERT INTO "aludel_new_settings" ("name", "value")
SELECT "settings"."name", "settings"."value"
FROM "settings";
DROP TABLE "settings";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_settings" RENAME TO "settings";
PRAGMA legacy_alter_table = OFF;

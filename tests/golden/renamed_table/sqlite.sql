-- aludel revision --autogenerate -m "call users members" --rev-id b00000000002
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- rename table users to members
ALTER TABLE "users" RENAME TO "members";

-- rename constraint members.pk_users to pk_members, rename constraint members.uq_users_email to uq_members_email
-- The table members is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_members" (
    "id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "city" TEXT,
    CONSTRAINT "pk_members" PRIMARY KEY ("id"),
    CONSTRAINT "uq_members_email" UNIQUE ("email")
);
INSERT INTO "aludel_new_members" ("id", "email", "city")
SELECT "members"."id", "members"."email", "members"."city"
FROM "members";
DROP TABLE "members";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_members" RENAME TO "members";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_city" ON "members" ("city");

-- rename index members.ix_users_city to ix_members_city
DROP INDEX "ix_users_city";

-- rename index members.ix_users_city to ix_members_city
CREATE INDEX "ix_members_city" ON "members" ("city");

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- rename index members.ix_members_city to ix_users_city
DROP INDEX "ix_members_city";

-- rename index members.ix_members_city to ix_users_city
CREATE INDEX "ix_users_city" ON "members" ("city");

-- rename constraint members.uq_members_email to uq_users_email, rename constraint members.pk_members to pk_users
-- The table members is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_members" (
    "id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "city" TEXT,
    CONSTRAINT "pk_users" PRIMARY KEY ("id"),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);
INSERT INTO "aludel_new_members" ("id", "email", "city")
SELECT "members"."id", "members"."email", "members"."city"
FROM "members";
DROP TABLE "members";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_members" RENAME TO "members";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_city" ON "members" ("city");

-- rename table members to users
ALTER TABLE "members" RENAME TO "users";

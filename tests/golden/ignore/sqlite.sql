-- aludel revision --autogenerate -m "add teams" --rev-id b00000000002
-- upgrade

-- create table teams
CREATE TABLE "teams" (
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "pk_teams" PRIMARY KEY ("id")
);

-- create on teams index ix_teams_name (name)
CREATE INDEX "ix_teams_name" ON "teams" ("name");

-- add users.bio text, nullable
ALTER TABLE "users" ADD COLUMN "bio" TEXT;

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop users.bio
-- The table users is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_users" (
    "id" INTEGER NOT NULL,
    "email" VARCHAR(255) NOT NULL,
    "search_vector" TEXT,
    CONSTRAINT "pk_users" PRIMARY KEY ("id"),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);
INSERT INTO "aludel_new_users" ("id", "email", "search_vector")
SELECT "users"."id", "users"."email", "users"."search_vector"
FROM "users";
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "ix_users_search_vector" ON "users" ("search_vector");

-- drop index teams.ix_teams_name
DROP INDEX "ix_teams_name";

-- drop table teams
DROP TABLE "teams";

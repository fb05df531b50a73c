-- aludel revision --autogenerate -m "write the snapshot" --rev-id a00000000004
-- upgrade

-- create table users
CREATE TABLE "users" (
    "id" INTEGER NOT NULL,
    "email" VARCHAR(255) NOT NULL,
    "bio" TEXT,
    CONSTRAINT "pk_users" PRIMARY KEY ("id"),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop table users
DROP TABLE "users";

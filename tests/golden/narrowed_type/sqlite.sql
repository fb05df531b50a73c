-- aludel revision --autogenerate -m "shorter" --rev-id b00000000002 --accept narrow:users.email
-- upgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- check the rows of users
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "users.email becomes varchar(100), and these values do not fit in it; correct them first, or say in the alteration what they become (convert)" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "users"."id", "users"."email" FROM "users" WHERE length("users"."email") > 100 LIMIT 10);
DROP TABLE "aludel_guard";

-- check that users.email is unique
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "users.email is to be unique (uq_users_email), and these values occur more than once; make them differ first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "users"."email", count(*) FROM (SELECT "users"."id" AS "id", "users"."email" AS "email", "users"."about" AS "about" FROM "users") AS "users" WHERE "users"."email" IS NOT NULL GROUP BY "users"."email" HAVING count(*) > 1 LIMIT 10);
DROP TABLE "aludel_guard";

-- alter users.email: type varchar(255) to varchar(100)
-- The table users is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_users" (
    "id" INTEGER NOT NULL,
    "email" VARCHAR(100) NOT NULL,
    "about" TEXT,
    CONSTRAINT "pk_users" PRIMARY KEY ("id"),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);
INSERT INTO "aludel_new_users" ("id", "email", "about")
SELECT "users"."id", "users"."email", "users"."about"
FROM "users";
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- check that users.email is unique
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "users.email is to be unique (uq_users_email), and these values occur more than once; make them differ first" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT "users"."email", count(*) FROM (SELECT "users"."id" AS "id", "users"."email" AS "email", "users"."about" AS "about" FROM "users") AS "users" WHERE "users"."email" IS NOT NULL GROUP BY "users"."email" HAVING count(*) > 1 LIMIT 10);
DROP TABLE "aludel_guard";

-- alter users.email: type varchar(100) to varchar(255)
-- The table users is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_users" (
    "id" INTEGER NOT NULL,
    "email" VARCHAR(255) NOT NULL,
    "about" TEXT,
    CONSTRAINT "pk_users" PRIMARY KEY ("id"),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);
INSERT INTO "aludel_new_users" ("id", "email", "about")
SELECT "users"."id", "users"."email", "users"."about"
FROM "users";
DROP TABLE "users";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_users" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

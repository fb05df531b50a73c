-- aludel revision --autogenerate -m "create users and note their old names" --rev-id a00000000001
-- upgrade

-- create table name_changes
CREATE TABLE "name_changes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_name_changes" PRIMARY KEY AUTOINCREMENT,
    "user_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL
);

-- create table users
CREATE TABLE "users" (
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "pk_users" PRIMARY KEY ("id")
);

-- create trigger keep_name_changes
CREATE TRIGGER keep_name_changes BEFORE DELETE ON name_changes BEGIN SELECT RAISE(ABORT, 'what was changed is "kept"'); END;

-- create trigger note_name_changes
CREATE TRIGGER note_name_changes AFTER UPDATE OF name ON users
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (old.id, old.name);
END;

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop trigger note_name_changes
DROP TRIGGER note_name_changes;

-- drop trigger keep_name_changes
DROP TRIGGER keep_name_changes;

-- drop table users
DROP TABLE "users";

-- drop table name_changes
DROP TABLE "name_changes";

-- aludel revision --autogenerate -m "note no name twice" --rev-id a00000000002
-- upgrade

-- drop trigger note_name_changes
DROP TRIGGER note_name_changes;

-- create trigger note_name_changes
CREATE TRIGGER note_name_changes AFTER UPDATE OF name ON users
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (old.id, old.name);
    DELETE FROM name_changes WHERE user_id = old.id AND name = new.name;
END;

-- downgrade

-- drop trigger note_name_changes
DROP TRIGGER note_name_changes;

-- create trigger note_name_changes
CREATE TRIGGER note_name_changes AFTER UPDATE OF name ON users
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (old.id, old.name);
END;

-- aludel revision --autogenerate -m "note no names" --rev-id a00000000003
-- upgrade

-- drop trigger note_name_changes
DROP TRIGGER note_name_changes;

-- downgrade

-- create trigger note_name_changes
CREATE TRIGGER note_name_changes AFTER UPDATE OF name ON users
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (old.id, old.name);
    DELETE FROM name_changes WHERE user_id = old.id AND name = new.name;
END;

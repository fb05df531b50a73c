-- aludel revision --autogenerate -m "a cycle" --rev-id a00000000001
-- upgrade

-- create table right_ones
CREATE TABLE "right_ones" (
    "id" bigint NOT NULL,
    "left_id" bigint,
    CONSTRAINT "pk_right_ones" PRIMARY KEY ("id")
);

-- create table left_ones
CREATE TABLE "left_ones" (
    "id" bigint NOT NULL,
    "right_id" bigint,
    CONSTRAINT "pk_left_ones" PRIMARY KEY ("id"),
    CONSTRAINT "fk_left_ones_right_id" FOREIGN KEY ("right_id") REFERENCES "right_ones" ("id")
);

-- add to right_ones foreign key fk_right_ones_left_id (left_id) to left_ones (id)
ALTER TABLE "right_ones" ADD CONSTRAINT "fk_right_ones_left_id" FOREIGN KEY ("left_id") REFERENCES "left_ones" ("id");

-- downgrade

-- drop from right_ones foreign key fk_right_ones_left_id (left_id) to left_ones (id)
ALTER TABLE "right_ones" DROP CONSTRAINT "fk_right_ones_left_id";

-- drop table left_ones
DROP TABLE "left_ones";

-- drop table right_ones
DROP TABLE "right_ones";

-- aludel revision --autogenerate -m "write the snapshot" --rev-id a00000000004
-- upgrade

-- create table users
CREATE TABLE "users" (
    "id" bigint NOT NULL,
    "email" character varying(255) NOT NULL,
    "bio" text,
    CONSTRAINT "pk_users" PRIMARY KEY ("id"),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);

-- downgrade

-- drop table users
DROP TABLE "users";

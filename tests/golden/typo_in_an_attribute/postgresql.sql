-- aludel revision --autogenerate -m "users" --rev-id a00000000001 --fix
-- upgrade

-- create table users
CREATE TABLE "users" (
    "id" bigint NOT NULL,
    "email" character varying(255) NOT NULL,
    "about" text,
    CONSTRAINT "pk_users" PRIMARY KEY ("id"),
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);

-- downgrade

-- drop table users
DROP TABLE "users";

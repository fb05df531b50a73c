-- aludel revision --autogenerate -m "call users members" --rev-id b00000000002
-- upgrade

-- rename table users to members
ALTER TABLE "users" RENAME TO "members";

-- rename constraint members.pk_users to pk_members
ALTER TABLE "members" RENAME CONSTRAINT "pk_users" TO "pk_members";

-- rename constraint members.uq_users_email to uq_members_email
ALTER TABLE "members" RENAME CONSTRAINT "uq_users_email" TO "uq_members_email";

-- rename index members.ix_users_city to ix_members_city
ALTER INDEX "ix_users_city" RENAME TO "ix_members_city";

-- downgrade

-- rename index members.ix_members_city to ix_users_city
ALTER INDEX "ix_members_city" RENAME TO "ix_users_city";

-- rename constraint members.uq_members_email to uq_users_email
ALTER TABLE "members" RENAME CONSTRAINT "uq_members_email" TO "uq_users_email";

-- rename constraint members.pk_members to pk_users
ALTER TABLE "members" RENAME CONSTRAINT "pk_members" TO "pk_users";

-- rename table members to users
ALTER TABLE "members" RENAME TO "users";

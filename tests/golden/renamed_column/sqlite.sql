-- aludel revision --autogenerate -m "rename users.about to bio" --rev-id b00000000002
-- upgrade

-- rename users.about to bio
ALTER TABLE "users" RENAME COLUMN "about" TO "bio";

-- downgrade

-- rename users.bio to about
ALTER TABLE "users" RENAME COLUMN "bio" TO "about";

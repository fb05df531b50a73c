-- aludel revision --autogenerate -m "x and y the right way round" --rev-id b00000000002
-- upgrade

-- rename points.x to x_renamed
ALTER TABLE "points" RENAME COLUMN "x" TO "x_renamed";

-- rename points.y to x
ALTER TABLE "points" RENAME COLUMN "y" TO "x";

-- rename points.x_renamed to y
ALTER TABLE "points" RENAME COLUMN "x_renamed" TO "y";

-- downgrade

-- rename points.y to x_renamed
ALTER TABLE "points" RENAME COLUMN "y" TO "x_renamed";

-- rename points.x to y
ALTER TABLE "points" RENAME COLUMN "x" TO "y";

-- rename points.x_renamed to x
ALTER TABLE "points" RENAME COLUMN "x_renamed" TO "x";

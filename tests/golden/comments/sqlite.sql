-- aludel revision --autogenerate -m "say what things are for" --rev-id b00000000002
-- upgrade

-- rename index books.ix_books_shelf to ix_books_by_place
DROP INDEX "ix_books_shelf";

-- rename index books.ix_books_shelf to ix_books_by_place
CREATE INDEX "ix_books_by_place" ON "books" ("place", "row");

-- downgrade

-- rename index books.ix_books_by_place to ix_books_shelf
DROP INDEX "ix_books_by_place";

-- rename index books.ix_books_by_place to ix_books_shelf
CREATE INDEX "ix_books_shelf" ON "books" ("place", "row");

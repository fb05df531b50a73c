-- aludel revision --autogenerate -m "find books by place" --rev-id b00000000002
-- upgrade

-- drop index books.ix_books_shelf
DROP INDEX "ix_books_shelf";

-- rename index books.ix_books_title to ix_books_by_title
DROP INDEX "ix_books_title";

-- rename index books.ix_books_title to ix_books_by_title
CREATE INDEX "ix_books_by_title" ON "books" ("title");

-- create on books index ix_books_shelf (place, row)
CREATE INDEX "ix_books_shelf" ON "books" ("place", "row");

-- downgrade

-- drop index books.ix_books_shelf
DROP INDEX "ix_books_shelf";

-- rename index books.ix_books_by_title to ix_books_title
DROP INDEX "ix_books_by_title";

-- rename index books.ix_books_by_title to ix_books_title
CREATE INDEX "ix_books_title" ON "books" ("title");

-- create on books index ix_books_shelf (row, place)
CREATE INDEX "ix_books_shelf" ON "books" ("row", "place");

-- aludel revision --autogenerate -m "say what things are for" --rev-id b00000000002
-- upgrade

-- alter enum state: comment
COMMENT ON TYPE "state" IS 'Where a book is.';

-- rename index books.ix_books_shelf to ix_books_by_place
ALTER INDEX "ix_books_shelf" RENAME TO "ix_books_by_place";

-- alter constraint books.pk_books: comment
COMMENT ON CONSTRAINT "pk_books" ON "books" IS 'Printed on the back.';

-- alter constraint books.uq_books_title: comment
COMMENT ON CONSTRAINT "uq_books_title" ON "books" IS 'A second copy is a book of its own.';

-- alter constraint books.ck_books_place: comment
COMMENT ON CONSTRAINT "ck_books_place" ON "books" IS '0 is the floor.';

-- alter index books.ix_books_by_place: comment
COMMENT ON INDEX "ix_books_by_place" IS 'The librarian''s way through the shelves.';

-- alter view lent_books: comment
COMMENT ON VIEW "lent_books" IS 'For the reminders.';

-- downgrade

-- alter view lent_books: no comment
COMMENT ON VIEW "lent_books" IS NULL;

-- alter index books.ix_books_by_place: no comment
COMMENT ON INDEX "ix_books_by_place" IS NULL;

-- alter constraint books.ck_books_place: no comment
COMMENT ON CONSTRAINT "ck_books_place" ON "books" IS NULL;

-- alter constraint books.uq_books_title: no comment
COMMENT ON CONSTRAINT "uq_books_title" ON "books" IS NULL;

-- alter constraint books.pk_books: no comment
COMMENT ON CONSTRAINT "pk_books" ON "books" IS NULL;

-- rename index books.ix_books_by_place to ix_books_shelf
ALTER INDEX "ix_books_by_place" RENAME TO "ix_books_shelf";

-- alter enum state: no comment
COMMENT ON TYPE "state" IS NULL;

#include <doctest/doctest.h>

#include "samples.h"
#include "text.h"

using namespace aludel;
using namespace aludel::tests;

TEST_CASE("a unique constraint asks for duplicates") {
    CHECK(rendered(library(), {change(AddConstraint{"books", Unique{.name = "uq_books_title", .columns = {"author_id", "title"}}})}) ==
          R"sql(
GUARD SELECT "books"."author_id", "books"."title", count(*) FROM "books" WHERE "books"."author_id" IS NOT NULL AND "books"."title" IS NOT NULL GROUP BY "books"."author_id", "books"."title" HAVING count(*) > 1 LIMIT 10
   -- books (author_id, title) is to be unique (uq_books_title), and these values occur more than once; make them differ first
ALTER TABLE "books" ADD CONSTRAINT "uq_books_title" UNIQUE ("author_id", "title")
)sql");
}

TEST_CASE("a unique constraint with all that PostgreSQL knows") {
    CHECK(rendered(library(), {change(AddConstraint{"books", Unique{.name = "uq_books_pages",
                                                                    .columns = {"pages"},
                                                                    .include = {"title"},
                                                                    .nulls_not_distinct = true,
                                                                    .deferrability = Deferrability::initially_deferred}})}) == R"sql(
GUARD SELECT "books"."pages", count(*) FROM "books" GROUP BY "books"."pages" HAVING count(*) > 1 LIMIT 10
   -- books.pages is to be unique (uq_books_pages), and these values occur more than once; make them differ first
ALTER TABLE "books" ADD CONSTRAINT "uq_books_pages" UNIQUE NULLS NOT DISTINCT ("pages") INCLUDE ("title") DEFERRABLE INITIALLY DEFERRED
)sql");
}

TEST_CASE("a primary key over a nullable column") {
    CHECK(rendered(library(), {change(DropConstraint{"books", named_constraint("pk_books")}),
                               change(AddConstraint{"books", PrimaryKey{"pk_books", {"pages"}}})}) == R"sql(
ALTER TABLE "books" DROP CONSTRAINT "pk_books"
GUARD SELECT * FROM "books" WHERE "pages" IS NULL LIMIT 10
   -- books.pages is to be NOT NULL, and these rows have no value for it; give it one first
GUARD SELECT "books"."pages", count(*) FROM "books" WHERE "books"."pages" IS NOT NULL GROUP BY "books"."pages" HAVING count(*) > 1 LIMIT 10
   -- books.pages is to be unique (pk_books), and these values occur more than once; make them differ first
ALTER TABLE "books" ADD CONSTRAINT "pk_books" PRIMARY KEY ("pages")
)sql");
}

TEST_CASE("a check asks for rows that break it") {
    CHECK(rendered(library(), {change(AddConstraint{
                                  "books", Check{.name = "ck_books_title", .expression = sql("title <> ''"), .not_valid = false}})}) ==
          R"sql(
GUARD SELECT "books"."id", "books"."title" FROM "books" WHERE NOT (title <> '') LIMIT 10
   -- title <> '' is to hold for every row of books (ck_books_title), and it does not for these; correct them first
ALTER TABLE "books" ADD CONSTRAINT "ck_books_title" CHECK (title <> '')
)sql");
}

TEST_CASE("a check that is not valid asks nothing") {
    CHECK(rendered(library(), {change(AddConstraint{
                                  "books", Check{.name = "ck_books_title", .expression = sql("title <> ''"), .not_valid = true}})}) ==
          R"sql(
ALTER TABLE "books" ADD CONSTRAINT "ck_books_title" CHECK (title <> '') NOT VALID
)sql");
}

TEST_CASE("a check of another database is none") {
    CHECK(
        rendered(library(),
                 {change(AddConstraint{"books", Check{.name = "ck", .expression = Expression{"", {{"sqlite", "1"}}}, .not_valid = false}}),
                  change(RenameConstraint{"books", "ck", "ck2"}), change(DropConstraint{"books", named_constraint("ck2")})}) == R"sql(
)sql");
}

TEST_CASE("a foreign key asks for orphans") {
    CHECK(rendered(library(),
                   {change(AddConstraint{"books", foreign_key("fk_books_pages", {"pages"}, "users", {"id"}, Action::set_null)})}) == R"sql(
GUARD SELECT "books"."id", "books"."pages" FROM "books" WHERE "books"."pages" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" AS "aludel_parent" WHERE "aludel_parent"."id" = "books"."pages") LIMIT 10
   -- books.pages is to refer to users.id (fk_books_pages), and these rows refer to no row there; correct or remove them first
ALTER TABLE "books" ADD CONSTRAINT "fk_books_pages" FOREIGN KEY ("pages") REFERENCES "users" ("id") ON DELETE SET NULL
)sql");
}

TEST_CASE("a foreign key with all that PostgreSQL knows") {
    CHECK(rendered(library(), {change([] {
                       ForeignKey k = foreign_key("fk_books_self", {"id"}, "books", {"id"}, Action::set_default);
                       k.on_update = Action::restrict;
                       k.deferrability = Deferrability::deferrable;
                       k.not_valid = true;
                       return AddConstraint{"books", k};
                   }())}) == R"sql(
ALTER TABLE "books" ADD CONSTRAINT "fk_books_self" FOREIGN KEY ("id") REFERENCES "books" ("id") ON DELETE SET DEFAULT ON UPDATE RESTRICT DEFERRABLE NOT VALID
)sql");
}

TEST_CASE("a constraint is renamed and dropped") {
    CHECK(rendered(library(), {change(RenameConstraint{"books", "ck_books_pages", "ck_books_has_pages"}),
                               change(DropConstraint{"books", named_constraint("ck_books_has_pages")})}) == R"sql(
ALTER TABLE "books" RENAME CONSTRAINT "ck_books_pages" TO "ck_books_has_pages"
ALTER TABLE "books" DROP CONSTRAINT "ck_books_has_pages"
)sql");
}

TEST_CASE("an index is created, renamed and dropped") {
    CHECK(rendered(library(), {change(CreateIndex{"books", index("ix_books_genre_pages", {"genre", "pages"})}),
                               change(RenameIndex{"books", "ix_books_genre_pages", "ix_b"}),
                               change(DropIndex{"books", named_index("ix_b")})}) == R"sql(
CREATE INDEX "ix_books_genre_pages" ON "books" ("genre", "pages")
ALTER INDEX "ix_books_genre_pages" RENAME TO "ix_b"
DROP INDEX "ix_b"
)sql");
}

TEST_CASE("a unique index asks for duplicates") {
    CHECK(rendered(library(), {change([] {
                       Index i = index("ix_books_pages", {"pages"});
                       i.unique = true;
                       i.where = sql("pages > 5");
                       return CreateIndex{"books", i};
                   }())}) == R"sql(
GUARD SELECT "books"."pages", count(*) FROM "books" WHERE "books"."pages" IS NOT NULL AND (pages > 5) GROUP BY "books"."pages" HAVING count(*) > 1 LIMIT 10
   -- the index ix_books_pages on books is to be unique, and these values occur more than once; make them differ first
CREATE UNIQUE INDEX "ix_books_pages" ON "books" ("pages") WHERE pages > 5
)sql");
}

TEST_CASE("an index with all that PostgreSQL knows") {
    CHECK(rendered(library(), {change(CreateIndex{"books", rich_index()})}) == R"sql(
CREATE INDEX "ix_rich" ON "books" USING "gist" ("title" COLLATE "C" gist_trgm_ops(siglen = 32), "genre" DESC NULLS LAST, (lower(title))) INCLUDE ("pages") NULLS NOT DISTINCT WHERE pages > 5
)sql");
}

TEST_CASE("an index of another database is none") {
    CHECK(rendered(library(), {change([] {
                                   Index i = index("ix", {"pages"});
                                   i.only = {"sqlite"};
                                   return CreateIndex{"books", i};
                               }()),
                               change(RenameIndex{"books", "ix", "ix2"}), change(DropIndex{"books", named_index("ix2")})}) == R"sql(
)sql");
}

TEST_CASE("indexes of a table in a database schema are there too") {
    CHECK(rendered(one(in_schema("a")),
                   {change(CreateIndex{{"shop", "a"}, index("ix_a", {"id"})}), change(RenameIndex{{"shop", "a"}, "ix_a", "ix_b"}),
                    change(DropIndex{{"shop", "a"}, named_index("ix_b")})}) == R"sql(
CREATE INDEX "ix_a" ON "shop"."a" ("id")
ALTER INDEX "shop"."ix_a" RENAME TO "ix_b"
DROP INDEX "shop"."ix_b"
)sql");
}

TEST_CASE("views are created and dropped") {
    CHECK(rendered(library(), {change(CreateView{View{"titles", sql("SELECT title FROM books"), false}}),
                               change(CreateView{View{{"shop", "kept"}, sql("SELECT 1"), true}}),
                               change(DropView{View{"titles", {}, false}}), change(DropView{View{{"shop", "kept"}, {}, false}})}) == R"sql(
CREATE VIEW "titles" AS SELECT title FROM books
DO $aludel$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'shop') THEN
        CREATE SCHEMA "shop";
    END IF;
END
$aludel$
CREATE MATERIALIZED VIEW "shop"."kept" AS SELECT 1
DROP VIEW "titles"
DROP MATERIALIZED VIEW "shop"."kept"
DO $aludel$
BEGIN
    DROP SCHEMA IF EXISTS "shop";
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN
    RAISE NOTICE '% stays: %', 'the schema shop', SQLERRM;
END
$aludel$
)sql");
}

TEST_CASE("a view of another database is none") {
    CHECK(rendered(library(), {change(CreateView{View{"titles", Expression{"", {{"sqlite", "SELECT 1"}}}, false}}),
                               change(DropView{View{"titles", {}, false}})}) == R"sql(
)sql");
}

TEST_CASE("sequences") {
    CHECK(rendered(
              {},
              {change(CreateSequence{Sequence{.name = "tickets", .start = 5, .increment = 2, .minimum = 1, .maximum = 99, .cycle = true}}),
               change(CreateSequence{Sequence{.name = "plain"}}), change(DropSequence{Sequence{.name = "tickets"}})}) == R"sql(
CREATE SEQUENCE "tickets" INCREMENT BY 2 MAXVALUE 99 START WITH 5 CYCLE
CREATE SEQUENCE "plain"
DROP SEQUENCE "tickets"
)sql");
}

TEST_CASE("a sequence is altered in what differs, and stays where it has come to") {
    const Sequence before{.name = "tickets", .start = 1000};
    const Sequence after{.name = "tickets", .increment = -1, .maximum = 5000, .cycle = true};
    const Sequence elsewhere{.name = "tickets", .only = {"mysql"}};
    CHECK(rendered({.sequences = {before}}, {change(AlterSequence{before, after}), change(AlterSequence{after, before}),
                                             change(AlterSequence{before, elsewhere}), change(AlterSequence{elsewhere, before})}) == R"sql(
ALTER SEQUENCE "tickets" INCREMENT BY -1 NO MINVALUE MAXVALUE 5000 START WITH 5000 CYCLE
ALTER SEQUENCE "tickets" INCREMENT BY 1 NO MINVALUE NO MAXVALUE START WITH 1000 NO CYCLE
DROP SEQUENCE "tickets"
CREATE SEQUENCE "tickets" START WITH 1000
)sql");
}

TEST_CASE("extensions and schemas are made of their names, and go unless somebody needs them") {
    const Opaque extension{.name = "uuid-ossp", .kind = "extension", .only = {"postgresql"}};
    const Opaque schema{.name = "it's $aludel$", .kind = "schema"};
    CHECK(rendered({}, {change(CreateOpaque{extension}), change(CreateOpaque{schema}), change(DropOpaque{schema}),
                        change(DropOpaque{extension})}) == R"sql(
CREATE EXTENSION IF NOT EXISTS "uuid-ossp"
DO $aludel1$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'it''s $aludel$') THEN
        CREATE SCHEMA "it's $aludel$";
    END IF;
END
$aludel1$
DO $aludel$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_extension e JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e' JOIN pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p', 'm', 'f') WHERE e.extname = 'uuid-ossp') THEN
        RAISE NOTICE '% stays: %', 'the extension uuid-ossp', 'it has tables, whose rows would go with it';
    ELSE
        DROP EXTENSION IF EXISTS "uuid-ossp";
    END IF;
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN
    RAISE NOTICE '% stays: %', 'the extension uuid-ossp', SQLERRM;
END
$aludel$
DO $aludel1$
BEGIN
    DROP SCHEMA IF EXISTS "it's $aludel$";
EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN
    RAISE NOTICE '% stays: %', 'the schema it''s $aludel$', SQLERRM;
END
$aludel1$
)sql");
}

TEST_CASE("a schema stays while something of the revisions is in it, and public is nobody's to make") {
    const View view{{"shop", "v"}, sql("SELECT 1"), false};
    const View other{{"shop", "w"}, sql("SELECT 1"), false};
    const View plain{{"public", "v"}, sql("SELECT 1"), false};
    CHECK(rendered({.views = {view}, .opaque = {{.name = "shop", .kind = "schema"}}},
                   {change(DropView{view}), change(CreateView{plain}), change(DropView{plain})}) == R"sql(
DROP VIEW "shop"."v"
CREATE VIEW "public"."v" AS SELECT 1
DROP VIEW "public"."v"
)sql");
    CHECK(rendered({.views = {view}}, {change(DropView{view}), change(CreateView{other})}) == R"sql(
DROP VIEW "shop"."v"
CREATE VIEW "shop"."w" AS SELECT 1
)sql");
}

TEST_CASE("an opaque object is carried as it is") {
    CHECK(rendered(
              library(),
              {change(CreateOpaque{Opaque{"touch", "function",
                                          sql("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.pages := 1; RETURN "
                                              "NEW; END $$; CREATE TRIGGER t BEFORE INSERT ON books FOR EACH ROW EXECUTE FUNCTION touch()"),
                                          sql("DROP TRIGGER t ON books; DROP FUNCTION touch()")}}),
               change(DropOpaque{Opaque{"touch", "", {}, {}}})}) == R"sql(
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.pages := 1; RETURN NEW; END $$
CREATE TRIGGER t BEFORE INSERT ON books FOR EACH ROW EXECUTE FUNCTION touch()
DROP TRIGGER t ON books
DROP FUNCTION touch()
)sql");
}

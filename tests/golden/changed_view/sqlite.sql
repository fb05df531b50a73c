-- aludel revision --autogenerate -m "cancel orders" --rev-id b00000000002
-- upgrade

-- drop view open_orders
DROP VIEW "open_orders";

-- add orders.cancelled boolean, default false
ALTER TABLE "orders" ADD COLUMN "cancelled" INTEGER NOT NULL DEFAULT 0 CONSTRAINT "ck_orders_cancelled_boolean" CHECK ("cancelled" IN (0, 1));

-- create view open_orders
CREATE VIEW "open_orders" AS select id, total from orders where not paid and not cancelled;

-- downgrade

-- Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must return nothing.
CREATE TEMPORARY TABLE "aludel_guard" ("rows" INTEGER CONSTRAINT "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN" CHECK ("rows" = 0));
INSERT INTO "aludel_guard" SELECT count(*) FROM (SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1);
DROP TABLE "aludel_guard";

-- drop view open_orders
DROP VIEW "open_orders";

-- drop orders.cancelled
-- The table orders is made anew from what the revisions know of it. Triggers on it, and whatever else somebody added by hand, are not carried over here; the application's own upgrade does that.
CREATE TABLE "aludel_new_orders" (
    "id" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "paid" INTEGER NOT NULL CONSTRAINT "ck_orders_paid_boolean" CHECK ("paid" IN (0, 1)),
    CONSTRAINT "pk_orders" PRIMARY KEY ("id")
);
INSERT INTO "aludel_new_orders" ("id", "total", "paid")
SELECT "orders"."id", "orders"."total", "orders"."paid"
FROM "orders";
DROP TABLE "orders";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "aludel_new_orders" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;

-- create view open_orders
CREATE VIEW "open_orders" AS select id, total from orders where not paid;

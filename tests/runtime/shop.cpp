#include "shop.h"

#include <string_view>

#include <aludel/connection.h>

namespace aludel::tests {

using namespace aludel::types;

namespace {

std::string_view view(const str& text) {
    return {text.data, text.size};
}

}  // namespace

Chain::Chain(std::initializer_list<const revision*> revisions) {
    for (const revision* one : revisions) {
        const auto first = static_cast<unsigned>(parents_.size());
        for (const str& parent : one->parents) {
            for (unsigned i = 0; i < links_.size(); ++i) {
                if (view(links_[i].revision->id) == view(parent)) parents_.push_back(i);
            }
        }
        links_.push_back({one, first, static_cast<unsigned>(parents_.size()) - first});
    }
    chain_ = {"shop", links_.data(), static_cast<unsigned>(links_.size()), parents_.data(), &shop_drivers()};
}

int greetings = 0;

namespace {

void greet(connection& database) {
    ++greetings;
    for (const Row& row : database.query("SELECT id, name FROM customers ORDER BY id")) {
        const std::string greeting = "Dear " + std::get<std::string>(row.at(1));
        database.execute("UPDATE customers SET greeting = $1 WHERE id = $2", {greeting, row.at(0)});
    }
}

void tables_up(operations& op) {
    op.create_table({
        .name = "customers",
        .columns =
            {
                {.name = "id", .type = bigint, .identity = by_default},
                {.name = "name", .type = varchar(40)},
                {.name = "note", .type = text, .nullable = true},
                {.name = "is_active", .type = boolean, .default_value = true},
            },
        .primary_key = {.name = "pk_customers", .columns = {"id"}},
    });
    op.create_table({
        .name = "orders",
        .columns =
            {
                {.name = "id", .type = bigint},
                {.name = "customer_id", .type = bigint},
                {.name = "amount", .type = text, .default_value = "0"},
            },
        .primary_key = {.name = "pk_orders", .columns = {"id"}},
        .foreign_keys = {{.name = "fk_orders_customer_id",
                          .columns = {"customer_id"},
                          .references = "customers",
                          .referred_columns = {"id"},
                          .on_delete = cascade}},
        // Of any type, since the amount becomes a number: PostgreSQL keeps the check and asks it of the new type.
        .checks = {{.name = "ck_orders_amount", .condition = {"amount <> ''", {{"postgresql", "amount IS NOT NULL"}}}}},
    });
    op.create_view({.name = "customer_totals", .query = {"SELECT customer_id, count(*) AS orders FROM orders GROUP BY customer_id"}});
}
void tables_down(operations& op) {
    op.drop_view("customer_totals");
    op.drop_table("orders");
    op.drop_table("customers");
}

void email_up(operations& op) {
    op.add_column("customers", {.name = "email", .type = varchar(255), .nullable = true});
    op.create_index("customers", {.name = "ix_customers_email", .keys = {{.column = "email"}}});
    op.add_column("customers", {.name = "greeting", .type = text, .nullable = true});
}
void email_down(operations& op) {
    op.drop_column("customers", "greeting");
    op.drop_index("customers", "ix_customers_email");
    op.drop_column("customers", "email");
}

void amounts_up(operations& op) {
    op.alter_column("orders", "amount", {.type = bigint, .default_value = 0, .convert = {"CAST(amount AS INTEGER)"}});
    op.alter_column("customers", "note", {.nullable = false, .default_value = "", .fill = {"'none'"}});
    op.create_unique_constraint("customers", {.name = "uq_customers_name", .columns = {"name"}});
}
void amounts_down(operations& op) {
    op.drop_constraint("customers", "uq_customers_name");
    op.alter_column("customers", "note", {.nullable = true, .default_value = no_default});
    op.alter_column("orders", "amount", {.type = text, .default_value = "0"});
}

void greeting_up(operations& op) {
    op.run("greet customers", 1, greet);
}
void greeting_down(operations& op) {
    op.execute("UPDATE customers SET greeting = NULL");
}

void rename_up(operations& op) {
    op.rename_column("customers", "note", "remark");
    op.drop_index("customers", "ix_customers_email");
    op.drop_column("customers", "email");
}
void rename_down(operations& op) {
    op.add_column("customers", {.name = "email", .type = varchar(255), .nullable = true});
    op.create_index("customers", {.name = "ix_customers_email", .keys = {{.column = "email"}}});
    op.rename_column("customers", "remark", "note");
}

}  // namespace

constinit const revision shop_tables = {
    .id = "a0a0a0000001", .message = "create customers and orders", .api = 1, .upgrade = tables_up, .downgrade = tables_down};
constinit const revision shop_email = {.id = "a0a0a0000002",
                                       .parents = {"a0a0a0000001"},
                                       .message = "add email to customers",
                                       .api = 1,
                                       .upgrade = email_up,
                                       .downgrade = email_down};
constinit const revision shop_amounts = {.id = "a0a0a0000003",
                                         .parents = {"a0a0a0000002"},
                                         .message = "make amounts numbers",
                                         .api = 1,
                                         .upgrade = amounts_up,
                                         .downgrade = amounts_down};
constinit const revision shop_greeting = {.id = "a0a0a0000004",
                                          .parents = {"a0a0a0000003"},
                                          .message = "greet customers",
                                          .api = 1,
                                          .upgrade = greeting_up,
                                          .downgrade = greeting_down};
constinit const revision shop_rename = {.id = "a0a0a0000005",
                                        .parents = {"a0a0a0000004"},
                                        .message = "rename note to remark",
                                        .api = 1,
                                        .upgrade = rename_up,
                                        .downgrade = rename_down};

const Chain& shop() {
    static const Chain chain{&shop_tables, &shop_email, &shop_amounts, &shop_greeting, &shop_rename};
    return chain;
}

const char* const shop_rows = R"(
INSERT INTO customers (id, name, note, is_active, email) VALUES (1, 'Ada', NULL, TRUE, 'ada@example.org'), (2, 'Grace', 'admiral', FALSE, NULL), (7, 'Barbara', '', TRUE, NULL);
INSERT INTO orders (id, customer_id, amount) VALUES (10, 1, '5'), (11, 1, '007'), (12, 2, '12');
DELETE FROM customers WHERE id = 7;
)";

}  // namespace aludel::tests

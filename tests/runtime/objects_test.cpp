// What is no table, on each engine: up and down, with rows.
#include <doctest/doctest.h>

#include <aludel/runtime/executor.h>

#include "live_database.h"
#include "message_of.h"
#include "shop.h"

using namespace aludel;
using namespace aludel::runtime;
using namespace aludel::tests;
using namespace aludel::types;

namespace {

using Texts = std::vector<std::string>;

std::string problems(const std::string& url, const chain& chain) {
    std::string lines;
    for (const std::string& problem : runtime::check(url, chain).problems) lines += problem + "\n";
    return lines;
}

void users_up(operations& op) {
    op.create_table({.name = "users",
                     .columns = {{.name = "id", .type = bigint}, {.name = "name", .type = varchar(40)}, {.name = "age", .type = text}},
                     .primary_key = {.name = "pk_users", .columns = {"id"}}});
    op.create_table({.name = "name_changes",
                     .columns = {{.name = "user_id", .type = bigint}, {.name = "name", .type = text}, {.name = "number", .type = bigint}}});
    op.create_opaque({.name = "note_names",
                      .kind = "trigger",
                      .create = {.dialects = {{"postgresql", R"sql(-- What is written in $$ ... $$ has semicolons; of its own.
CREATE FUNCTION note_names() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before bigint;
BEGIN
    SELECT count(*) INTO before FROM name_changes; -- 'not the end;'
    INSERT INTO name_changes (user_id, name, number) VALUES (OLD.id, OLD.name, before);
    RETURN NEW;
END
$$;
CREATE TRIGGER note_names BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE FUNCTION note_names();
)sql"},
                                              {"sqlite", R"sql(CREATE TRIGGER IF NOT EXISTS note_names AFTER UPDATE OF name ON users
BEGIN
    INSERT INTO name_changes (user_id, name, number) VALUES (old.id, old.name, -1);
    UPDATE name_changes SET number = (SELECT count(*) - 1 FROM name_changes) WHERE number = -1; -- 'not; the end'
END;
CREATE TRIGGER keep_notes BEFORE DELETE ON name_changes BEGIN SELECT RAISE(ABORT, 'kept; for ever'); END;
)sql"}}},
                      .drop = {.dialects = {{"postgresql", "DROP TRIGGER note_names ON users; DROP FUNCTION note_names()"},
                                            {"sqlite", "DROP TRIGGER note_names; DROP TRIGGER keep_notes;"}}}});
}
void users_down(operations& op) {
    op.drop_opaque("note_names");
    op.drop_table("name_changes");
    op.drop_table("users");
}

// On SQLite the table is made anew with its rows, and the trigger has to come along.
void age_up(operations& op) {
    op.alter_column("users", "age", {.type = integer, .convert = {"CAST(age AS INTEGER)"}});
    op.create_check_constraint("users", {.name = "ck_users_age", .condition = {"age >= 0"}});
}
void age_down(operations& op) {
    op.drop_constraint("users", "ck_users_age");
    op.alter_column("users", "age", {.type = text});
}

constinit const revision users = {.id = "0b0000000001", .message = "create users", .api = 1, .upgrade = users_up, .downgrade = users_down};
constinit const revision ages = {
    .id = "0b0000000002", .parents = {"0b0000000001"}, .message = "count ages", .api = 1, .upgrade = age_up, .downgrade = age_down};

const Chain& chain_of_users() {
    static const Chain chain{&users, &ages};
    return chain;
}

}  // namespace

TEST_CASE("a trigger of several statements fires after each revision, on the way up and down") {
    const LiveDatabase database;
    upgrade(database.url(), chain_of_users(), "0b0000000001");
    database.run("INSERT INTO users (id, name, age) VALUES (1, 'Ada', '36'), (2, 'Grace', '85')");
    database.run("UPDATE users SET name = 'Augusta' WHERE id = 1");
    CHECK(database.rows("SELECT user_id, name, number FROM name_changes") == "1|Ada|0\n");

    upgrade_to_head(database.url(), chain_of_users());
    database.run("UPDATE users SET name = 'Ada Lovelace' WHERE id = 1");
    CHECK(database.rows("SELECT user_id, name, number FROM name_changes ORDER BY number") == "1|Ada|0\n1|Augusta|1\n");
    CHECK(database.rows("SELECT age FROM users ORDER BY id") == "36\n85\n");
    CHECK(problems(database.url(), chain_of_users()).empty());

    downgrade(database.url(), chain_of_users(), "-1");
    database.run("UPDATE users SET name = 'Grace Hopper' WHERE id = 2");
    CHECK(database.rows("SELECT user_id, name, number FROM name_changes ORDER BY number") == "1|Ada|0\n1|Augusta|1\n2|Grace|2\n");
    CHECK(problems(database.url(), chain_of_users()).empty());
    downgrade(database.url(), chain_of_users(), "base");
    CHECK(database.tables() == Texts{"aludel_history", "aludel_version"});
    upgrade_to_head(database.url(), chain_of_users());
    CHECK(problems(database.url(), chain_of_users()).empty());
}

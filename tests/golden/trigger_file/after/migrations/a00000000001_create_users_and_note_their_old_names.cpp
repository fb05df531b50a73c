// create users and note their old names
//
// Revision a00000000001, the first one, created 2026-11-20 21:15 UTC.
// The downgrade destroys data: drop table users; drop table name_changes.
#include <aludel/revision.h>

namespace shop::migrations {
namespace ra00000000001 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    static constexpr aludel::table name_changes_table = {
        .name = "name_changes",
        .columns = {
            {.name = "id", .type = bigint, .identity = by_default},
            {.name = "user_id", .type = bigint},
            {.name = "name", .type = text},
        },
        .primary_key = {.name = "pk_name_changes", .columns = {"id"}},
    };
    op.create_table(name_changes_table);

    static constexpr aludel::table users_table = {
        .name = "users",
        .columns = {
            {.name = "id", .type = bigint},
            {.name = "name", .type = text},
        },
        .primary_key = {.name = "pk_users", .columns = {"id"}},
    };
    op.create_table(users_table);

    op.create_opaque({
        .name = "keep_name_changes",
        .kind = "trigger",
        .create = {
            .dialects = {
                {
                    "sqlite",
                    "CREATE TRIGGER keep_name_changes BEFORE DELETE ON name_changes BEGIN SELECT RAISE(ABORT, 'what was changed is \"kept\"'); END",
                },
            },
        },
        .drop = {.dialects = {{"sqlite", "DROP TRIGGER keep_name_changes"}}},
        .only = {"sqlite"},
    });

    op.create_opaque({
        .name = "note_name_changes",
        .kind = "trigger",
        .create = {
            .dialects = {
                {"postgresql", R"sql(CREATE FUNCTION note_name_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (OLD.id, OLD.name);
    RETURN NEW;
END
$$;
CREATE TRIGGER note_name_changes BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE FUNCTION note_name_changes();
)sql"},
                {"sqlite", R"sql(CREATE TRIGGER note_name_changes AFTER UPDATE OF name ON users
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (old.id, old.name);
END;
)sql"},
            },
        },
        .drop = {
            .dialects = {
                {"postgresql", R"sql(DROP TRIGGER note_name_changes ON users;
DROP FUNCTION note_name_changes();
)sql"},
                {"sqlite", "DROP TRIGGER note_name_changes;"},
            },
        },
        .only = {"postgresql", "sqlite"},
    });
}

void downgrade(aludel::operations& op) {
    op.drop_opaque("note_name_changes");
    op.drop_opaque("keep_name_changes");
    op.drop_table("users");         // destroys data
    op.drop_table("name_changes");  // destroys data
}

}  // namespace ra00000000001

extern constinit const aludel::revision revision_a00000000001 = {
    .id = "a00000000001",
    .parents = {},
    .message = "create users and note their old names",
    .api = 1,
    .upgrade = ra00000000001::upgrade,
    .downgrade = ra00000000001::downgrade,
};

}  // namespace shop::migrations

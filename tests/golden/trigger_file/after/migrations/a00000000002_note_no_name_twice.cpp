// note no name twice
//
// Revision a00000000002, revises a00000000001, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shop::migrations {
namespace ra00000000002 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_opaque("note_name_changes");  // its text changes: it is dropped, and made anew
    // in place of the one of that name
    op.create_opaque({
        .name = "note_name_changes",
        .kind = "trigger",
        .create = {
            .dialects = {
                {"postgresql", R"sql(CREATE FUNCTION note_name_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (OLD.id, regexp_replace(OLD.name, '\s+', ' ', 'g'));
    RETURN NEW;
END
$$;
CREATE TRIGGER note_name_changes BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE FUNCTION note_name_changes();
)sql"},
                {"sqlite", R"sql(CREATE TRIGGER note_name_changes AFTER UPDATE OF name ON users
BEGIN
    INSERT INTO name_changes (user_id, name) VALUES (old.id, old.name);
    DELETE FROM name_changes WHERE user_id = old.id AND name = new.name;
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

}  // namespace ra00000000002

extern constinit const aludel::revision revision_a00000000002 = {
    .id = "a00000000002",
    .parents = {"a00000000001"},
    .message = "note no name twice",
    .api = 1,
    .upgrade = ra00000000002::upgrade,
    .downgrade = ra00000000002::downgrade,
};

}  // namespace shop::migrations

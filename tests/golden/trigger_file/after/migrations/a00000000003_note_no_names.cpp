// note no names
//
// Revision a00000000003, revises a00000000002, created 2026-11-20 21:15 UTC.
#include <aludel/revision.h>

namespace shop::migrations {
namespace ra00000000003 {

using namespace aludel::types;

void upgrade(aludel::operations& op) {
    op.drop_opaque("note_name_changes");
}

void downgrade(aludel::operations& op) {
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

}  // namespace ra00000000003

extern constinit const aludel::revision revision_a00000000003 = {
    .id = "a00000000003",
    .parents = {"a00000000002"},
    .message = "note no names",
    .api = 1,
    .upgrade = ra00000000003::upgrade,
    .downgrade = ra00000000003::downgrade,
};

}  // namespace shop::migrations

// The migrate program of the hundred revisions, as aludel_add_migrations() writes one: what `alembic upgrade head` is beside.
#include <aludel/runtime/migrate.h>

#include "hundred.h"

int main(int argc, char** argv) {
    return aludel::runtime::migrate_main(argc, argv, aludel::bench::hundred_revisions);
}

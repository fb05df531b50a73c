#include <doctest/doctest.h>

#include "integration/starts.h"
#include "postgresql/database.h"

using namespace aludel::tests;

TEST_CASE("sixteen programs that start at once on an empty PostgreSQL database run each of twenty revisions once, and none fails") {
    for (int round = 0; round < 10; ++round) {
        const PostgresqlDatabase database;
        const Starts starts = start_together(database.url(), 16);
        CAPTURE(round);
        CAPTURE(starts.complaints);
        CHECK(starts.failed == 0);
        CHECK(each_once(starts));
        CHECK(database.rows("SELECT count(*) FROM aludel_history") == std::vector<std::string>{"20"});
        CHECK(database.advisory_locks() == 0);
    }
}

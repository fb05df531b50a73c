#include <unistd.h>

#include <filesystem>

#include <doctest/doctest.h>

#include "integration/starts.h"

using namespace aludel::tests;

TEST_CASE("sixteen programs that start at once on no SQLite file run each of twenty revisions once, and none fails") {
    for (int round = 0; round < 10; ++round) {
        const auto file = std::filesystem::temp_directory_path() / ("aludel_starts_" + std::to_string(getpid()) + ".db");
        const Starts starts = start_together("sqlite:///" + file.string(), 16);
        CAPTURE(round);
        CAPTURE(starts.complaints);
        CHECK(starts.failed == 0);
        CHECK(each_once(starts));
        for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(file.string() + suffix);
    }
}

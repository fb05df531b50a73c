// An application that upgrades its database at start: waits until its standard input is closed, upgrades the URL that it is
// given, and prints the revisions that it ran itself, one a line.
#include <cstdio>
#include <exception>

#include <aludel/runtime.h>
#include <aludel/runtime/drivers.h>

#include "integration/numbered_chain.h"

namespace {

constexpr const aludel::runtime::DriverEntry* entries[] = {ALUDEL_TEST_DRIVERS};
constexpr aludel::runtime::Drivers drivers = {entries, sizeof entries / sizeof *entries};
constexpr aludel::chain application = aludel::tests::numbered_chain<20>(drivers);

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    while (std::getchar() != EOF) {
    }
    try {
        aludel::runtime::Options options;
        options.lock_timeout = std::chrono::minutes(2);
        for (const std::string& id : aludel::runtime::upgrade_to_head(arguments[1], application, options).revisions)
            std::printf("%s\n", id.c_str());
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}

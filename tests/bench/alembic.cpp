// The hundred revisions by Alembic (Debian's package) beside Aludel, on the same databases in the same run.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <aludel/runtime.h>
#include <aludel/runtime/driver.h>

#include "hundred.h"
#include "measure.h"
#include "worker.h"

namespace {

using aludel::bench::Case;
using aludel::bench::Cost;
using aludel::bench::hundred_revisions;
using aludel::bench::Worker;
namespace fs = std::filesystem;

const std::string scripts = ALUDEL_ALEMBIC_SCRIPTS;
const std::string python = ALUDEL_ALEMBIC_PYTHON;

/// One engine's empty database, and both programs on it.
class Contest {
public:
    Contest(std::string engine, std::string url, Worker& worker, fs::path environment)
        : engine_(std::move(engine)), url_(std::move(url)), worker_(worker), environment_(std::move(environment)) {}

    /// A comparison of two programs that do different things is none.
    void check_that_both_do_the_same() {
        reset();
        aludel::runtime::upgrade_to_head(url_, hundred_revisions);
        const std::string ours = worker_.ask({"schema", url_});
        reset();
        worker_.ask({"upgrade", url_, "default", "1"});
        const std::string theirs = worker_.ask({"schema", url_});
        const auto at =
            static_cast<std::size_t>(std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end()).first - ours.begin());
        const std::size_t from = at < 100 ? 0 : at - 100;
        if (ours != theirs)
            throw std::runtime_error("Aludel's schema is not Alembic's:\n" + ours.substr(from, 200) + "\n" + theirs.substr(from, 200));
    }

    void measure_upgrade() {
        const auto empty = [this](Case one) {
            return Case{one.name, [this, one] {
                            reset();
                            return one.run();
                        }};
        };
        aludel::bench::compare("Alembic and Aludel, 100 revisions on " + engine_,
                               {empty(alembic("Alembic, `command.upgrade` in a running process", "default", 1)),
                                empty(alembic("the same, a transaction for each revision", "each", 1)), empty(aludel_call(1)),
                                empty(alembic_command()), empty(aludel_command())},
                               5);
    }

    void measure_start() {
        reset();
        aludel::runtime::upgrade_to_head(url_, hundred_revisions);
        // With the version tables of both, one database is at head for each.
        worker_.ask({"stamp", url_});
        aludel::bench::compare("Alembic and Aludel, start at head on " + engine_ + " (a run is 10 starts)",
                               {alembic("Alembic, `command.upgrade` in a running process", "default", 10), aludel_call(10)}, 7);
        aludel::bench::compare("Alembic and Aludel, the command at head on " + engine_, {alembic_command(), aludel_command()}, 7);
    }

private:
    void reset() { worker_.ask({"reset", url_}); }

    Case alembic(const std::string& name, const std::string& transactions, int times) {
        return {name, [this, transactions, times] {
                    return Cost{.milliseconds = std::stod(worker_.ask({"upgrade", url_, transactions, std::to_string(times)}))};
                }};
    }
    Case aludel_call(int times) {
        return {"Aludel, `upgrade_to_head`", [this, times] {
                    return aludel::bench::timed([&] {
                        for (int i = 0; i < times; ++i) aludel::runtime::upgrade_to_head(url_, hundred_revisions);
                    });
                }};
    }
    Case alembic_command() {
        return {"`alembic upgrade head`", [this] {
                    return aludel::bench::process(
                        {python, "-m", "alembic", "-c", (environment_ / "alembic.ini").string(), "-x", "url=" + url_, "upgrade", "head"});
                }};
    }
    Case aludel_command() {
        return {"Aludel, `<app>_migrate upgrade head`", [this] {
                    return aludel::bench::process({ALUDEL_BENCH_MIGRATE, "--url", url_, "upgrade", "head"});
                }};
    }

    std::string engine_;
    std::string url_;
    Worker& worker_;
    fs::path environment_;
};

/// The URL of the server that ALUDEL_TEST_POSTGRESQL names, itself or by the folder of tools/postgresql; empty without one
/// and where its driver is not built.
std::string postgresql_server() {
    if (hundred_revisions.drivers->count < 2) return {};
    const char* given = std::getenv("ALUDEL_TEST_POSTGRESQL");
    std::string url = given == nullptr ? "" : given;
    if (!url.empty() && url.find("://") == std::string::npos) {
        std::ifstream file(fs::path(url) / "url");
        if (!std::getline(file, url)) return {};
    }
    return url;
}

void measure(const fs::path& folder) {
    const fs::path environment = folder / "alembic";
    aludel::bench::process({python, scripts + "/history.py", environment.string()});
    Worker worker({python, scripts + "/worker.py", (environment / "alembic.ini").string()});
    std::vector<Contest> contests;
    contests.emplace_back("SQLite, a file", "sqlite:///" + (folder / "bench.db").string(), worker, environment);
    if (const std::string server = postgresql_server(); !server.empty())
        contests.emplace_back("PostgreSQL", worker.ask({"create", server, "aludel_bench_alembic"}), worker, environment);
    std::printf(
        "\n%s. Both programs create the same tables, indexes and columns in a hundred revisions: SQLAlchemy reads the same from\n"
        "both databases. Alembic keeps one version row; Aludel also writes each revision's operations, their hash and the way down. On "
        "SQLite\n"
        "Alembic's template commits after each statement; on PostgreSQL it runs all revisions in one transaction. The PostgreSQL is\n"
        "tools/postgresql's, which does not wait for the disk.\n",
        worker.ask({"versions"}).c_str());
    for (Contest& contest : contests) {
        contest.check_that_both_do_the_same();
        contest.measure_upgrade();
        contest.measure_start();
    }
}

}  // namespace

int main() {
    const fs::path folder = fs::temp_directory_path() / ("aludel_bench_alembic_" + std::to_string(getpid()));
    fs::create_directory(folder);
    int status = 0;
    try {
        measure(folder);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_alembic: %s\n", error.what());
        status = 1;
    }
    fs::remove_all(folder);
    return status;
}

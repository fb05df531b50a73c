#include <aludel/runtime/migrate.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include <aludel/migrations/graph.h>
#include <aludel/migrations/record.h>
#include <aludel/runtime.h>
#include <aludel/runtime/driver.h>
#include <aludel/runtime/error.h>
#include <aludel/runtime/offline.h>

#include "export.h"
#include "progress.h"
#include "settings.h"
#include "verify.h"

namespace aludel::runtime {
namespace {

/// What was typed.
struct Arguments {
    std::string config = {};
    std::string url = {};
    std::string target = {};
    std::string range = {};
    int lock_timeout = 30;
    bool refuse_unknown = false;
    bool verbose = false;
    bool check = false;
    bool sql = false;
};

std::optional<std::filesystem::path> configuration(const Arguments& typed) {
    if (typed.config.empty()) return find_configuration(std::filesystem::current_path());
    if (!std::filesystem::exists(typed.config)) throw Error(fmt::format("there is no {}", typed.config));
    return typed.config;
}

std::string database_url(const Arguments& typed) {
    if (!typed.url.empty()) return typed.url;
    if (const char* url = std::getenv("DATABASE_URL"); url != nullptr && *url != '\0') return url;
    if (const auto file = configuration(typed)) {
        if (const auto url = read_settings(*file).url) return expand_environment(*url);
    }
    throw Error("no database is named: give --url sqlite:///file.db, set DATABASE_URL, or write [database] url in aludel.toml");
}

/// The engine to write a script for: that of the URL where one is named, else the program's only one.
const migrations::Dialect& script_dialect(const Arguments& typed, const chain& chain) {
    if (typed.url.empty() && chain.drivers != nullptr && chain.drivers->count == 1) return chain.drivers->entries[0]->dialect();
    return driver_for(database_url(typed), chain).dialect();
}

/// "a1b2c3 (head)": where a revision stands, as `current` and `heads` say it.
std::string standing(const migrations::Graph& graph, const std::string& id) {
    const auto heads = graph.heads();
    return std::find(heads.begin(), heads.end(), id) != heads.end() ? id + " (head)" : id;
}

class Program {
public:
    Program(const chain& chain, const Arguments& typed)
        : chain_(chain),
          typed_(typed),
          revisions_(migrations::revisions(chain)),
          graph_(migrations::nodes(revisions_)),
          progress_(revisions_, typed.verbose) {
        options_.observer = &progress_;
        options_.lock_timeout = std::chrono::seconds(typed.lock_timeout);
        options_.unknown_objects = typed.refuse_unknown ? Unknown::refuse : Unknown::carry;
    }

    int upgrade() {
        if (typed_.sql) return printed(upgrade_script(chain_, script_dialect(typed_, chain_), typed_.target));
        return told(runtime::upgrade(database_url(typed_), chain_, typed_.target, options_));
    }
    int downgrade() {
        if (typed_.sql) return printed(downgrade_script(chain_, script_dialect(typed_, chain_), typed_.target));
        return told(runtime::downgrade(database_url(typed_), chain_, typed_.target, options_));
    }

    int stamp() {
        const Result result = runtime::stamp(database_url(typed_), chain_, typed_.target, options_);
        fmt::print("Stamped {}.\n", result.rows.empty() ? "base" : fmt::format("{}", fmt::join(result.rows, ", ")));
        return EXIT_SUCCESS;
    }

    int current() {
        if (typed_.check) return checked(runtime::check(database_url(typed_), chain_, options_));
        for (const std::string& row : runtime::current(database_url(typed_), chain_, options_)) fmt::print("{}\n", standing(graph_, row));
        return EXIT_SUCCESS;
    }

    int history() {
        for (const std::string& id : graph_.history(typed_.range)) {
            const auto* node = graph_.find(id);
            fmt::print("{} -> {}, {}\n", node->parents.empty() ? "<base>" : fmt::format("{}", fmt::join(node->parents, ", ")),
                       standing(graph_, id), node->message);
        }
        return EXIT_SUCCESS;
    }

    int heads() {
        for (const std::string& id : graph_.heads()) fmt::print("{}\n", standing(graph_, id));
        return EXIT_SUCCESS;
    }

    int verify() {
        const auto file = configuration(typed_);
        const char* const url = std::getenv("ALUDEL_TEST_URL");
        const auto mistakes =
            runtime::verify(chain_, file ? std::optional(read_settings(*file).schema_directory) : std::nullopt, url == nullptr ? "" : url);
        for (const std::string& mistake : mistakes) fmt::print(stderr, "{}\n", mistake);
        if (!mistakes.empty()) return EXIT_FAILURE;
        fmt::print("{} revisions verified{}.\n", revisions_.size(), file ? "" : " (without a snapshot: there is no aludel.toml here)");
        return EXIT_SUCCESS;
    }

private:
    static int printed(const std::string& text) {
        fmt::print("{}", text);
        return EXIT_SUCCESS;
    }

    static int checked(const Findings& found) {
        for (const std::string& problem : found.problems) fmt::print(stderr, "{}\n", problem);
        for (const std::string& unknown : found.unknown) fmt::print(stderr, "not judged: {}\n", unknown);
        for (const std::string& id : found.pending) fmt::print("pending: {}\n", id);
        if (found.at_head()) fmt::print("The database is at head, and as its revisions made it.\n");
        return found.at_head() ? EXIT_SUCCESS : EXIT_FAILURE;
    }

    int told(const Result& result) const {
        if (result.revisions.empty())
            fmt::print("Nothing to do: the database is at {}.\n",
                       result.rows.empty() ? "base" : fmt::format("{}", fmt::join(result.rows, ", ")));
        return EXIT_SUCCESS;
    }

    const chain& chain_;
    const Arguments& typed_;
    std::vector<migrations::Revision> revisions_;
    migrations::Graph graph_;
    Progress progress_;
    Options options_;
};

}  // namespace

int migrate_main(int argc, char** argv, const chain& chain) {
    const std::string name(chain.name.data, chain.name.size);
    Arguments typed;
    int (Program::*chosen)() = nullptr;

    CLI::App app(fmt::format("Migrates a database of {}.", name));
    app.require_subcommand(1);
    app.add_option("-c,--config", typed.config, "aludel.toml; default: the nearest one, from this folder upwards");
    app.add_option("--url", typed.url,
                   "the database: sqlite:///relative.db, sqlite:////absolute.db; default: DATABASE_URL, then aludel.toml");
    app.add_option("--lock-timeout", typed.lock_timeout, "seconds to wait for another program")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--refuse-unknown", typed.refuse_unknown, "stop at objects that no revision knows, instead of carrying them over");
    app.add_flag("-v,--verbose", typed.verbose, "tell each step");
    app.fallthrough();

    const auto command = [&](const char* word, const char* purpose, int (Program::*run)()) {
        CLI::App* added = app.add_subcommand(word, purpose);
        added->callback([&chosen, run] { chosen = run; });
        return added;
    };
    const auto script = [&](CLI::App* added) {
        added->add_flag("--sql", typed.sql, "print a script instead of running it; a:b is a range");
    };
    CLI::App* upgrade = command("upgrade", "upgrade to a revision", &Program::upgrade);
    upgrade->add_option("revision", typed.target, "head, heads, +1, an id, label@head...")->default_str("head");
    script(upgrade);
    CLI::App* downgrade = command("downgrade", "downgrade to a revision", &Program::downgrade);
    downgrade->add_option("revision", typed.target, "base, -1, an id...")->required();
    script(downgrade);
    command("stamp", "say which revision the database is at, running none", &Program::stamp)
        ->add_option("revision", typed.target, "head, base, an id...")
        ->required();
    command("current", "print the revision of the database", &Program::current)
        ->add_flag("--check", typed.check, "compare history and live schema with the program; fails unless at head and unchanged");
    command("history", "list the revisions, newest first", &Program::history)
        ->add_option("-r,--rev-range", typed.range, "a:b, a: or :b, both ends included");
    command("heads", "print the revisions that are nobody's parent", &Program::heads);
    command("verify", "compare the revisions with the snapshot, and run them up and down on SQLite in memory and on ALUDEL_TEST_URL",
            &Program::verify);
    CLI::App* exporting = app.add_subcommand("export", "print the operations of every revision, a line of JSON each");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? EXIT_SUCCESS : 2;
    }

    try {
        if (exporting->parsed()) {
            fmt::print("{}", export_chain(chain));
            return EXIT_SUCCESS;
        }
        if (typed.target.empty()) typed.target = "head";
        return (Program(chain, typed).*chosen)();
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}_migrate: {}\n", name, error.what());
        return EXIT_FAILURE;
    }
}

}  // namespace aludel::runtime

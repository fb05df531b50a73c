#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <aludel/schema/diff.h>
#include <aludel/schema/snapshot.h>
#include <aludel/schema/validate.h>

#include "properties/schema_generators.h"

// What git makes of two branches that each changed the snapshot: a base of sixty tables, and on each branch a few changes.

using namespace aludel::schema;
using namespace aludel::testing;

namespace {

constexpr int tables = 60;

// A repository of its own, through the few commands that work on many things at once.
class Git {
public:
    Git() : folder_(std::filesystem::temp_directory_path() / ("aludel_merges_" + std::to_string(std::random_device()()))) {
        std::filesystem::create_directory(folder_);
        run("init -q --bare .");
    }
    ~Git() { std::filesystem::remove_all(folder_); }
    Git(const Git&) = delete;
    Git& operator=(const Git&) = delete;

    std::string run(const std::string& command, const std::string& input = "") const {
        std::ofstream(folder_ / "input", std::ios::binary) << input;
        const std::string line =
            "cd '" + folder_.string() + "' && GIT_CONFIG_NOSYSTEM=1 HOME=. git -c merge.renames=true " + command + " < input > output";
        const int status = std::system(line.c_str());  // NOLINT(cert-env33-c): a command of the test's own
        REQUIRE_MESSAGE(status == 0, line);
        std::ifstream output(folder_ / "output", std::ios::binary);
        std::ostringstream text;
        text << output.rdbuf();
        return text.str();
    }

private:
    std::filesystem::path folder_;
};

// What `git fast-import` reads.
class Commits {
public:
    void begin(const std::string& branch, const std::string& from) {
        text_ << "commit refs/heads/" << branch << "\ncommitter a <a@b> 0 +0000\ndata 1\nx\n";
        if (!from.empty()) text_ << "from refs/heads/" << from << "\n";
    }
    void change(const SnapshotFiles& before, const SnapshotFiles& after) {
        for (const auto& [file, text] : after) {
            const auto was = before.find(file);
            if (was == before.end() || was->second != text)
                text_ << "M 100644 inline " << file << "\ndata " << text.size() << "\n" << text << "\n";
        }
        for (const auto& [file, text] : before) {
            if (after.find(file) == after.end()) text_ << "D " << file << "\n";
        }
        text_ << "\n";
    }
    std::string text() const { return text_.str(); }

private:
    std::ostringstream text_;
};

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
    return parts;
}

struct Merge {
    bool is_clean = false;
    std::string tree;
    std::vector<std::string> conflicts;
};

std::vector<Merge> merge(const Git& git, int pairs) {
    std::string input;
    for (int i = 0; i < pairs; ++i) input += "left" + std::to_string(i) + " right" + std::to_string(i) + "\n";
    const std::vector<std::string> fields = split(git.run("merge-tree --write-tree --stdin --name-only --no-messages", input), '\0');
    std::vector<Merge> merges;
    for (std::size_t at = 0; at + 1 < fields.size();) {
        Merge merged{fields[at] == "1", fields[at + 1], {}};
        for (at += 2; at < fields.size() && !fields[at].empty(); ++at) merged.conflicts.push_back(fields[at]);
        ++at;
        merges.push_back(std::move(merged));
    }
    REQUIRE(merges.size() == static_cast<std::size_t>(pairs));
    return merges;
}

// The files of each merged tree: those of the base but for what `git diff-tree` tells.
std::vector<SnapshotFiles> merged_files(const Git& git, const SnapshotFiles& base, const std::vector<Merge>& merges) {
    const std::string root = git.run("rev-parse base^{tree}").substr(0, 40);
    std::string input;
    for (const Merge& merged : merges) input += root + ' ' + merged.tree + '\n';
    std::vector<SnapshotFiles> files;
    std::vector<std::pair<std::size_t, std::string>> changed;
    std::string blobs;
    for (const std::string& line : split(git.run("diff-tree -r --no-renames --stdin", input), '\n')) {
        if (line[0] != ':') {
            files.push_back(base);
            continue;
        }
        const std::size_t tab = line.find('\t');
        const std::vector<std::string> words = split(line.substr(0, tab), ' ');
        if (words.back() == "D") {
            files.back().erase(line.substr(tab + 1));
        } else {
            changed.emplace_back(files.size() - 1, line.substr(tab + 1));
            blobs += words[3] + '\n';
        }
    }
    const std::string contents = git.run("cat-file --batch", blobs);
    std::size_t at = 0;
    for (const auto& [merged, file] : changed) {
        const std::size_t end = contents.find('\n', at);
        const std::size_t size = std::stoul(contents.substr(contents.rfind(' ', end) + 1, end));
        files[merged][file] = contents.substr(end + 1, size);
        at = end + 1 + size + 1;
    }
    REQUIRE(files.size() == merges.size());
    return files;
}

// One branch: the snapshot after so many edits that take effect.
Schema branch(Dice& dice, const Schema& base, int changes, const SchemaOptions& options) {
    Schema schema = base;
    for (int made = 0; made < changes;) {
        Schema after = aludel::schema::apply(schema, random_changes(dice, schema, 1, options));
        if (after == schema) continue;
        schema = std::move(after);
        ++made;
    }
    return schema;
}

struct Figures {
    int conflicts = 0;
    int refused = 0;
    int valid = 0;
    std::map<std::string, int> refusals = {};
};

Figures merge_branches(std::uint64_t seed, int pairs, int changes) {
    const SchemaOptions options{.min_tables = tables, .max_tables = tables, .max_columns = 10, .hostile_names = false};
    Dice dice(seed, 100'000'000);
    const Schema base = random_schema(dice, options);
    const SnapshotFiles files = print_committed({base, {}});
    Commits commits;
    commits.begin("base", "");
    commits.change({}, files);
    for (int i = 0; i < pairs; ++i) {
        for (const char* side : {"left", "right"}) {
            commits.begin(side + std::to_string(i), "base");
            commits.change(files, print_committed({branch(dice, base, changes, options), {}}));
        }
    }
    const Git git;
    git.run("fast-import --quiet", commits.text());
    const std::vector<Merge> merges = merge(git, pairs);
    const std::vector<SnapshotFiles> merged = merged_files(git, files, merges);
    Figures figures;
    for (std::size_t i = 0; i < merges.size(); ++i) {
        if (!merges[i].is_clean) {
            ++figures.conflicts;
            CHECK(!merges[i].conflicts.empty());
            continue;
        }
        try {
            const Snapshot snapshot = parse_committed(merged[i]);
            CHECK(validate(snapshot.schema, {}).empty());
            ++figures.valid;
        } catch (const SnapshotError& error) {
            ++figures.refused;
            ++figures.refusals[error.what()];
            CHECK(merged[i].count(error.file()) == 1);
            CHECK(error.line() > 0);
        }
    }
    MESSAGE(pairs << " pairs of branches, " << changes << " changes a branch: " << figures.conflicts << " conflicts, " << figures.valid
                  << " clean and valid, " << figures.refused << " clean and refused");
    for (const auto& [message, times] : figures.refusals) MESSAGE(times << " x " << message);
    return figures;
}

}  // namespace

TEST_CASE("git merges the snapshots of two branches of one change each, and what is no database then is refused at its line") {
    constexpr int pairs = 1'000;
    const Figures figures = merge_branches(1, pairs, 1);
    CHECK(figures.conflicts * 50 <= pairs);
    CHECK(figures.conflicts + figures.valid + figures.refused == pairs);
}

TEST_CASE("with more changes a branch there are more conflicts, and as sound merges") {
    merge_branches(2, 150, 2);
    merge_branches(3, 150, 3);
}

// The cases of tests/golden, each run by the built aludel. UPDATE_GOLDEN=1 writes what came out into them; then read
// `git diff`. See tests/golden/README.md.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include <aludel/generator/config.h>
#include <aludel/generator/files.h>
#include <aludel/generator/model_document.h>
#include <aludel/generator/objects.h>
#include <aludel/generator/process.h>

#include "golden_sql.h"
#include "scratch.h"

using namespace aludel::generator;

namespace {

namespace fs = std::filesystem;

const fs::path golden = ALUDEL_GOLDEN_DIRECTORY;
const std::string autogenerate_command = "aludel revision --autogenerate";
const std::string root_token = "@ROOT@";

bool updating() {
    const char* said = std::getenv("UPDATE_GOLDEN");
    return said != nullptr && std::string(said) == "1";
}

/// The front end of this build; empty: the recorded documents are read.
std::string real_front_end() {
    const char* said = std::getenv("ALUDEL_GOLDEN_FRONT_END");
    return said != nullptr ? said : ALUDEL_GOLDEN_FRONT_END;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    return text;
}

using Tree = std::map<std::string, std::string>;

Tree tree_of(const fs::path& directory) {
    Tree files;
    if (!fs::is_directory(directory)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(directory))
        if (entry.is_regular_file()) files[entry.path().lexically_relative(directory).generic_string()] = read_file(entry.path());
    return files;
}

/// The application of a case: its files in app/, the programs and what is recorded beside it.
class Application {
public:
    explicit Application(const fs::path& place) : case_(place), before_(tree_of(place / "before")) {
        FileChanges changes;
        before_.try_emplace("aludel.toml", "name = \"shelf\"\ndialects = [\"sqlite\", \"postgresql\"]\n\n[hooks]\npost_write = []\n");
        for (const auto& [name, text] : before_) changes.write(app() / name, text);
        changes.write(scratch_ / "bin/aludel-models", front_end_script());
        changes.release();
        fs::permissions(scratch_ / "bin/aludel-models", fs::perms::owner_all);
        fs::create_symlink(ALUDEL_PROGRAM, scratch_ / "bin/aludel");
    }

    /// The commands as typed, and all that they printed.
    std::string run() {
        std::string transcript;
        std::string commands = read_file(case_ / "commands");
        while (!commands.empty()) {
            const std::string command = commands.substr(0, commands.find('\n'));
            commands.erase(0, command.size() + 1);
            if (command.empty()) continue;
            const std::string script = fmt::format(
                "cd '{}' && export PATH='{}':\"$PATH\" ALUDEL_MODELS='{}' SOURCE_DATE_EPOCH=1795209300 && {{ {}; }} > ../out 2> ../err",
                app().string(), (scratch_ / "bin").string(), (scratch_ / "bin/aludel-models").string(), command);
            const Snapshot snapshot = command.starts_with(autogenerate_command) ? find_snapshot() : Snapshot();
            const std::size_t revisions = files_in(app() / "migrations", ".cpp").size();
            const int status = run_program({"sh", "-c", script}).status;
            transcript += fmt::format("$ {}\n{}{}", command, shown_output("out"), shown_output("err"));
            if (status != 0) transcript += fmt::format("(exit status {})\n", status);
            if (snapshot && files_in(app() / "migrations", ".cpp").size() > revisions) render(*snapshot, command);
        }
        return transcript;
    }

    /// The scripts of the revisions that autogenerate wrote: "sqlite.sql", "postgresql.sql".
    const Tree& scripts() const { return scripts_; }
    const std::set<std::string>& kinds() const { return kinds_; }

    /// The files that are not as before, and those that are gone, with nothing in them.
    Tree changed() const {
        Tree changed = tree_of(app());
        for (const auto& [name, text] : before_) {
            const auto found = changed.find(name);
            if (found == changed.end()) {
                changed[name + ".removed"] = "";
            } else if (found->second == text) {
                changed.erase(found);
            }
        }
        return changed;
    }

    /// What the front end read, one document a run of it.
    Tree documents() const {
        Tree documents;
        for (const auto& [name, text] : tree_of(scratch_ / "documents")) {
            ModelDocument document = read_model_document(text);
            document.dependencies.clear();  // the standard library's headers are another machine's
            documents[name] = replaced(write_model_document(document), app().string(), root_token);
        }
        return documents;
    }

private:
    using Snapshot = std::optional<aludel::schema::Snapshot>;

    /// nullopt where there is none that can be read.
    Snapshot find_snapshot() const {
        try {
            return aludel::schema::parse(tree_of(app() / "schema"));
        } catch (const aludel::schema::SnapshotError&) {
            return {};
        }
    }

    /// The document of the last run of the front end.
    ModelDocument last_document() const {
        const std::string number = read_file(scratch_ / "runs");
        const std::string name = number.substr(0, number.find('\n')) + ".toml";
        if (!real_front_end().empty()) return read_model_document(read_file(scratch_ / ("documents/" + name)));
        return read_model_document(replaced(read_file(case_ / "documents" / name), root_token, app().string()));
    }

    void render(const aludel::schema::Snapshot& before, const std::string& command) {
        const Config config = read_config(app() / "aludel.toml");
        ModelDocument models = last_document();
        add_objects(config, models);
        const RenderedRevision rendered = render_revision(config, models, before, command);
        kinds_.insert(rendered.kinds.begin(), rendered.kinds.end());
        for (const auto& [dialect, script] : rendered.scripts) {
            std::string& text = scripts_[dialect + ".sql"];
            if (!text.empty()) text += "\n";
            text += fmt::format("-- {}\n{}", command, script);
        }
    }

    fs::path app() const { return scratch_ / "app"; }
    std::string shown_output(const std::string& name) const { return replaced(read_file(scratch_ / name), app().string(), root_token); }

    // The n-th run of the front end is recorded as, or read from, n.toml.
    std::string front_end_script() const {
        const std::string real = real_front_end();
        const std::string script = fmt::format(
            "#!/bin/sh\nscratch='{}'\nmkdir -p \"$scratch/documents\"\nn=$(( $(cat \"$scratch/runs\" 2>/dev/null || echo 0) + 1 ))\necho "
            "$n > \"$scratch/runs\"\n",
            scratch_.directory().string());
        if (!real.empty())
            return script +
                   fmt::format("'{}' \"$@\"\nstatus=$?\n[ -s \"$2\" ] && cp \"$2\" \"$scratch/documents/$n.toml\"\nexit $status\n", real);
        return script +
               fmt::format(
                   "[ \"$3\" = --depfile ] && printf '%s: \\\\\n' \"$6\" > \"$4\"\nsed 's|{}|{}|g' '{}'/documents/$n.toml > \"$2\"\n",
                   root_token, app().string(), case_.string());
    }

    fs::path case_;
    Scratch scratch_;
    Tree before_;
    Tree scripts_;
    std::set<std::string> kinds_;
};

void replace_tree(const fs::path& directory, const Tree& tree) {
    fs::remove_all(directory);
    FileChanges changes;
    for (const auto& [name, text] : tree) changes.write(directory / name, text);
    changes.release();
}

Tree scripts_of(const fs::path& place) {
    Tree scripts;
    for (const path& file : files_in(place, ".sql")) scripts[file.filename().string()] = read_file(file);
    return scripts;
}

void replace_scripts(const fs::path& place, const Tree& scripts) {
    for (const path& file : files_in(place, ".sql")) remove_file(file);
    for (const auto& [name, text] : scripts) write_file(place / name, text);
}

std::vector<fs::path> cases() {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(golden))
        if (fs::exists(entry.path() / "commands")) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

void compare(const Tree& found, const Tree& expected) {
    for (const auto& [name, text] : expected) {
        const std::string place = name;
        INFO(place);
        REQUIRE(found.contains(name));
        CHECK(found.at(name) == text);
    }
    for (const auto& [name, text] : found) {
        const std::string unexpected = name + " was not expected:\n" + text;
        INFO(unexpected);
        CHECK(expected.contains(name));
    }
}

/// The lines of statements with a comment behind them.
std::vector<std::string> commented(const std::string& text) {
    std::vector<std::string> found;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto comment = line.find("  // ");
        if (comment != std::string::npos && line.find(';') < comment) found.push_back(line);
    }
    return found;
}

}  // namespace

TEST_CASE("every golden case prints and writes what stands in its folder") {
    if (real_front_end().empty()) MESSAGE("aludel-models is not built: the golden cases read the documents that were recorded with it");
    REQUIRE_FALSE(cases().empty());
    std::set<std::string> kinds;
    for (const fs::path& place : cases()) {
        CAPTURE(place.filename().string());
        if (real_front_end().empty() && updating()) {
            FAIL("UPDATE_GOLDEN=1 needs aludel-models: configure with -DALUDEL_BUILD_FRONTEND=ON");
        }
        Application application(place);
        const std::string transcript = application.run();
        kinds.insert(application.kinds().begin(), application.kinds().end());
        if (updating()) {
            FileChanges changes;
            changes.write(place / "output", transcript);
            changes.release();
            replace_tree(place / "after", application.changed());
            replace_tree(place / "documents", application.documents());
            replace_scripts(place, application.scripts());
            continue;
        }
        compare(application.scripts(), scripts_of(place));
        CHECK(transcript == read_file(place / "output"));
        compare(application.changed(), tree_of(place / "after"));
    }
    // A kind of change without a folder: nobody has seen its revision and its SQL.
    std::string missing;
    for (const std::string& kind : all_kinds())
        if (!kinds.contains(kind)) missing += kind + "; ";
    CHECK(missing == "");
}

TEST_CASE("the comments behind statements of the golden cases are where clang-format has them") {
    if (!is_installed("clang-format")) {
        MESSAGE("clang-format is not installed: not tried");
        return;
    }
    for (const fs::path& place : cases()) {
        for (const auto& [name, text] : tree_of(place / "after")) {
            if (!name.starts_with("migrations/") || !name.ends_with(".cpp")) continue;
            const std::string revision = place.filename().string() + "/" + name;
            CAPTURE(revision);
            const std::string file = (place / "after" / name).string();
            CHECK(commented(run_program({"clang-format", "--style=file:" ALUDEL_STYLE, file}, true).output) == commented(text));
        }
    }
}

// `aludel revision` in a process that dies, at each call that changes a file in turn.
#include <aludel/generator/write_revision.h>

#include <doctest/doctest.h>

#include <map>
#include <set>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <aludel/generator/autogenerate.h>
#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/repair.h>

#include "failing_calls.h"
#include "scratch.h"

using namespace aludel;
using namespace aludel::generator;

namespace {

using Tree = std::map<std::string, std::string>;

schema::Table table(const std::string& name, const std::vector<std::string>& columns) {
    schema::Table made;
    made.name = name;
    for (const std::string& column : columns) made.columns.add({.name = column, .type = {schema::String{}}, .nullable = true});
    return made;
}

/// The first schema of the application, and the one that its second revision makes of it: a table changes, one goes, one
/// comes, an enum, whose folder is new, and as many tables as are synced in one.
ModelDocument models(int version) {
    ModelDocument document;
    document.schema.tables.add(table("authors", {"name"}));
    if (version == 1) document.schema.tables.add(table("borrowers", {"name"}));
    document.schema.tables.add(
        table("books", version == 1 ? std::vector<std::string>{"title"} : std::vector<std::string>{"title", "year"}));
    if (version == 1) return document;
    for (const char* more : {"copies", "fines", "loans", "members", "rooms", "visits"}) document.schema.tables.add(table(more, {"note"}));
    document.schema.tables.add(table("shelves", {"place"}));
    document.schema.enums.add({"genre", schema::EnumStorage::text, {{"prose", 0}, {"verse", 1}}});
    document.schema.tables.find("shelves")->columns.add({.name = "genre", .type = {schema::Enumeration{"genre"}}, .nullable = true});
    return document;
}

class Application {
public:
    explicit Application(const std::string& hooks = "") {
        const std::string toml = fmt::format("name = \"shelf\"\n\n[hooks]\npost_write = [{}]\n", hooks);
        config_ = parse_config(scratch_ / "aludel.toml", toml);
        write_file(scratch_ / "aludel.toml", toml);
        revise(1, "a00000000001");
    }

    const Config& config() const { return config_; }
    path operator/(const std::string& name) const { return scratch_ / name; }

    /// `aludel revision --autogenerate`. @return whether there was something to write.
    bool revise(int version, const std::string& id, std::chrono::milliseconds patience = std::chrono::seconds(5)) const {
        const Writing writing(config_, {}, patience);
        const Revisions revisions = read_revisions(config_);
        const schema::Snapshot before = schema::parse_committed(read_snapshot_files(config_));
        schema::Decisions said;
        if (version == 2) said.drops = {"borrowers"};
        Pending pending = autogenerate(models(version), before, said, {"sqlite"});
        if (pending.has_errors()) throw Failure(pending.diagnostics);
        if (pending.changes.empty()) return false;
        NewRevision revision{.id = id, .parents = revisions.graph.heads(), .message = "version"};
        revision.upgrade = std::move(pending.upgrade);
        revision.downgrade = std::move(pending.downgrade);
        const schema::SnapshotFiles snapshot = schema::print_committed(pending.after);
        write_revision(writing, revisions, revision, &snapshot);
        return true;
    }
    bool revise() const { return revise(2, "b00000000002"); }

    Tree tree() const {
        Tree found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(scratch_.directory())) {
            const std::string name = entry.path().lexically_relative(scratch_.directory()).generic_string();
            found[name] = entry.is_directory() ? "a directory" : read_file(entry.path());
        }
        return found;
    }
    /// Without what stands for itself: the journal and temporary files.
    Tree visible() const {
        Tree found = tree();
        std::erase_if(found, [](const auto& file) { return is_left_over(file.first) || file.first.ends_with(".aludel-journal"); });
        return found;
    }

private:
    Scratch scratch_;
    Config config_;
};

/// @return whether it was killed.
template <class Work>
bool is_killed_in(const Work& work) {
    const ::pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            work();
            ::_exit(0);
        } catch (const std::exception& error) {
            fmt::print(stderr, "in the child: {}\n", error.what());
        }
        ::_exit(1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    if (WIFSIGNALED(status)) return true;
    REQUIRE(WEXITSTATUS(status) == 0);
    return false;
}

bool dies_in_revision(const Application& application, int call) {
    return is_killed_in([&] {
        die_at_call(call);
        application.revise();
        count_calls();
    });
}

std::string message_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Failure& failure) {
        return failure.what();
    }
    return "";
}

Tree after() {
    const Application whole;
    REQUIRE(whole.revise());
    return whole.tree();
}

}  // namespace

TEST_CASE("a run that dies at any call is taken back or finished by the next one, and then goes on") {
    const Tree end = after();
    int call = 1, taken_back = 0, finished = 0, refused = 0;
    for (;; ++call) {
        CAPTURE(call);
        const Application application;
        const Tree before = application.tree();
        if (!dies_in_revision(application, call)) break;
        // Who only reads sees one or the other, or is told.
        if (message_of([&] { read_revisions(application.config()); }).empty()) {
            CHECK((application.visible() == before || application.visible() == end));
        } else {
            ++refused;
        }
        const auto repaired = Writing(application.config()).repaired();
        const Tree now = application.tree();
        const bool is_before = now == before, is_end = now == end;
        CHECK((is_before || is_end));
        if (repaired) ++(is_before ? taken_back : finished);
        CHECK(application.revise() == is_before);
        CHECK(application.tree() == end);
    }
    // It is not for nothing: some of the calls are before the journal, most within it, some behind chain.cpp.
    CHECK(call > 30);
    CHECK(taken_back > 20);
    CHECK(finished > 0);
    CHECK(refused > 20);
}

TEST_CASE("a repair that dies at any call is repaired by the next one") {
    const Tree end = after();
    for (int call = 1;; call += 3) {
        CAPTURE(call);
        if (const Application probe; !dies_in_revision(probe, call)) break;
        for (int second = 1;; ++second) {
            CAPTURE(second);
            const Application application;
            const Tree before = application.tree();
            REQUIRE(dies_in_revision(application, call));
            const bool died = is_killed_in([&] {
                die_at_call(second);
                (void)Writing(application.config());
                count_calls();
            });
            (void)Writing(application.config());
            const Tree now = application.tree();
            CHECK((now == before || now == end));
            if (!died) break;
        }
    }
}

TEST_CASE("what hooks had made of a revision when they were stopped is kept beside it") {
    const std::string hook = R"("sh -c 'echo // hooked >> $0'")";
    const Application whole(hook);
    REQUIRE(whole.revise());
    const Tree end = whole.tree();
    std::set<std::string> kept;
    for (int call = 1;; ++call) {
        CAPTURE(call);
        const Application application(hook);
        Tree before = application.tree();
        if (!dies_in_revision(application, call)) break;
        const auto repaired = Writing(application.config()).repaired();
        Tree now = application.tree();
        const std::string aside = "migrations/b00000000002_version.cpp.unfinished";
        if (now.contains(aside)) {
            kept.insert(now.at(aside));
            CHECK(repaired->message.ends_with("its files are put back as they were; what its hooks had made of it is " +
                                              shown(application / aside)));
            now.erase(aside);
            CHECK(now == before);
        }
        CHECK((now == before || now == end));
        CHECK(application.revise() == (now == before));
    }
    CHECK(kept == std::set<std::string>{end.at("migrations/b00000000002_version.cpp")});
}

TEST_CASE("a disk that is full leaves everything as it was, at once or by the next run") {
    const Tree end = after();
    int call = 1, at_once = 0;
    for (;; ++call) {
        CAPTURE(call);
        const Application application;
        const Tree before = application.tree();
        fill_disk_at_call(call);
        const std::string message = message_of([&] { application.revise(); });
        count_calls();
        if (message.empty()) break;
        CHECK(message.starts_with("cannot "));
        if (application.tree() == before) ++at_once;
        (void)Writing(application.config());
        CHECK(application.tree() == before);
        CHECK(application.revise());
        CHECK(application.tree() == end);
    }
    CHECK(call > 25);
    CHECK(at_once > 5);
}

TEST_CASE("a file that was edited since is not put back: it stops, says which, and changes nothing") {
    const Application application;
    int call = 1;
    // Dies when the snapshot is written and the chain is not.
    while (true) {
        const Application probe;
        REQUIRE(dies_in_revision(probe, call));
        if (find_file(probe / "schema/shelves.toml")) break;
        ++call;
    }
    REQUIRE(dies_in_revision(application, call));
    write_file(application / "schema/books.toml", "# by hand\n" + read_file(application / "schema/books.toml"));
    const Tree edited = application.tree();
    try {
        (void)Writing(application.config());
        FAIL("it was repaired");
    } catch (const Failure& failure) {
        const Diagnostic& said = failure.diagnostics().front();
        CHECK(said.message ==
              "a run that wrote revision b00000000002 was stopped in the middle, and files that would have to be put back have been edited "
              "since; nothing is changed");
        REQUIRE(said.notes.size() == 2);
        CHECK(said.notes[0].location.file == shown(application / "schema/books.toml"));
        CHECK(said.notes[0].message == "neither as it was before that run nor as that run wrote it");
        CHECK(said.notes[1].message.starts_with("put the files as they should be"));
    }
    Tree now = application.tree();
    std::erase_if(now, [](const auto& file) { return is_left_over(file.first); });
    Tree expected = edited;
    std::erase_if(expected, [](const auto& file) { return is_left_over(file.first); });
    CHECK(now == expected);
}

TEST_CASE("an edit after the commit stays, and the run counts as finished") {
    const Application application;
    for (int call = 1;; ++call) {
        const Application probe;
        REQUIRE(dies_in_revision(probe, call));
        const auto chain = find_file(probe / "migrations/chain.cpp");
        if (chain->find("b00000000002") == std::string::npos) continue;
        write_file(probe / "schema/books.toml", "# by hand\n");
        const auto repaired = Writing(probe.config()).repaired();
        REQUIRE(repaired);
        CHECK(repaired->message == "a run that wrote revision b00000000002 was stopped when all was written but its journal; it stands");
        CHECK(read_file(probe / "schema/books.toml") == "# by hand\n");
        CHECK_FALSE(find_file(probe / "migrations/.aludel-journal"));
        return;
    }
}

TEST_CASE("a journal that is none, or that speaks of foreign files, changes nothing") {
    const Application application;
    write_file(application / "precious", "1");
    const path migrations = application / "migrations";
    const std::vector<std::string> texts = {
        "", "<<<<<<< HEAD\n", journal_text({"b1", {}, {{application / "precious", "0", "1", false}}, true}, migrations),
        journal_text({"b1", {}, {{migrations / "x", "0", std::string(400, 'x'), false}}, true}, migrations).substr(0, 300)};
    for (const std::string& text : texts) {
        CAPTURE(text);
        write_file(application / "migrations/.aludel-journal", text);
        const Tree before = application.tree();
        CHECK_THROWS_AS(Writing(application.config()), Failure);
        CHECK_THROWS_AS(read_revisions(application.config()), Failure);
        CHECK(application.tree() == before);
    }
}

TEST_CASE("of two runs at once one waits for the other, and each builds on what it finds then") {
    const Application application;
    const ::pid_t first = ::fork();
    if (first == 0) ::_exit(application.revise(2, "b00000000001") ? 0 : 7);
    const ::pid_t second = ::fork();
    if (second == 0) ::_exit(application.revise(2, "b00000000002") ? 0 : 7);
    std::multiset<int> ends;
    for (const ::pid_t child : {first, second}) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFEXITED(status));
        ends.insert(WEXITSTATUS(status));
    }
    CHECK(ends == std::multiset<int>{0, 7});  // one had nothing left to write
    const Revisions revisions = read_revisions(application.config());
    CHECK(revisions.files.size() == 2);
    CHECK(revisions.graph.heads().size() == 1);
}

TEST_CASE("who cannot have the directory is told who has it, and one that dies gives it back") {
    const Application application;
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const ::pid_t holder = ::fork();
    if (holder == 0) {
        const Writing writing(application.config());
        (void)!::write(ready[1], "x", 1);
        ::pause();
        ::_exit(0);
    }
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    const std::string directory = shown(application / "migrations");
    std::string told;
    const std::string message = message_of([&] {
        const Writing writing(
            application.config(), [&](const std::string& line) { told = line; }, std::chrono::milliseconds(120));
    });
    CHECK(message ==
          fmt::format("process {} is writing a revision in {}; nothing is changed, try again when it is done", holder, directory));
    CHECK(told == fmt::format("waiting for process {}, which is writing a revision in {}", holder, directory));
    CHECK_NOTHROW(read_revisions(application.config()));  // nothing is being written yet
    ::kill(holder, SIGKILL);
    ::waitpid(holder, nullptr, 0);
    CHECK_NOTHROW(Writing(application.config(), {}, std::chrono::milliseconds(0)));
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_CASE("a directory that may not be written is an error that names it, and nothing is changed") {
    namespace fs = std::filesystem;
    for (const char* directory : {"migrations", "schema"}) {
        const Application application;
        const Tree before = application.tree();
        for (const std::string name : {".", "migrations", "schema"}) fs::permissions(application / name, fs::perms::all);
        fs::permissions(application / directory, fs::perms(0555));
        CHECK_FALSE(is_killed_in([&] {
            if (::geteuid() == 0 && ::setuid(65534) != 0) throw std::runtime_error("cannot become nobody");
            const std::string message = message_of([&] { application.revise(); });
            if (!message.ends_with("Permission denied") || message.find(directory) == std::string::npos) throw std::runtime_error(message);
            read_revisions(application.config());
        }));
        fs::permissions(application / directory, fs::perms::owner_all);
        CHECK(application.tree() == before);
    }
}

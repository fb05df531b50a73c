#include <aludel/generator/repair.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include <aludel/generator/directory_lock.h>
#include <aludel/generator/failure.h>

namespace aludel::generator {
namespace {

using Content = std::optional<std::string>;

void put(const path& file, const Content& content) {
    if (!content) {
        remove_file(file);
        return;
    }
    if (!std::filesystem::is_directory(file.parent_path())) make_directory(file.parent_path());
    write_file(file, *content);
}

bool is_committed(const Journal& journal) {
    return journal.committed_by_last && !journal.entries.empty() && find_file(journal.entries.back().file) == journal.entries.back().after;
}

bool nothing_was_written(const Journal& journal) {
    return std::all_of(journal.entries.begin(), journal.entries.end(),
                       [](const JournalEntry& entry) { return find_file(entry.file) == entry.before; });
}

Diagnostic interrupted(const Journal& journal, Severity severity, std::string message) {
    return {"interrupted", severity, fmt::format("a run that wrote revision {} was stopped {}", journal.revision, message), {}, {}, {}};
}

[[noreturn]] void refuse_edited(const Config& config, const Journal& journal, const std::vector<const JournalEntry*>& edited) {
    Diagnostic diagnostic = interrupted(
        journal, Severity::error, "in the middle, and files that would have to be put back have been edited since; nothing is changed");
    for (const JournalEntry* entry : edited)
        diagnostic.notes.push_back({"interrupted",
                                    Severity::note,
                                    entry->before ? "neither as it was before that run nor as that run wrote it"
                                                  : "was not there before that run, and is not as that run wrote it",
                                    {shown(entry->file), 0, 0, 0, 0},
                                    {},
                                    {}});
    diagnostic.notes.push_back(
        {"interrupted",
         Severity::note,
         fmt::format("put the files as they should be (`git status` and `git diff` show them; what they were is in {}), "
                     "delete it, and run `aludel chain`",
                     shown(journal_file(config))),
         {},
         {},
         {}});
    throw Failure({std::move(diagnostic)});
}

/// What hooks had made of it when they were stopped can be anybody's work: it is kept, under a name that no build takes up.
path set_aside(const path& file) {
    path aside = file;
    aside += ".unfinished";
    std::filesystem::rename(file, aside);
    return aside;
}

void remove_directories(const Journal& journal) {
    std::for_each(journal.directories.rbegin(), journal.directories.rend(), [](const path& directory) { ::rmdir(directory.c_str()); });
}

// What was not there goes first: where the disk is full, that makes room for what was.
void put_back(const Journal& journal) {
    for (const JournalEntry& entry : journal.entries)
        if (!entry.before && std::filesystem::exists(entry.file)) remove_file(entry.file);
    for (const JournalEntry& entry : journal.entries)
        if (entry.before && find_file(entry.file) != entry.before) put(entry.file, entry.before);
    remove_directories(journal);
}

Diagnostic finish(const Config& config, const Journal& journal) {
    // They were synced before the chain. Where a disk did not keep its word, one may be the old one all the same.
    for (const JournalEntry& entry : journal.entries)
        if (entry.before != entry.after && find_file(entry.file) == entry.before) put(entry.file, entry.after);
    remove_empty_directories(config);
    remove_file(journal_file(config));
    return interrupted(journal, Severity::note, "when all was written but its journal; it stands");
}

Diagnostic undo(const Config& config, const Journal& journal) {
    std::vector<const JournalEntry*> edited;
    std::string aside;
    for (const JournalEntry& entry : journal.entries) {
        const Content now = find_file(entry.file);
        if (now != entry.before && now != entry.after && !entry.hooked) edited.push_back(&entry);
    }
    if (!edited.empty()) refuse_edited(config, journal, edited);
    for (const JournalEntry& entry : journal.entries) {
        const Content now = find_file(entry.file);
        if (now && now != entry.before && now != entry.after)
            aside = fmt::format("; what its hooks had made of it is {}", shown(set_aside(entry.file)));
    }
    put_back(journal);
    remove_file(journal_file(config));
    return interrupted(journal, Severity::note, "in the middle; its files are put back as they were" + aside);
}

void remove_left_over(const path& directory) {
    std::error_code error;
    std::vector<path> found;
    for (std::filesystem::recursive_directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error))
        if (is_left_over(entry->path())) found.push_back(entry->path());
    for (const path& file : found) remove_file(file);
}

}  // namespace

std::optional<Diagnostic> repair(const Config& config) {
    remove_left_over(config.migrations_directory);
    remove_left_over(config.schema_directory);
    const std::optional<Journal> journal = read_journal(config);
    if (!journal) return {};
    return is_committed(*journal) ? finish(config, *journal) : undo(config, *journal);
}

void take_back(const Config& config, const Journal& journal) noexcept {
    try {
        put_back(journal);
        if (std::filesystem::exists(journal_file(config))) remove_file(journal_file(config));
    } catch (const std::exception& error) {
        fmt::print(stderr, "aludel: {}; the next run takes back what this one wrote\n", error.what());
    }
}

void refuse_unfinished(const Config& config) {
    const path file = journal_file(config);
    constexpr auto patience = std::chrono::seconds(10);
    const auto end = std::chrono::steady_clock::now() + patience;
    while (std::filesystem::exists(file) && is_locked(config.migrations_directory)) {
        if (std::chrono::steady_clock::now() > end)
            throw Failure("busy", fmt::format("{} is writing a revision in {}; try again when it is done",
                                              lock_holder(config.migrations_directory), shown(config.migrations_directory)));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const std::optional<Journal> journal = read_journal(config);
    if (!journal || is_committed(*journal) || nothing_was_written(*journal)) return;
    Diagnostic diagnostic = interrupted(*journal, Severity::error, "in the middle: the revisions and the snapshot are half of each");
    diagnostic.notes.push_back(
        {"interrupted", Severity::note, "`aludel chain` takes it back, as does the next `aludel revision` or merge", {}, {}, {}});
    throw Failure({std::move(diagnostic)});
}

void remove_empty_directories(const Config& config) {
    if (!std::filesystem::is_directory(config.schema_directory)) return;
    for (const auto& entry : std::filesystem::directory_iterator(config.schema_directory))
        if (entry.is_directory() && std::filesystem::is_empty(entry.path())) std::filesystem::remove(entry.path());
}

}  // namespace aludel::generator

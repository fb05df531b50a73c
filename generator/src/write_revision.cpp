#include <aludel/generator/write_revision.h>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <aludel/generator/chain_file.h>
#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/hooks.h>
#include <aludel/generator/journal.h>
#include <aludel/generator/repair.h>

namespace aludel::generator {
namespace {

schema::SnapshotFiles snapshot_on_disk(const Config& config) {
    schema::SnapshotFiles files;
    if (!std::filesystem::is_directory(config.schema_directory)) return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(config.schema_directory)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".toml") continue;
        files[entry.path().lexically_relative(config.schema_directory).generic_string()] = read_file(entry.path());
    }
    return files;
}

// The hooks may have changed it, and a template of the user's may be wrong: what stands in the file counts.
RevisionFile read_back(const path& file, const std::string& text, const NewRevision& revision) {
    std::vector<Diagnostic> diagnostics;
    const auto found = read_revision_file(shown(file), text, diagnostics);
    if (found && found->id == revision.id && found->parents == revision.parents) return *found;
    if (found)
        diagnostics.push_back(
            {"revision-id", Severity::error, "the file does not say the id and parents of the new revision", found->location, {}, {}});
    diagnostics.back().notes.push_back(
        {"revision-not-plain", Severity::note, "the template or a hook made it so; nothing is written", {}, {}, {}});
    throw Failure(std::move(diagnostics));
}

/// The files of one revision on their way to disk: the journal knows each of them before it is written, and leaving the
/// scope before finish() takes everything back.
class Undertaking {
public:
    Undertaking(const Config& config, std::string revision) : config_(config) { journal_.revision = std::move(revision); }
    ~Undertaking() {
        if (!finished_) take_back(config_, journal_);
    }
    Undertaking(const Undertaking&) = delete;
    Undertaking& operator=(const Undertaking&) = delete;

    /// What hooks may change: it is written before the rest is known, and they have it now.
    void write_for_hooks(const path& file, const std::string& text) {
        add(file, text);
        journal_.entries.back().hooked = true;
        write_journal(config_, journal_);
        write_all();
    }
    void hooks_are_done(const std::string& text) {
        journal_.entries.back().after = text;
        journal_.entries.back().hooked = false;
    }

    void add(const path& file, std::optional<std::string> after) {
        std::optional<std::string> before = find_file(file);
        if (before == after) return;
        if (after) add_directories(file.parent_path());
        journal_.entries.push_back({file, std::move(before), std::move(after), false});
    }

    /// @param chain the file of the commit point; the last one that is written.
    void finish(const path& chain, std::string text) {
        add(chain, std::move(text));
        journal_.committed_by_last = true;
        write_journal(config_, journal_);
        write_all();
        finished_ = true;
        remove_empty_directories(config_);
        remove_file(journal_file(config_));
    }

private:
    void add_directories(const path& directory) {
        if (directory.empty() || std::filesystem::is_directory(directory)) return;
        add_directories(directory.parent_path());
        if (std::find(journal_.directories.begin(), journal_.directories.end(), directory) == journal_.directories.end())
            journal_.directories.push_back(directory);
    }

    void write_all() {
        for (const path& directory : journal_.directories) make_directory(directory);
        // The commit point by itself, when all the rest is on disk.
        const std::size_t end = journal_.entries.size() - (journal_.committed_by_last ? 1 : 0);
        std::vector<FileText> texts;
        for (std::size_t i = written_; i < end; ++i)
            if (const JournalEntry& entry = journal_.entries[i]; entry.after) texts.push_back({entry.file, *entry.after});
        write_files(texts);
        for (std::size_t i = written_; i < end; ++i)
            if (const JournalEntry& entry = journal_.entries[i]; !entry.after) remove_file(entry.file);
        if (journal_.committed_by_last) write_file(journal_.entries.back().file, *journal_.entries.back().after);
        written_ = journal_.entries.size();
    }

    const Config& config_;
    Journal journal_;
    std::size_t written_ = 0;  ///< of the entries
    bool finished_ = false;
};

}  // namespace

std::filesystem::path write_revision(const Writing& writing, const Revisions& existing, const NewRevision& revision,
                                     const schema::SnapshotFiles* snapshot) {
    const Config& config = writing.config();
    const path file = config.migrations_directory / revision_file_name(revision, config.file_template);
    if (find_file(file)) throw Failure("revision-file", fmt::format("{} is there already; give another message or --rev-id", shown(file)));
    Undertaking undertaking(config, revision.id);
    undertaking.write_for_hooks(file, revision_text(revision, config.migrations_namespace, config.templates_directory));
    run_hooks(post_write_hooks(config), file);
    const std::string text = read_file(file);
    undertaking.hooks_are_done(text);
    std::vector<RevisionFile> files = existing.files;
    files.push_back(read_back(file, text, revision));
    const Revisions all = make_revisions(std::move(files));
    if (snapshot != nullptr) {
        for (const auto& [name, content] : *snapshot) undertaking.add(config.schema_directory / name, content);
        for (const auto& [name, content] : snapshot_on_disk(config))
            if (!snapshot->contains(name)) undertaking.add(config.schema_directory / name, {});
    }
    undertaking.add(config.migrations_directory / "chain.h", chain_header(config));
    undertaking.finish(config.migrations_directory / "chain.cpp", chain_source(config, all.files));
    return file;
}

schema::SnapshotFiles read_snapshot_files(const Config& config) {
    refuse_unfinished(config);
    return snapshot_on_disk(config);
}

std::string new_revision_id(const std::string& wanted, const Revisions& existing) {
    const std::string id = wanted.empty() ? random_revision_id() : wanted;
    if (!is_revision_id(id))
        throw Failure("revision-id",
                      fmt::format("'{}' is no id for a revision: letters, digits and single underscores, as in 7c1e0a94b2d3", id));
    if (existing.graph.find(id) != nullptr)
        throw Failure("revision-id", fmt::format("there is a revision {} already: {}", id, existing.file(id).path));
    return id;
}

}  // namespace aludel::generator

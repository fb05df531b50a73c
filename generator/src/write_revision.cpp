#include <aludel/generator/write_revision.h>

#include <fmt/format.h>

#include <aludel/generator/chain_file.h>
#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/hooks.h>

namespace aludel::generator {
namespace {

void write_snapshot(FileChanges& changes, const Config& config, const schema::SnapshotFiles& snapshot) {
    for (const auto& [name, text] : snapshot) changes.write(config.schema_directory / name, text);
    for (const auto& [name, text] : read_snapshot_files(config))
        if (!snapshot.contains(name)) changes.remove(config.schema_directory / name);
}

void remove_empty_directories(const Config& config) {
    for (const auto& entry : std::filesystem::directory_iterator(config.schema_directory))
        if (entry.is_directory() && std::filesystem::is_empty(entry.path())) std::filesystem::remove(entry.path());
}

// The hooks may have changed it, and a template of the user's may be wrong: what stands in the file counts.
RevisionFile read_back(const path& file, const NewRevision& revision) {
    std::vector<Diagnostic> diagnostics;
    const auto found = read_revision_file(shown(file), read_file(file), diagnostics);
    if (found && found->id == revision.id && found->parents == revision.parents) return *found;
    if (found)
        diagnostics.push_back(
            {"revision-id", Severity::error, "the file does not say the id and parents of the new revision", found->location, {}, {}});
    diagnostics.back().notes.push_back(
        {"revision-not-plain", Severity::note, "the template or a hook made it so; nothing is written", {}, {}, {}});
    throw Failure(std::move(diagnostics));
}

}  // namespace

std::filesystem::path write_revision(const Config& config, const Revisions& existing, const NewRevision& revision,
                                     const schema::SnapshotFiles* snapshot) {
    const path file = config.migrations_directory / revision_file_name(revision, config.file_template);
    if (find_file(file)) throw Failure("revision-file", fmt::format("{} is there already; give another message or --rev-id", shown(file)));
    FileChanges changes;
    changes.write(file, revision_text(revision, config.migrations_namespace, config.templates_directory));
    run_hooks(post_write_hooks(config), file);
    std::vector<RevisionFile> files = existing.files;
    files.push_back(read_back(file, revision));
    const Revisions all = make_revisions(std::move(files));
    if (snapshot != nullptr) write_snapshot(changes, config, *snapshot);
    changes.write(config.migrations_directory / "chain.h", chain_header(config));
    changes.write(config.migrations_directory / "chain.cpp", chain_source(config, all.files));
    changes.release();
    if (snapshot != nullptr) remove_empty_directories(config);
    return file;
}

schema::SnapshotFiles read_snapshot_files(const Config& config) {
    schema::SnapshotFiles files;
    if (!std::filesystem::is_directory(config.schema_directory)) return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(config.schema_directory)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".toml") continue;
        files[entry.path().lexically_relative(config.schema_directory).generic_string()] = read_file(entry.path());
    }
    return files;
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

#include <algorithm>
#include <cstdio>
#include <set>

#include <fmt/format.h>

#include <aludel/generator/chain_file.h>
#include <aludel/generator/escape.h>
#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/repeated.h>
#include <aludel/generator/write_revision.h>

#include "commands.h"
#include "read_pending.h"

namespace aludel::generator {
namespace {

bool is_head(const Revisions& revisions, const std::string& id) {
    const auto heads = revisions.graph.heads();
    return std::find(heads.begin(), heads.end(), id) != heads.end();
}

[[noreturn]] void refuse_many_heads(const Revisions& revisions, const std::vector<std::string>& heads) {
    Diagnostic diagnostic{
        "multiple-heads", Severity::error, fmt::format("there is more than one head: {}", fmt::join(heads, ", ")), {}, {}, {}};
    for (const std::string& id : heads) {
        const RevisionFile& file = revisions.file(id);
        diagnostic.notes.push_back({"multiple-heads", Severity::note, fmt::format("{} is {}", id, file.message), file.location, {}, {}});
    }
    diagnostic.notes.push_back({"multiple-heads", Severity::note, "join them: aludel merge", {}, {}, {}});
    diagnostic.notes.push_back(
        {"multiple-heads", Severity::note, fmt::format("or say which one to build on: --head {}", heads.front()), {}, {}, {}});
    throw Failure({std::move(diagnostic)});
}

std::vector<std::string> parents_of(const Revisions& revisions, const RevisionOptions& options) {
    const std::vector<std::string> heads = revisions.graph.heads();
    if (options.head.empty() && heads.size() > 1) refuse_many_heads(revisions, heads);
    if (options.head.empty()) return heads;
    const std::vector<std::string> parents = revisions.graph.resolve(options.head);
    if (parents.empty() && heads.empty()) return {};
    const bool branches =
        parents.empty() || std::any_of(parents.begin(), parents.end(), [&](const std::string& id) { return !is_head(revisions, id); });
    if (branches && !options.splice)
        throw Failure("not-a-head",
                      fmt::format("{} is no head; a revision on it makes a new branch: say --splice if that is meant", options.head));
    return parents;
}

// As Alembic prints them.
void print_detected(const std::vector<schema::Change>& changes) {
    for (const schema::Change& change : changes)
        fmt::print("Detected: {}{}\n", one_line(schema::describe(change)), schema::destroys_data(change) ? " (destroys data)" : "");
}

void refuse_unused(const RevisionOptions& options) {
    if (options.autogenerate) return;
    if (!options.decisions.empty())
        throw Failure("option", "--drop, --rename, --fill, --convert and --accept answer questions of --autogenerate; add it");
}

/// Of what was accepted, what is not a question of diff's.
std::set<std::string> take_repeats(schema::Decisions& said) {
    std::set<std::string> repeats;
    for (const std::string& id : said.accepted)
        if (id.starts_with("repeat:")) repeats.insert(id);
    for (const std::string& id : repeats) said.accepted.erase(id);
    return repeats;
}

void refuse_repeated(const Revisions& revisions, const std::vector<std::string>& parents, Pending& pending,
                     std::set<std::string> accepted) {
    if (const auto repeated = find_repeated(revisions, parents, pending.upgrade)) {
        if (accepted.erase(repeated->id) == 0) throw Failure({repeated->diagnostic});
        pending.accepted.push_back(fmt::format("Accepted ({}): {}.", repeated->id, repeated->diagnostic.message));
    }
    if (!accepted.empty()) throw Failure("unused-answer", fmt::format("--accept {} answers no question", *accepted.begin()));
}

}  // namespace

int run(const Context& context, const RevisionOptions& options) {
    refuse_unused(options);
    const Writing writing = context.begin_writing();
    const Config& config = writing.config();
    const Revisions revisions = read_revisions(config);
    refuse_torn_chain(config, revisions.files);
    NewRevision revision;
    revision.parents = parents_of(revisions, options);
    revision.id = new_revision_id(options.id, revisions);
    revision.message = options.message;
    revision.labels = options.labels;
    revision.depends_on = options.depends_on;
    revision.created = creation_time();
    schema::SnapshotFiles snapshot;
    if (options.autogenerate) {
        schema::Decisions said = options.decisions.decisions();
        const std::set<std::string> repeats = take_repeats(said);
        Comparison comparison = compare_models(context, config, options.models, said);
        Pending& pending = comparison.pending;
        if (pending.has_errors()) throw Failure(comparison.diagnostics());
        context.report(comparison.diagnostics());
        if (pending.changes.empty()) {
            fmt::print("No changes detected\n");
            return 0;
        }
        refuse_repeated(revisions, revision.parents, pending, repeats);
        print_detected(pending.changes);
        revision.upgrade = std::move(pending.upgrade);
        revision.reasons = std::move(pending.reasons);
        // What the operation says itself needs no comment.
        std::replace(revision.reasons.begin(), revision.reasons.end(), std::string(schema::rename_was_said), std::string());
        revision.accepted = std::move(pending.accepted);
        revision.downgrade = std::move(pending.downgrade);
        snapshot = schema::print_committed(pending.after);
    }
    const path file = write_revision(writing, revisions, revision, options.autogenerate ? &snapshot : nullptr);
    fmt::print("Generating {} ... done\n", shown(file));
    return 0;
}

}  // namespace aludel::generator

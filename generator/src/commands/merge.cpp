#include <algorithm>

#include <fmt/format.h>

#include <aludel/generator/chain_file.h>
#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/write_revision.h>

#include "commands.h"

namespace aludel::generator {
namespace {

std::vector<std::string> revisions_to_join(const Revisions& revisions, const std::vector<std::string>& said) {
    if (said.empty()) return revisions.graph.heads();
    std::vector<std::string> ids;
    for (const std::string& identifier : said) {
        for (std::string& id : revisions.graph.resolve(identifier))
            if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
    return ids;
}

}  // namespace

int run(const Context& context, const MergeOptions& options) {
    const Writing writing = context.begin_writing();
    const Revisions revisions = read_revisions(writing.config());
    refuse_torn_chain(writing.config(), revisions.files);
    NewRevision revision;
    revision.parents = revisions_to_join(revisions, options.revisions);
    if (revision.parents.size() < 2) throw Failure("nothing-to-merge", "there is nothing to merge: a merge joins two revisions or more");
    revision.message = options.message.empty() ? fmt::format("merge {}", fmt::join(revision.parents, " and ")) : options.message;
    revision.id = new_revision_id(options.id, revisions);
    revision.labels = options.labels;
    revision.created = creation_time();
    const path file = write_revision(writing, revisions, revision);
    fmt::print("Generating {} ... done\n", shown(file));
    return 0;
}

}  // namespace aludel::generator

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/migrations/graph.h>
#include <aludel/migrations/record.h>
#include <aludel/schema/error.h>

#include "light.h"

namespace aludel::migrations {

namespace {

using Kind = GraphError::Kind;

std::string list(const std::vector<std::string>& ids) {
    return ids.empty() ? std::string("nothing") : fmt::format("{}", fmt::join(ids, ", "));
}

bool same_set(std::vector<std::string> a, std::vector<std::string> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

Revision from_light(const aludel::revision& from) {
    Revision made;
    made.id = light::required(from.id, "a revision's id");
    made.parents = light::texts(from.parents, "a parent's id");
    made.depends_on = light::texts(from.depends_on, "what the revision depends on");
    made.labels = light::texts(from.labels, "a branch label");
    made.message = light::text(from.message);
    made.api = from.api;
    made.upgrade = from.upgrade;
    made.downgrade = from.downgrade;
    return made;
}

void check_api(const Revision& revision) {
    if (revision.api >= oldest_api && revision.api <= newest_api) return;
    const std::string levels = oldest_api == newest_api ? fmt::format("{}", newest_api) : fmt::format("{} to {}", oldest_api, newest_api);
    const char* advice =
        revision.api > newest_api ? "link a newer version of Aludel" : "write .api as the file had it when it was generated";
    throw GraphError(
        Kind::unknown_api,
        fmt::format("revision {} is written for API level {}, and this library runs {}: {}", revision.id, revision.api, levels, advice),
        {revision.id});
}

/// A downgrade that does nothing would take the revision off the record and leave its tables standing.
void check_downgrade(const Revision& revision) {
    if (revision.upgrade == nullptr || revision.downgrade != nullptr) return;
    throw schema::SchemaError(fmt::format(
        "revision {} has an upgrade and no downgrade: write one, with op.irreversible(\"why\") where there is no way back", revision.id));
}

}  // namespace

std::vector<Revision> revisions(const chain& chain) {
    std::vector<Revision> made;
    made.reserve(chain.size);
    for (unsigned i = 0; i < chain.size; ++i) {
        const link& link = chain.links[i];
        Revision revision = from_light(*link.revision);
        check_api(revision);
        check_downgrade(revision);
        std::vector<std::string> row_parents;
        for (unsigned k = 0; k < link.parent_count; ++k) row_parents.push_back(made.at(chain.parents[link.first_parent + k]).id);
        if (!same_set(row_parents, revision.parents))
            throw GraphError(Kind::row_differs,
                             fmt::format("revision {} revises {}, and its row in the chain says {}: `aludel chain` writes the chain anew",
                                         revision.id, list(revision.parents), list(row_parents)),
                             {revision.id});
        made.push_back(std::move(revision));
    }
    return made;
}

std::vector<Node> nodes(const std::vector<Revision>& revisions) {
    std::vector<Node> made;
    made.reserve(revisions.size());
    for (const Revision& revision : revisions)
        made.push_back({revision.id, revision.parents, revision.depends_on, revision.labels, revision.message});
    return made;
}

}  // namespace aludel::migrations

#include "compiled_chain.h"

#include <fmt/format.h>

#include <aludel/migrations/fold.h>
#include <aludel/migrations/serialise.h>
#include <aludel/runtime/error.h>
#include <aludel/schema/error.h>

namespace aludel::runtime {
namespace {

using migrations::Graph;
using migrations::Node;
using migrations::Operation;
using migrations::Revision;

std::vector<Operation> recorded(const Revision& revision, void (*function)(operations&), const char* which) {
    try {
        return migrations::record(function);
    } catch (const schema::SchemaError& error) {
        throw Error(fmt::format("revision {} ({}): its {}() cannot be meant: {}", revision.id, revision.message, which, error.what()),
                    revision.id);
    }
}

}  // namespace

CompiledChain::CompiledChain(const chain& chain)
    : name_(chain.name.data == nullptr ? "" : std::string(chain.name.data, chain.name.size)),
      revisions_(migrations::revisions(chain)),
      graph_(migrations::nodes(revisions_)) {
    for (std::size_t i = 0; i < revisions_.size(); ++i) position_.emplace(revisions_[i].id, i);
}

const Revision* CompiledChain::find(const std::string& id) const {
    const auto at = position_.find(id);
    return at == position_.end() ? nullptr : &revisions_[at->second];
}

Graph CompiledChain::with(const std::vector<Applied>& applied) const {
    std::vector<Node> nodes = migrations::nodes(revisions_);
    for (const Applied& one : applied) {
        if (find(one.id) == nullptr) nodes.push_back({one.id, one.parents, one.depends_on, {}, one.message});
    }
    return nodes.size() == revisions_.size() ? graph_ : Graph(std::move(nodes));
}

std::vector<std::string> CompiledChain::dependencies(const Revision& revision) const {
    std::vector<std::string> ids;
    for (const std::string& named : revision.depends_on) {
        for (std::string& id : graph_.resolve(named)) ids.push_back(std::move(id));
    }
    return ids;
}

std::vector<Operation> CompiledChain::upgrade_of(const Revision& revision) {
    return recorded(revision, revision.upgrade, "upgrade");
}

std::vector<Operation> CompiledChain::downgrade_of(const Revision& revision) {
    return recorded(revision, revision.downgrade, "downgrade");
}

schema::Schema CompiledChain::fold(const std::vector<Applied>& applied) const {
    schema::Schema schema;
    for (const Applied& one : applied) {
        const Revision* known = find(one.id);
        try {
            migrations::resolve_all(schema, known != nullptr ? upgrade_of(*known) : migrations::deserialise_operations(one.operations));
        } catch (const schema::SchemaError& error) {
            throw Error(
                fmt::format("the applied revision {} ({}) does not follow from those before it: {}", one.id, one.message, error.what()),
                one.id);
        }
    }
    return schema;
}

std::string_view only_head(const chain& chain) {
    std::vector<bool> has_child(chain.size, false);
    for (unsigned i = 0; i < chain.size; ++i) {
        const link& row = chain.links[i];
        for (unsigned p = 0; p < row.parent_count; ++p) has_child[chain.parents[row.first_parent + p]] = true;
    }
    std::string_view head;
    for (unsigned i = 0; i < chain.size; ++i) {
        if (has_child[i]) continue;
        if (!head.empty()) return {};
        head = {chain.links[i].revision->id.data, chain.links[i].revision->id.size};
    }
    return head;
}

}  // namespace aludel::runtime

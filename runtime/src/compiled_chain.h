#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/chain.h>
#include <aludel/migrations/graph.h>
#include <aludel/migrations/operation.h>
#include <aludel/migrations/record.h>
#include <aludel/schema/schema.h>

#include "history.h"

namespace aludel::runtime {

/// The program's own revisions, in the words of the standard library.
class CompiledChain {
public:
    explicit CompiledChain(const chain& chain);

    const std::string& name() const { return name_; }
    const migrations::Graph& graph() const { return graph_; }
    /// nullptr when the program does not have it.
    const migrations::Revision* find(const std::string& id) const;

    /// The graph together with the applied revisions that this program does not have.
    migrations::Graph with(const std::vector<Applied>& applied) const;
    /// The revisions that `depends_on` of this one names, as ids.
    std::vector<std::string> dependencies(const migrations::Revision& revision) const;

    /// What the revision says, raw. @throws Error when its function cannot be recorded.
    static std::vector<migrations::Operation> upgrade_of(const migrations::Revision& revision);
    static std::vector<migrations::Operation> downgrade_of(const migrations::Revision& revision);

    /// The schema after these revisions, in this order: the operations of the program where it has them, else those of
    /// the history.
    schema::Schema fold(const std::vector<Applied>& applied) const;

private:
    std::string name_;
    std::vector<migrations::Revision> revisions_;
    std::map<std::string, std::size_t, std::less<>> position_;
    migrations::Graph graph_;
};

/// The id of the chain's only head, without reading more than the chain's rows; empty when there are none or several.
std::string_view only_head(const chain& chain);

}  // namespace aludel::runtime

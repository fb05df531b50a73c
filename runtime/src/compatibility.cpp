#include "compatibility.h"

#include <algorithm>
#include <variant>

namespace aludel::runtime {
namespace {

struct OlderMayRun {
    bool operator()(const schema::Change& change) const { return schema::older_may_run(change); }
    bool operator()(const migrations::Execute&) const { return false; }
    bool operator()(const migrations::BulkInsert&) const { return true; }
    bool operator()(const migrations::Run&) const { return false; }
    bool operator()(const migrations::Irreversible&) const { return true; }
};

}  // namespace

bool older_may_run(const std::vector<migrations::Operation>& resolved) {
    return std::all_of(resolved.begin(), resolved.end(),
                       [](const migrations::Operation& operation) { return std::visit(OlderMayRun{}, operation); });
}

}  // namespace aludel::runtime

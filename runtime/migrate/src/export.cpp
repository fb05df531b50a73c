#include "export.h"

#include <nlohmann/json.hpp>

#include <aludel/migrations/record.h>
#include <aludel/migrations/serialise.h>

namespace aludel::runtime {

std::string export_chain(const chain& chain) {
    std::string lines;
    for (const auto& revision : migrations::revisions(chain)) {
        const auto upgrade = migrations::record(revision.upgrade);
        const nlohmann::ordered_json line = {
            {"id", revision.id},
            {"parents", revision.parents},
            {"message", revision.message},
            {"hash", migrations::hash(upgrade)},
            {"upgrade", nlohmann::ordered_json::parse(migrations::serialise(upgrade))},
            {"downgrade", nlohmann::ordered_json::parse(migrations::serialise(migrations::record(revision.downgrade)))},
        };
        lines += line.dump() + '\n';
    }
    return lines;
}

}  // namespace aludel::runtime

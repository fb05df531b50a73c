#include <aludel/generator/autogenerate.h>

#include "commands.h"

namespace aludel::generator {

bool DecisionOptions::empty() const {
    return drops.empty() && renames.empty() && fills.empty() && converts.empty() && accepted.empty();
}

schema::Decisions DecisionOptions::decisions() const {
    schema::Decisions decisions;
    for (const std::string& rename : renames) decisions.renames.insert(parse_rename(rename));
    decisions.drops = {drops.begin(), drops.end()};
    for (const std::string& fill : fills) add_assignment(decisions.fills, "--fill", fill);
    for (const std::string& convert : converts) add_assignment(decisions.converts, "--convert", convert);
    decisions.accepted = {accepted.begin(), accepted.end()};
    return decisions;
}

}  // namespace aludel::generator

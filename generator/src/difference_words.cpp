#include "difference_words.h"

#include <algorithm>

#include <fmt/format.h>

#include <aludel/generator/files.h>

namespace aludel::generator {

char sign_of(Sign sign) {
    switch (sign) {
        case Sign::added:
            return '+';
        case Sign::removed:
            return '-';
        case Sign::changed:
            return '~';
    }
    return '~';
}

std::vector<DifferenceGroup> groups_of(const Difference& difference) {
    std::vector<schema::Change> changes;
    for (const ExplainedChange& change : difference.changes) changes.push_back(change.change);
    return in_groups(changes);
}

bool destroys_data(const Difference& difference, const DifferenceLine& line) {
    return std::any_of(line.changes.begin(), line.changes.end(),
                       [&](std::size_t number) { return schema::destroys_data(difference.changes[number].change); });
}

namespace {

/// "models/user.h:9:42"; empty: nowhere.
std::string place(const Location& location) {
    if (location.file.empty()) return {};
    const std::string file = shown(location.file);
    if (location.line == 0) return file;
    return location.column == 0 ? fmt::format("{}:{}", file, location.line) : fmt::format("{}:{}:{}", file, location.line, location.column);
}

}  // namespace

std::vector<std::string> explanations(const ExplainedChange& change, Sign sign) {
    std::vector<std::string> found;
    const std::string asked = place(change.location), snapshot = fmt::format("{}", fmt::join(change.snapshot, " and "));
    if (!change.reason.empty()) found.push_back(change.reason);
    switch (sign) {
        case Sign::added:
            found.push_back(asked.empty() ? fmt::format("{} does not have it", snapshot)
                                          : fmt::format("{} says it, {} does not", asked, snapshot));
            break;
        case Sign::removed:
            found.push_back(asked.empty() ? fmt::format("{} has it, the models do not", snapshot)
                                          : fmt::format("{} has it, {} {}", snapshot, asked, change.said ? "says otherwise" : "does not"));
            break;
        case Sign::changed:
            found.push_back(asked.empty() ? fmt::format("{} says otherwise", snapshot)
                                          : fmt::format("{} says so, {} says otherwise", asked, snapshot));
            break;
    }
    return found;
}

}  // namespace aludel::generator

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include <aludel/schema/snapshot.h>
#include <aludel/schema/validate.h>

#include "snapshot_places.h"

namespace aludel::schema {

namespace {

// A comment, so that no key takes it for its own; behind a blank line, as a block would stand.
const std::string closing = "\n# end\n";
const std::string closing_of_windows = "\r\n# end\r\n";  // git's core.autocrlf

bool is_closed(const std::string& text) {
    return text.ends_with(closing) || text.ends_with(closing_of_windows);
}

}  // namespace

SnapshotFiles print_committed(const Snapshot& snapshot) {
    SnapshotFiles files = print(snapshot);
    for (auto& [file, text] : files) text += closing;
    return files;
}

Snapshot parse_committed(const SnapshotFiles& files) {
    SnapshotPlaces places;
    Snapshot snapshot = parse(files, places);
    for (const auto& [file, text] : files) {
        if (is_closed(text)) continue;
        throw SnapshotError(file, static_cast<int>(std::count(text.begin(), text.end(), '\n')),
                            "the file lacks its last line, `# end`, as if it had been cut off here; restore it from version control");
    }
    const std::vector<Problem> problems = validate(snapshot.schema, {});
    if (problems.empty()) return snapshot;
    const Problem& first = problems.front();
    const SnapshotPlace& place = places.at(first.object);
    const std::string more = problems.size() > 1 ? fmt::format(" ({} more like this)", problems.size() - 1) : "";
    throw SnapshotError(
        place.file, place.line,
        fmt::format("{}: {}{}; where branches were merged, one may have dropped or taken what the other needs: settle it in "
                    "the models, in the revisions and here",
                    first.object, first.message, more));
}

}  // namespace aludel::schema

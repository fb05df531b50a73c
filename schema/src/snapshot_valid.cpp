#include <fmt/format.h>

#include <aludel/schema/snapshot.h>
#include <aludel/schema/validate.h>

#include "snapshot_places.h"

namespace aludel::schema {

Snapshot parse_valid(const SnapshotFiles& files) {
    SnapshotPlaces places;
    Snapshot snapshot = parse(files, places);
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

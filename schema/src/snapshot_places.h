#pragma once

#include <map>
#include <string>

#include <aludel/schema/snapshot.h>

namespace aludel::schema {

struct SnapshotPlace {
    std::string file;
    int line = 0;
};

/// An object or a member of a table, as validate() names it ("users", "users.email"), to where it stands. Where a column and a
/// constraint have one name, the constraint.
using SnapshotPlaces = std::map<std::string, SnapshotPlace>;

Snapshot parse(const SnapshotFiles& files, SnapshotPlaces& places);

}  // namespace aludel::schema

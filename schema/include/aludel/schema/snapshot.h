#pragma once

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include <aludel/schema/diff.h>
#include <aludel/schema/schema.h>

namespace aludel::schema {

/// The schema at head as the application commits it, with the renames that are spent, so that their hints may stay
/// in the headers.
struct Snapshot {
    Schema schema = {};
    std::set<Rename> spent = {};
    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

/// File name below the schema directory ("users.toml", "enums/genre.toml") to its text.
using SnapshotFiles = std::map<std::string, std::string>;

/// A snapshot file that cannot be read: the file, the line and what is wrong.
class SnapshotError : public std::runtime_error {
public:
    SnapshotError(std::string file, int line, const std::string& message);
    const std::string& file() const { return file_; }
    int line() const { return line_; }  ///< 1-based; 0 when the file as a whole is meant

private:
    std::string file_;
    int line_;
};

/// parse(print(s)) == s. Deterministic; LF; nothing that is not the schema.
SnapshotFiles print(const Snapshot& snapshot);

/// @throws SnapshotError for an unknown field, a wrong type, a name twice, a conflict marker, a file that ends within a line.
Snapshot parse(const SnapshotFiles& files);

// A snapshot as it is committed: each of its files ends in the line `# end`, for else one that was cut off between two lines
// would be taken for a table with fewer columns.

SnapshotFiles print_committed(const Snapshot& snapshot);

/// Refuses also what no database could be, whatever the dialect (see validate()): where branches were merged without a conflict,
/// one may have dropped what the other refers to.
/// @throws SnapshotError as parse() does, for a file without its last line, or with the place of the first object that is wrong.
Snapshot parse_committed(const SnapshotFiles& files);

}  // namespace aludel::schema

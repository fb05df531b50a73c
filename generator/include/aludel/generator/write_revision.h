#pragma once

#include <filesystem>

#include <aludel/generator/config.h>
#include <aludel/generator/revision_text.h>
#include <aludel/generator/revisions.h>
#include <aludel/generator/writing.h>
#include <aludel/schema/snapshot.h>

namespace aludel::generator {

/// Writes the revision file, the snapshot where one is given, and the chain; in this order, all or nothing: also when the
/// process dies in the middle, see journal.h. The hooks run on the revision file before anything else is written. Gives
/// the path of the revision file.
/// @throws Failure; nothing is changed then.
std::filesystem::path write_revision(const Writing& writing, const Revisions& existing, const NewRevision& revision,
                                     const schema::SnapshotFiles* snapshot = nullptr);

/// The snapshot's files as they are on disk: every .toml below the schema directory.
/// @throws Failure where a revision was not written whole.
schema::SnapshotFiles read_snapshot_files(const Config& config);

/// The id that was asked for, or a random one. @throws Failure for one that cannot be, or is there already.
std::string new_revision_id(const std::string& wanted, const Revisions& existing);

}  // namespace aludel::generator

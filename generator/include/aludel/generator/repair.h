#pragma once

#include <optional>

#include <aludel/generator/config.h>
#include <aludel/generator/diagnostic.h>
#include <aludel/generator/journal.h>

namespace aludel::generator {

/// Where a run was stopped that wrote a revision: finishes it where its chain.cpp is there, the commit point, and else
/// puts every file back. A file that has been edited since is left alone. Removes the temporary files of such runs.
/// Gives a note that says what was done; nullopt when there was nothing to do.
/// @pre nobody else writes in the directories.
/// @throws Failure, with nothing changed, where a file that would have to be put back has been edited since.
std::optional<Diagnostic> repair(const Config& config);

/// The same for the run's own process, which knows that nobody else has edited them. What cannot be put back is told on
/// standard error, and the journal stays for the next run.
void take_back(const Config& config, const Journal& journal) noexcept;

/// For what only reads: waits while a revision is being written, and is content with one that was written whole.
/// @throws Failure where one was stopped in the middle, or takes long.
void refuse_unfinished(const Config& config);

/// Directories below the schema directory that hold nothing any more.
void remove_empty_directories(const Config& config);

}  // namespace aludel::generator

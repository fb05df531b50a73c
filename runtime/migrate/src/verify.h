#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <aludel/chain.h>

namespace aludel::runtime {

/// What is wrong with a chain, before any database sees it; empty: nothing.
/// 1. one head; 2. replaying the chain on an empty schema gives the snapshot, and each downgrade leads back to the schema before
/// its revision; 3. on an in-memory SQLite, where the chain has its driver, and on the database `url`, every revision goes up,
/// and the live schema is the fold's; down, and it is the fold's before; and up again. A downgrade that is irreversible ends the
/// way down, which is no mistake.
/// @param url of a database for tests, empty but for a history of Aludel's without revisions, as it is left; empty: none.
std::vector<std::string> verify(const chain& chain, const std::optional<std::filesystem::path>& schema_directory, const std::string& url);

}  // namespace aludel::runtime

#pragma once

#include <aludel/migrations/step.h>
#include <aludel/runtime.h>

#include "sqlite/database.h"

namespace aludel::runtime::sqlite {

/// Makes a table anew under its name, with its rows, rowids, indexes, triggers and its place in sqlite_sequence. Inside
/// a transaction that began with foreign keys off. @throws Error, and the transaction is to be rolled back then.
void rebuild(const Database& database, const migrations::RebuildStep& step, const Options& options);

}  // namespace aludel::runtime::sqlite

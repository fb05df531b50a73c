#pragma once

#include <aludel/chain.h>

namespace aludel::bench {

/// A hundred revisions, which alembic/history.py writes for Alembic too; a URL may name every engine that is built.
extern const aludel::chain hundred_revisions;

}  // namespace aludel::bench

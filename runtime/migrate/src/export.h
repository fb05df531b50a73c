#pragma once

#include <string>

#include <aludel/chain.h>

namespace aludel::runtime {

/// The operations of every revision as the compiled program knows them, parents first: JSON, one revision a line, with
/// id, parents, message, and the canonical `upgrade` and `downgrade` (migrations/serialise.h) and the hash of the first.
std::string export_chain(const chain& chain);

}  // namespace aludel::runtime

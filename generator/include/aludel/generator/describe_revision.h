#pragma once

#include <string>

#include <aludel/generator/revisions.h>

// Revisions in the words of Alembic's history, heads and show.

namespace aludel::generator {

/// " (label) (head) (branchpoint)", or nothing.
std::string revision_marks(const Revisions& revisions, const RevisionFile& revision);
std::string first_line(const std::string& message);

/// "41d0c2f8a6be -> 7c1e0a94b2d3 (label) (head), the message"
std::string history_line(const Revisions& revisions, const RevisionFile& revision);
/// "7c1e0a94b2d3 (label) (head)"
std::string short_line(const Revisions& revisions, const RevisionFile& revision);
/// Several lines: Rev, Parent, Path, Created, and the message.
std::string full_text(const Revisions& revisions, const RevisionFile& revision);

}  // namespace aludel::generator

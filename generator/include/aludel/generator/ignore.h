#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/generator/config.h>
#include <aludel/generator/model_document.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/snapshot.h>

namespace aludel::generator {

/// A pattern of [autogenerate] ignore as a glob for each part of a name: "auth.*", "users.ix_*". A part in double quotes is a name as it
/// is. nullopt for what is no pattern: an empty part, more than three, a quote without end.
std::optional<std::vector<std::string>> ignore_pattern(std::string_view text);

/// Whether the name, part by part, is one that the pattern names.
bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& name);
/// The parts of an object's name: {"auth", "users"}, or {"users"}.
std::vector<std::string> parts_of(const schema::Name& name);

/// The models as they are compared: every object, and every column, constraint and index of a table, that a pattern names is as the
/// snapshot has it, or is not there when the snapshot has none. Hints of renames of such things are taken out, and renames of what they
/// stand in are followed.
/// Adds to the document's diagnostics: a warning for a pattern that names nothing, an error where something needs what is left out, or
/// where what is kept needs what the models no longer have.
/// @param said decisions of the command line.
ModelDocument ignored(ModelDocument models, const schema::Snapshot& snapshot, const schema::Decisions& said,
                      const std::vector<Said<std::string>>& patterns);

}  // namespace aludel::generator

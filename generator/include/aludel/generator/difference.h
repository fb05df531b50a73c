#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <aludel/generator/autogenerate.h>
#include <aludel/generator/diagnostic.h>
#include <aludel/generator/model_document.h>

namespace aludel::generator {

enum class Sign { added, removed, changed };

/// A line of a difference. Its text is raw; who writes it escapes it.
struct DifferenceLine {
    Sign sign = Sign::changed;
    std::string text = {};                  ///< "bio text, nullable", "users.about -> bio"
    std::vector<std::size_t> changes = {};  ///< which of the changes it stands for; none: a heading, or a part of what the heading makes

    friend bool operator==(const DifferenceLine&, const DifferenceLine&) = default;
};

/// What happens to a table, an enum, a view, a sequence or another object.
struct DifferenceGroup {
    DifferenceLine heading = {};
    std::vector<DifferenceLine> lines = {};

    friend bool operator==(const DifferenceGroup&, const DifferenceGroup&) = default;
};

/// The changes as people read them: tables by name, and in each its columns, constraints and indexes; then enums, views, sequences
/// and objects. Every change stands in one line or heading; two may share one (a rename through another name).
std::vector<DifferenceGroup> in_groups(const std::vector<schema::Change>& changes);

/// A change, and what is known of it.
struct ExplainedChange {
    schema::Change change;
    std::string reason = {};                 ///< why it is there where it does not stand in the models; often empty
    Location location = {};                  ///< where the models say it, or what it is part of; nowhere for what they say no more
    bool said = false;                       ///< the models have something of its name, at `location`
    std::vector<std::string> snapshot = {};  ///< the files of the snapshot that say otherwise, as messages show them
};

/// What the models ask of the snapshot, for `aludel diff`.
struct Difference {
    std::vector<ExplainedChange> changes = {};  ///< in the order they execute
    std::vector<Diagnostic> questions = {};     ///< what is not to be guessed; `changes` is empty then
};

Difference explain(const ModelDocument& models, const Pending& pending, const std::filesystem::path& schema_directory);

struct DifferenceStyle {
    bool colour = false;
    bool explain = false;  ///< why each change is there, below it
};
/// `+ - ~` and the words of each line; "No changes detected" where there are none.
std::string difference_text(const Difference& difference, const DifferenceStyle& style);

/// For a comment on a pull request.
std::string difference_markdown(const Difference& difference);

/// As docs/commands.md says; its members keep their names and meanings.
std::string difference_json(const Difference& difference);

}  // namespace aludel::generator

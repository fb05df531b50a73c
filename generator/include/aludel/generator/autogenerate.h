#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <aludel/generator/diagnostic.h>
#include <aludel/generator/model_document.h>
#include <aludel/migrations/operation.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/snapshot.h>

namespace aludel::generator {

/// What the models ask of the snapshot.
struct Pending {
    std::vector<schema::Change> changes = {};
    std::vector<std::string> reasons = {};   ///< of `changes` and of `upgrade`, see schema::Diff
    std::vector<std::string> accepted = {};  ///< the answers that no operation shows, a sentence each
    std::vector<migrations::Operation> upgrade = {};
    std::vector<migrations::Operation> downgrade = {};
    schema::Snapshot after = {};
    /// Errors: the models are no schema, or something is not to be guessed; then nothing else is to be used. Notes: what
    /// the downgrade cannot undo.
    std::vector<Diagnostic> diagnostics = {};

    bool has_errors() const;
};

/// What the headers decide, and the command line, which wins. A hint that was followed once stays in the header and is not followed again.
schema::Decisions decisions_of(const ModelDocument& models, const schema::Snapshot& before, const schema::Decisions& said);

/// The difference between the models and the snapshot, with what the headers and the command line decide.
/// @param said decisions of the command line.
/// @param dialects as in aludel.toml.
Pending autogenerate(const ModelDocument& models, const schema::Snapshot& before, const schema::Decisions& said,
                     const std::set<std::string>& dialects);

/// Decisions in the words of the command line: "users.about=bio" for a column, "users=members" for a table,
/// "enum:role.user=member" for a value of an enum, "enum:role=rank" for an enum.
/// @throws Failure that shows how it is written.
schema::Rename parse_rename(const std::string& text);

/// Adds "users.name='unknown'", a fill or a conversion, or "users.name:sqlite='unknown'", the same for one dialect.
/// @throws Failure that shows how it is written.
void add_assignment(std::map<std::string, schema::Expression>& to, const std::string& option, const std::string& text);

}  // namespace aludel::generator

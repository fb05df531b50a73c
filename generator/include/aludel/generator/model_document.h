#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <aludel/generator/diagnostic.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/schema.h>

namespace aludel::generator {

/// What a front end has read in the model headers: the one thing that passes from `aludel-models` to `aludel`.
struct ModelDocument {
    std::string version = {};  ///< of the front end; must be the tool's own
    schema::Schema schema = {};
    std::set<schema::Rename> renames = {};                 ///< every renamed_from
    std::map<std::string, schema::Expression> fills = {};  ///< "users.name": every fill
    std::map<std::string, Location> locations = {};        ///< "users", "users.bio", "users.ix_users_bio": where each is said
    std::vector<Diagnostic> diagnostics = {};
    std::vector<std::string> dependencies = {};  ///< the files that were read, for a depfile

    friend bool operator==(const ModelDocument&, const ModelDocument&) = default;
};

/// As TOML: the schema in the snapshot's own words, and the rest in blocks beside it.
std::string write_model_document(const ModelDocument& document);

/// @throws schema::SnapshotError when the text is no such document.
ModelDocument read_model_document(std::string_view text);

}  // namespace aludel::generator

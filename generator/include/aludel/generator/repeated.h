#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aludel/generator/diagnostic.h>
#include <aludel/generator/revisions.h>
#include <aludel/migrations/operation.h>

namespace aludel::generator {

/// A revision that stands in the chain while the snapshot lacks what it did, as after a commit of one without the other:
/// autogenerate would write its operations a second time, and they would fail on every database.
struct Repeated {
    std::string id = {};  ///< "repeat:<id of the revision>", typed after --accept
    Diagnostic diagnostic = {};
};

/// The parent whose upgrade says all of these operations, word for word, and more than drops; nullopt when there is none.
/// What a hand has edited is not found.
std::optional<Repeated> find_repeated(const Revisions& revisions, const std::vector<std::string>& parents,
                                      const std::vector<migrations::Operation>& upgrade);

}  // namespace aludel::generator

#pragma once

#include <string>
#include <vector>

#include <aludel/chain.h>
#include <aludel/migrations/graph.h>
#include <aludel/migrations/operation.h>
#include <aludel/revision.h>

namespace aludel::migrations {

/// What an upgrade or downgrade function says, raw (see fold.h); nothing for a null pointer (a merge revision's).
/// Recording twice gives the same list.
/// @throws schema::SchemaError for what cannot be meant: a column without a type, a bulk_insert row of another length,
///         text that is not UTF-8.
std::vector<Operation> record(void (*function)(operations&));

/// A compiled revision in the words of the standard library.
struct Revision {
    std::string id = {};
    std::vector<std::string> parents = {};
    std::vector<std::string> depends_on = {};
    std::vector<std::string> labels = {};
    std::string message = {};
    int api = 0;
    void (*upgrade)(operations&) = nullptr;
    void (*downgrade)(operations&) = nullptr;
};

/// The API levels of the light header that this library runs.
inline constexpr int oldest_api = 1;
inline constexpr int newest_api = 1;

/// The chain's revisions, parents first.
/// @throws GraphError (graph.h) when a row's parents are not those that its revision names, or when a revision's API
///         level is not between oldest_api and newest_api.
/// @throws schema::SchemaError for an upgrade without a downgrade.
std::vector<Revision> revisions(const chain& chain);

/// The same as the graph sees them.
std::vector<Node> nodes(const std::vector<Revision>& revisions);

}  // namespace aludel::migrations

#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace aludel::schema {

struct RenameStep {
    std::string from;
    std::string to;
    std::string reason;  ///< as in Diff::reasons
};

/// Renames in the order they execute. Where names are swapped, or where a name is taken by an object that goes, the
/// object in the way is moved aside under a temporary name first.
struct RenamePlan {
    std::vector<RenameStep> steps;
    std::map<std::string, std::string> aside;  ///< the temporary name of an object that is to be dropped, to its own
};

/// The renames that apply among `hints` (from, to). One applies when `from` was there, `to` will be, and no object keeps
/// the name `to`: it is new, or renamed away, or dropped out loud (`dropped`). Two hints that contradict each other
/// both fall away, and what they were about is asked.
RenamePlan plan_renames(const std::set<std::pair<std::string, std::string>>& hints, const std::set<std::string>& before,
                        const std::set<std::string>& after, const std::function<bool(const std::string&)>& dropped);

/// A name that none of `taken` is: `name` with that ending, and a number where need be.
std::string free_name(const std::string& name, const char* ending, const std::set<std::string>& taken);

}  // namespace aludel::schema

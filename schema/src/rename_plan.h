#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <aludel/schema/diff.h>

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

/// A name that no object has: `name` with that ending, or something like it.
using FreshName = std::function<std::string(const std::string& name, const char* ending)>;

/// The renames that apply among `hints` (from, to). One applies when `from` was there, `to` will be, and no object keeps
/// the name `to`: it is new, or renamed away, or dropped out loud (`dropped`). Two hints that contradict each other
/// both fall away, and what they were about is asked. Names that differ in case alone stand in each other's way, as SQLite has it.
RenamePlan plan_renames(const std::set<std::pair<std::string, std::string>>& hints, const std::set<std::string>& before,
                        const std::set<std::string>& after, const std::function<bool(const std::string&)>& dropped,
                        const char* reason = rename_was_said, const FreshName& fresh_name = {});

/// A name that none of `taken` is: `name` with that ending, and a number where need be.
std::string free_name(const std::string& name, const char* ending, const std::set<std::string>& taken);

/// In lower case, as SQLite compares names.
std::string folded_name(std::string name);

}  // namespace aludel::schema

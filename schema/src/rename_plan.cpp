#include "rename_plan.h"

#include <algorithm>

#include <fmt/format.h>

#include <aludel/schema/diff.h>

namespace aludel::schema {

namespace {

std::map<std::string, std::string> applicable(const std::set<std::pair<std::string, std::string>>& hints,
                                              const std::set<std::string>& before, const std::set<std::string>& after,
                                              const std::function<bool(const std::string&)>& dropped) {
    std::map<std::string, int> sources;
    std::map<std::string, int> targets;
    const auto may_apply = [&](const std::pair<std::string, std::string>& hint) {
        return hint.first != hint.second && before.count(hint.first) > 0 && after.count(hint.second) > 0;
    };
    for (const auto& hint : hints) {
        if (!may_apply(hint)) continue;
        ++sources[hint.first];
        ++targets[hint.second];
    }
    std::map<std::string, std::string> renames;
    for (const auto& hint : hints) {
        if (may_apply(hint) && sources[hint.first] == 1 && targets[hint.second] == 1) renames.insert(hint);
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (auto rename = renames.begin(); rename != renames.end();) {
            const std::string& to = rename->second;
            const bool free = before.count(to) == 0 || renames.count(to) > 0 || dropped(to);
            if (free) {
                ++rename;
            } else {
                rename = renames.erase(rename);
                changed = true;
            }
        }
    }
    return renames;
}

}  // namespace

std::string free_name(const std::string& name, const char* ending, const std::set<std::string>& taken) {
    std::size_t kept = std::min<std::size_t>(name.size(), 48);  // within PostgreSQL's 63 bytes
    while (kept < name.size() && kept > 0 && (static_cast<unsigned char>(name[kept]) & 0xc0U) == 0x80U) --kept;
    std::string candidate = name.substr(0, kept) + ending;
    for (int number = 2; taken.count(candidate) > 0; ++number) candidate = name.substr(0, kept) + ending + std::to_string(number);
    return candidate;
}

RenamePlan plan_renames(const std::set<std::pair<std::string, std::string>>& hints, const std::set<std::string>& before,
                        const std::set<std::string>& after, const std::function<bool(const std::string&)>& dropped) {
    std::map<std::string, std::string> pending = applicable(hints, before, after, dropped);
    std::set<std::string> taken = before;
    std::set<std::string> known = before;
    known.insert(after.begin(), after.end());
    RenamePlan plan;
    std::set<std::string> temporaries;
    const auto step = [&](const std::string& from, const std::string& to, const std::string& reason) {
        plan.steps.push_back({from, to, reason});
        taken.erase(from);
        taken.insert(to);
        known.insert(to);
    };
    while (!pending.empty()) {
        auto next = std::find_if(pending.begin(), pending.end(), [&](const auto& rename) { return taken.count(rename.second) == 0; });
        if (next != pending.end()) {
            const bool from_aside = temporaries.count(next->first) > 0;
            step(next->first, next->second, from_aside ? "the second half of a rename in a circle" : rename_was_said);
            pending.erase(next);
            continue;
        }
        next = std::find_if(pending.begin(), pending.end(), [&](const auto& rename) { return pending.count(rename.second) == 0; });
        if (next != pending.end()) {  // the name of an object that goes
            const std::string temporary = free_name(next->second, "_dropped", known);
            plan.aside[temporary] = next->second;
            step(next->second, temporary, fmt::format("it is dropped, and its name given up to {}", next->first));
            continue;
        }
        const auto [from, to] = *pending.begin();  // a cycle
        const std::string temporary = free_name(from, "_renamed", known);
        pending.erase(from);
        step(from, temporary, "the renames go in a circle, which a temporary name opens");
        temporaries.insert(temporary);
        pending[temporary] = to;
    }
    return plan;
}

}  // namespace aludel::schema

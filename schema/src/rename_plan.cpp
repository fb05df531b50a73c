#include "rename_plan.h"

#include <algorithm>

#include <fmt/format.h>

namespace aludel::schema {

namespace {

std::map<std::string, std::string> applicable(const std::set<std::pair<std::string, std::string>>& hints,
                                              const std::set<std::string>& before, const std::set<std::string>& after,
                                              const std::function<bool(const std::string&)>& dropped) {
    std::map<std::string, int> sources;
    std::map<std::string, int> targets;
    const auto may_apply = [&](const std::pair<std::string, std::string>& hint) {
        return hint.first != hint.second && before.contains(hint.first) && after.contains(hint.second);
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
            const bool free = !before.contains(to) || renames.contains(to) || dropped(to);
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
    for (int number = 2; taken.contains(candidate); ++number) candidate = name.substr(0, kept) + ending + std::to_string(number);
    return candidate;
}

std::string folded_name(std::string name) {
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return name;
}

RenamePlan plan_renames(const std::set<std::pair<std::string, std::string>>& hints, const std::set<std::string>& before,
                        const std::set<std::string>& after, const std::function<bool(const std::string&)>& dropped, const char* reason,
                        const FreshName& fresh_name) {
    std::map<std::string, std::string> pending = applicable(hints, before, after, dropped);
    RenamePlan plan;
    if (pending.empty()) return plan;
    std::map<std::string, std::set<std::string>> taken;
    for (const std::string& name : before) taken[folded_name(name)].insert(name);
    std::set<std::string> known = before;
    known.insert(after.begin(), after.end());
    std::set<std::string> temporaries;
    const auto step = [&](const std::string& from, const std::string& to, const std::string& why) {
        plan.steps.push_back({from, to, why});
        taken[folded_name(from)].erase(from);
        taken[folded_name(to)].insert(to);
        known.insert(to);
    };
    // Who has the name that the rename needs, and will not keep it.
    const auto in_the_way = [&](const auto& rename) {
        const std::set<std::string>& holders = taken[folded_name(rename.second)];
        return std::find_if(holders.begin(), holders.end(), [&](const std::string& holder) {
            return holder != rename.first && (holder == rename.second || pending.contains(holder) || !after.contains(holder));
        });
    };
    const auto is_free = [&](const auto& rename) { return in_the_way(rename) == taken[folded_name(rename.second)].end(); };
    const auto temporary_for = [&](const std::string& name, const char* ending) {
        return fresh_name ? fresh_name(name, ending) : free_name(name, ending, known);
    };
    while (!pending.empty()) {
        auto next = std::find_if(pending.begin(), pending.end(), is_free);
        if (next != pending.end()) {
            const auto [from, to] = *next;
            pending.erase(next);
            step(from, to, temporaries.contains(from) ? "the second half of a rename in a circle" : reason);
            continue;
        }
        next = std::find_if(pending.begin(), pending.end(), [&](const auto& rename) { return !pending.contains(*in_the_way(rename)); });
        if (next != pending.end()) {  // the name of an object that goes
            const std::string holder = *in_the_way(*next);
            const std::string temporary = temporary_for(holder, "_dropped");
            plan.aside[temporary] = holder;
            step(holder, temporary, fmt::format("it is dropped, and its name given up to {}", next->first));
            continue;
        }
        const auto [from, to] = *pending.begin();  // a cycle
        const std::string temporary = temporary_for(from, "_renamed");
        pending.erase(from);
        step(from, temporary, "the renames go in a circle, which a temporary name opens");
        temporaries.insert(temporary);
        pending[temporary] = to;
    }
    return plan;
}

}  // namespace aludel::schema

#include "target.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "nearest.h"

namespace aludel::migrations {

namespace {

using Kind = GraphError::Kind;

constexpr std::size_t shortest_prefix = 4;

/// "X@symbol+N" in parts.
struct Parts {
    std::optional<std::string_view> branch = {};
    std::string_view symbol = {};
    std::optional<int> steps = {};
};

Parts parse(std::string_view identifier) {
    Parts parts;
    std::string_view rest = identifier;
    if (const auto at = rest.find('@'); at != std::string_view::npos) {
        parts.branch = rest.substr(0, at);
        rest = rest.substr(at + 1);
    }
    parts.symbol = rest;
    if (const auto sign = rest.find_first_of("+-"); sign != std::string_view::npos) {
        const std::string digits(rest.substr(sign + 1));
        // Nine digits are more than any chain has, and fit an int.
        if (!digits.empty() && digits.size() <= 9 && digits.find_first_not_of("0123456789") == std::string::npos) {
            parts.symbol = rest.substr(0, sign);
            parts.steps = (rest[sign] == '-' ? -1 : 1) * std::atoi(digits.c_str());
        }
    }
    return parts;
}

class Finder {
public:
    Finder(const Lines& lines, std::string_view identifier, const Positions& rows)
        : lines_(lines), identifier_(identifier), rows_(rows), parts_(parse(identifier)) {}

    Target find() {
        if ((parts_.symbol.empty() && !parts_.steps) || (parts_.branch && parts_.branch->empty())) unknown({});
        if (parts_.branch) target_.branch = branch(*parts_.branch);
        if (!parts_.symbol.empty()) target_.revisions = symbol();
        if (parts_.steps) take_steps(*parts_.steps);
        return std::move(target_);
    }

private:
    // ---- names

    [[noreturn]] void unknown(std::string_view name) const {
        if (name.empty())
            throw GraphError(Kind::unknown_revision,
                             fmt::format("\"{}\" names no revision: type head, base, an id, or a label", identifier_));
        std::vector<std::string> names;
        for (const auto& [id, at] : lines_.by_id) names.push_back(id);
        for (const auto& [label, at] : lines_.by_label) names.push_back(label);
        std::string advice = did_you_mean(name, names);
        if (advice.empty()) {
            advice = name.size() < shortest_prefix ? fmt::format(": type its id, at least {} characters of it, or a label", shortest_prefix)
                                                   : std::string(": `history` lists them all");
        }
        throw GraphError(Kind::unknown_revision, fmt::format("there is no revision {}{}", name, advice));
    }

    [[noreturn]] void ambiguous(std::string_view prefix, const Positions& candidates) const {
        throw GraphError(Kind::ambiguous_revision,
                         fmt::format("{} is the beginning of {} revisions, {}: type more of the one that is meant", prefix,
                                     candidates.size(), enumerate(lines_.ids(candidates))),
                         lines_.ids(candidates));
    }

    Positions with_prefix(std::string_view prefix) const {
        Positions found;
        if (prefix.size() < shortest_prefix) return found;
        for (auto at = lines_.by_id.lower_bound(prefix);
             at != lines_.by_id.end() && std::string_view(at->first).substr(0, prefix.size()) == prefix; ++at)
            found.push_back(at->second);
        return found;
    }

    std::optional<Position> exactly(std::string_view name) const {
        if (const auto at = lines_.by_id.find(name); at != lines_.by_id.end()) return at->second;
        if (const auto at = lines_.by_label.find(name); at != lines_.by_label.end()) return at->second;
        return std::nullopt;
    }

    Branch branch(std::string_view name) const {
        std::optional<Position> from = exactly(name);
        if (!from) {
            const Positions candidates = with_prefix(name);
            if (candidates.size() > 1) ambiguous(name, candidates);
            if (candidates.empty()) {
                std::vector<std::string> labels;
                for (const auto& [label, at] : lines_.by_label) labels.push_back(label);
                std::string advice = did_you_mean(name, labels);
                if (advice.empty())
                    advice = labels.empty() ? std::string(": no revision carries a label") : ": the labels are " + enumerate(labels);
                throw GraphError(Kind::no_such_branch, fmt::format("there is no branch {}{}", name, advice), labels);
            }
            from = candidates.front();
        }
        Branch made{std::string(name), *from, closure(lines_.children, {*from}), closure(lines_.parents, {*from})};
        for (Position at = *from; lines_.parents[at].size() == 1;) {
            at = lines_.parents[at].front();
            if (lines_.above[at].size() != 1) break;
            made.members[at] = 1;
        }
        for (std::size_t at = 0; at < made.members.size(); ++at) made.lineage[at] |= made.members[at];
        return made;
    }

    Positions of_branch(Positions positions) const {
        if (target_.branch)
            positions.erase(std::remove_if(positions.begin(), positions.end(), [&](Position at) { return !target_.branch->members[at]; }),
                            positions.end());
        return positions;
    }
    Positions of_lineage(Positions positions) const {
        if (target_.branch)
            positions.erase(std::remove_if(positions.begin(), positions.end(), [&](Position at) { return !target_.branch->lineage[at]; }),
                            positions.end());
        return positions;
    }

    /// What to type for this head alone.
    std::string naming(Position head) const {
        const Marks below = closure(lines_.parents, {head});
        for (const auto& [label, from] : lines_.by_label) {
            if (!below[from]) continue;
            const Marks covered = closure(lines_.children, {from});
            if (std::count_if(lines_.heads.begin(), lines_.heads.end(), [&](Position other) { return covered[other] != 0; }) == 1)
                return label + "@head";
        }
        return lines_.id(head);
    }

    Positions only_head() const {
        const Positions heads = of_branch(lines_.heads);
        if (heads.size() <= 1) return heads;
        std::vector<std::string> choices;
        for (const Position head : heads) choices.push_back(naming(head));
        const std::string where = target_.branch ? fmt::format("the branch {} has", target_.branch->name) : std::string("there are");
        const std::string all = target_.branch ? target_.branch->name + "@heads" : "heads";
        throw GraphError(Kind::multiple_heads,
                         fmt::format("{} {} heads, {}: type {} for all of them, {} for one; a merge revision would join them", where,
                                     heads.size(), enumerate(lines_.ids(heads)), all, fmt::join(choices, " or ")),
                         lines_.ids(heads));
    }

    Positions symbol() const {
        const std::string_view name = parts_.symbol;
        if (name == "head") return only_head();
        if (name == "heads") return of_branch(lines_.heads);
        if (name == "base") return {};
        if (name == "current") return of_lineage(rows_);
        Positions candidates;
        if (const auto exact = exactly(name))
            candidates = {*exact};
        else
            candidates = with_prefix(name);
        if (candidates.empty()) unknown(name);
        const Positions members = of_lineage(candidates);
        if (members.empty())
            throw GraphError(
                Kind::not_in_branch,
                fmt::format("revision {} is not a member of the branch {}", enumerate(lines_.ids(candidates)), target_.branch->name),
                lines_.ids(candidates));
        if (members.size() > 1) ambiguous(name, members);
        return members;
    }

    // ---- steps

    std::string in_branch() const { return target_.branch ? " of the branch " + target_.branch->name : std::string(); }

    [[noreturn]] void ambiguous_step(const std::string& why, const Positions& choices) const {
        std::vector<std::string> words;
        for (const Position one : choices) words.push_back(lines_.id(one));
        throw GraphError(Kind::ambiguous_step,
                         fmt::format("{} is ambiguous: {} {}; type the revision that is meant", identifier_, why, enumerate(words)), words);
    }

    [[noreturn]] void too_few(int steps, const std::string& where) const {
        const std::string count = steps == 0   ? "is no revision"
                                  : steps == 1 ? "is only 1 revision"
                                               : fmt::format("are only {} revisions", steps);
        throw GraphError(Kind::too_few, fmt::format("{} leads too far: there {} {}{}", identifier_, count, where, in_branch()));
    }

    void take_steps(int steps) {
        const bool from_rows = parts_.symbol.empty();
        if (from_rows) target_.direction = steps < 0 ? -1 : 1;
        if (steps == 0) {
            if (from_rows) target_.revisions = of_lineage(rows_);
        } else if (steps > 0) {
            up(steps, from_rows);
        } else {
            down(-steps, from_rows);
        }
    }

    /// Of what is applied, the tips on the line of the branch.
    Positions applied_tips() const {
        Marks applied = closure(lines_.below, rows_);
        if (!target_.branch) return tips(lines_.above, applied);
        for (std::size_t at = 0; at < applied.size(); ++at) applied[at] &= target_.branch->lineage[at];
        return tips(lines_.children, applied);
    }

    Positions above(const Positions& from) const {
        Marks marks = lines_.none();
        Positions found;
        for (const Position at : from)
            for (const Position child : of_lineage(lines_.children[at]))
                if (!std::exchange(marks[child], 1)) found.push_back(child);
        return found;
    }

    /// Where the way up from base begins: for label@base+N with the branch's own first revision.
    Positions beginnings(bool of_the_branch) const {
        if (!of_the_branch || !target_.branch) return of_lineage(lines_.bases);
        Positions found;
        for (Position at = 0; at < lines_.nodes.size(); ++at) {
            const Positions& parents = lines_.parents[at];
            const bool inside =
                std::any_of(parents.begin(), parents.end(), [&](Position parent) { return target_.branch->members[parent] != 0; });
            if (target_.branch->members[at] && !inside) found.push_back(at);
        }
        return found;
    }

    void up(int steps, bool from_rows) {
        const Positions start = from_rows ? applied_tips() : target_.revisions;
        const Marks applied = from_rows ? closure(lines_.below, rows_) : lines_.none();
        Positions at = start;
        for (int taken = 0; taken < steps; ++taken) {
            Positions choices = at.empty() ? beginnings(!from_rows) : above(at);
            if (taken == 0)
                choices.erase(std::remove_if(choices.begin(), choices.end(), [&](Position one) { return applied[one] != 0; }),
                              choices.end());
            if (choices.empty()) too_few(taken, start.empty() ? "above base" : fmt::format("above {}", enumerate(lines_.ids(start))));
            if (choices.size() > 1) ambiguous_step(fmt::format("above {} stand", at.empty() ? "base" : enumerate(lines_.ids(at))), choices);
            at = std::move(choices);
        }
        target_.revisions = std::move(at);
    }

    void down(int steps, bool from_rows) {
        Positions start = from_rows ? applied_tips() : target_.revisions;
        if (from_rows) start = of_branch(std::move(start));
        if (start.empty()) too_few(0, from_rows ? "applied" : "below base");
        if (start.size() > 1) ambiguous_step(from_rows ? "applied are" : "it can start at", start);
        Position at = start.front();
        for (int taken = 1;; ++taken) {
            // A branch ends where it leaves the others: going on would take away what they stand on.
            if (from_rows && target_.branch && !target_.branch->members[at]) too_few(taken - 1, "to take away");
            const Positions parents = of_lineage(lines_.parents[at]);
            if (parents.size() > 1) ambiguous_step(fmt::format("revision {} joins", lines_.id(at)), parents);
            target_.revisions = parents;
            if (from_rows || parents.empty()) target_.passed = at;
            if (taken == steps) return;
            if (parents.empty()) too_few(taken, fmt::format("from {} down", lines_.id(start.front())));
            at = parents.front();
        }
    }

    const Lines& lines_;
    std::string_view identifier_;
    const Positions& rows_;
    Parts parts_;
    Target target_;
};

}  // namespace

Target find_target(const Lines& lines, std::string_view identifier, const Positions& rows) {
    return Finder(lines, identifier, rows).find();
}

}  // namespace aludel::migrations

#include "lines.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "nearest.h"

namespace aludel::migrations {

namespace {

using Kind = GraphError::Kind;

void check_word(const std::string& word, const char* what, const std::string& of) {
    static constexpr const char* reserved[] = {"head", "heads", "base", "current"};
    std::string wrong;
    if (word.empty())
        wrong = "is empty";
    else if (word.find_first_of("@-+: \t\n") != std::string::npos)
        wrong = "holds one of @ - + : or a blank, which mean something when it is typed";
    else if (std::find(std::begin(reserved), std::end(reserved), word) != std::end(reserved))
        wrong = "is a word with a meaning of its own";
    if (!wrong.empty())
        throw GraphError(Kind::bad_identifier, fmt::format("the {} \"{}\"{} {}: choose another", what, word, of, wrong), {word});
}

/// A cycle among the edges, as positions each of which leads to the next and the last to the first; empty: none.
Positions find_cycle(const std::vector<Positions>& edges) {
    enum : char { unseen, open, closed };
    Marks state(edges.size(), unseen);
    std::vector<std::pair<Position, std::size_t>> path;
    for (Position start = 0; start < edges.size(); ++start) {
        if (state[start] != unseen) continue;
        path.assign(1, {start, 0});
        state[start] = open;
        while (!path.empty()) {
            auto& [at, next] = path.back();
            if (next == edges[at].size()) {
                state[at] = closed;
                path.pop_back();
                continue;
            }
            const Position to = edges[at][next++];
            if (state[to] == open) {
                Positions cycle;
                auto from = std::find_if(path.begin(), path.end(), [&](const auto& step) { return step.first == to; });
                for (; from != path.end(); ++from) cycle.push_back(from->first);
                return cycle;
            }
            if (state[to] == unseen) {
                state[to] = open;
                path.emplace_back(to, 0);
            }
        }
    }
    return {};
}

/// What the edges lead to comes before what they lead from; what the first root needs before what only the next does.
Positions depth_first(const std::vector<Positions>& edges, const Positions& roots) {
    Marks seen(edges.size(), 0);
    Positions order;
    order.reserve(edges.size());
    std::vector<std::pair<Position, std::size_t>> path;
    for (const Position root : roots) {
        if (seen[root]) continue;
        seen[root] = 1;
        path.assign(1, {root, 0});
        while (!path.empty()) {
            auto& [at, next] = path.back();
            if (next == edges[at].size()) {
                order.push_back(at);
                path.pop_back();
                continue;
            }
            const Position to = edges[at][next++];
            if (seen[to]) continue;
            seen[to] = 1;
            path.emplace_back(to, 0);
        }
    }
    return order;
}

void sort_unique(Positions& positions) {
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
}

Positions without_edges(const std::vector<Positions>& edges) {
    Positions found;
    for (Position at = 0; at < edges.size(); ++at)
        if (edges[at].empty()) found.push_back(at);
    return found;
}

std::vector<Positions> reversed(const std::vector<Positions>& edges) {
    std::vector<Positions> made(edges.size());
    for (Position at = 0; at < edges.size(); ++at)
        for (const Position to : edges[at]) made[to].push_back(at);
    return made;
}

/// The revisions in the order of their ids, and their edges: everything that does not depend on the order of a list.
struct Sorted {
    std::vector<Node> nodes;
    std::map<std::string, Position, std::less<>> by_id;
    std::map<std::string, Position, std::less<>> by_label;
    std::vector<Positions> parents;
    std::vector<Positions> dependencies;

    explicit Sorted(std::vector<Node> from) : nodes(std::move(from)) {
        std::sort(nodes.begin(), nodes.end(), [](const Node& a, const Node& b) { return a.id < b.id; });
        read_identifiers();
        read_parents();
        read_dependencies();
    }

private:
    void read_identifiers() {
        for (Position at = 0; at < nodes.size(); ++at) {
            const std::string& id = nodes[at].id;
            check_word(id, "id", "");
            if (!by_id.emplace(id, at).second)
                throw GraphError(Kind::duplicate_id, fmt::format("two revisions have the id {}: give one of them another", id), {id});
        }
        for (Position at = 0; at < nodes.size(); ++at) {
            for (const std::string& label : nodes[at].labels) {
                check_word(label, "label", fmt::format(" of revision {}", nodes[at].id));
                if (by_id.contains(label))
                    throw GraphError(
                        Kind::label_is_id,
                        fmt::format("the label {} of revision {} is the id of a revision: choose another", label, nodes[at].id),
                        {nodes[at].id, label});
                const auto [other, fresh] = by_label.emplace(label, at);
                if (!fresh && other->second == at)
                    throw GraphError(Kind::duplicate_label, fmt::format("revision {} has the label {} twice", nodes[at].id, label),
                                     {nodes[at].id});
                if (!fresh)
                    throw GraphError(
                        Kind::duplicate_label,
                        fmt::format(
                            "revisions {} and {} both have the label {}: a label names one revision, and covers all that descend from it",
                            nodes[other->second].id, nodes[at].id, label),
                        {nodes[other->second].id, nodes[at].id});
            }
        }
    }

    std::vector<std::string> all_names() const {
        std::vector<std::string> names;
        for (const auto& [id, at] : by_id) names.push_back(id);
        for (const auto& [label, at] : by_label) names.push_back(label);
        return names;
    }

    void read_parents() {
        parents.resize(nodes.size());
        for (Position at = 0; at < nodes.size(); ++at) {
            const Node& node = nodes[at];
            for (const std::string& parent : node.parents) {
                const auto found = by_id.find(parent);
                if (found == by_id.end())
                    throw GraphError(
                        Kind::missing_parent,
                        fmt::format("revision {} revises {}, and there is no such revision{}: bring its file back, or correct .parents",
                                    node.id, parent, did_you_mean(parent, all_names())),
                        {node.id, parent});
                if (found->second == at)
                    throw GraphError(Kind::own_parent, fmt::format("revision {} is its own parent: correct .parents", node.id), {node.id});
                parents[at].push_back(found->second);
            }
            sort_unique(parents[at]);
        }
        if (const Positions cycle = find_cycle(parents); !cycle.empty()) refuse_cycle(Kind::cycle, "revise", ".parents", cycle);
    }

    void read_dependencies() {
        dependencies.resize(nodes.size());
        for (Position at = 0; at < nodes.size(); ++at) {
            const Node& node = nodes[at];
            for (const std::string& name : node.depends_on) {
                auto found = by_id.find(name);
                if (found == by_id.end()) {
                    found = by_label.find(name);
                    if (found == by_label.end())
                        throw GraphError(
                            Kind::unknown_dependency,
                            fmt::format(
                                "revision {} depends on {}, and there is no revision and no label of that name{}: correct .depends_on",
                                node.id, name, did_you_mean(name, all_names())),
                            {node.id, name});
                }
                if (found->second == at)
                    throw GraphError(Kind::own_dependency, fmt::format("revision {} depends on itself: correct .depends_on", node.id),
                                     {node.id});
                dependencies[at].push_back(found->second);
            }
            sort_unique(dependencies[at]);
        }
        std::vector<Positions> both = parents;
        for (Position at = 0; at < nodes.size(); ++at) both[at].insert(both[at].end(), dependencies[at].begin(), dependencies[at].end());
        if (const Positions cycle = find_cycle(both); !cycle.empty())
            refuse_cycle(Kind::dependency_cycle, "revise or depend on", ".parents and .depends_on", cycle);
    }

    [[noreturn]] void refuse_cycle(Kind kind, const char* verb, const char* where, const Positions& cycle) const {
        std::vector<std::string> ids;
        std::string line;
        for (const Position at : cycle) {
            ids.push_back(nodes[at].id);
            line += nodes[at].id + " -> ";
        }
        line += ids.front();
        throw GraphError(kind, fmt::format("revisions {} one another in a cycle, {}: correct {}", verb, line, where), std::move(ids));
    }
};

/// `first` before `second`, each in its order, none twice.
Positions joined(const Positions& first, const Positions& second) {
    Positions made = first;
    for (const Position one : second)
        if (std::find(first.begin(), first.end(), one) == first.end()) made.push_back(one);
    return made;
}

}  // namespace

Lines::Lines(std::vector<Node> from) {
    Sorted sorted(std::move(from));
    const std::size_t size = sorted.nodes.size();

    // Dependencies are visited before parents: what a branch needs of another is finished before the branch begins.
    std::vector<Positions> edges(size);
    for (Position at = 0; at < size; ++at) edges[at] = joined(sorted.dependencies[at], sorted.parents[at]);
    Positions roots = without_edges(reversed(sorted.parents));
    const Positions order = depth_first(edges, roots);

    // A downgrade is the upgrade of the mirror image, backwards: so that it too goes through the branches by id.
    std::reverse(roots.begin(), roots.end());
    for (Position at = 0; at < size; ++at) {
        Positions dependencies_first = sorted.dependencies[at];
        Positions then = sorted.parents[at];
        std::reverse(dependencies_first.begin(), dependencies_first.end());
        std::reverse(then.begin(), then.end());
        edges[at] = joined(dependencies_first, then);
    }
    down_order = depth_first(edges, roots);
    std::reverse(down_order.begin(), down_order.end());

    std::vector<Position> moved(size);  // from the order of ids to that of `nodes`
    for (Position at = 0; at < size; ++at) moved[order[at]] = at;
    const auto move = [&](Positions& positions) {
        for (Position& one : positions) one = moved[one];
    };
    nodes.reserve(size);
    parents.resize(size);
    below.resize(size);
    for (const Position at : order) {
        const Position to = moved[at];
        parents[to] = sorted.parents[at];
        below[to] = joined(sorted.parents[at], sorted.dependencies[at]);
        move(parents[to]);
        move(below[to]);
        nodes.push_back(std::move(sorted.nodes[at]));
    }
    move(down_order);
    for (auto& [id, at] : sorted.by_id) at = moved[at];
    for (auto& [label, at] : sorted.by_label) at = moved[at];
    by_id = std::move(sorted.by_id);
    by_label = std::move(sorted.by_label);

    const auto by_their_ids = [&](Positions& positions) {
        std::sort(positions.begin(), positions.end(), [&](Position a, Position b) { return id(a) < id(b); });
    };
    children = reversed(parents);
    above = reversed(below);
    for (Positions& of : children) by_their_ids(of);
    heads = without_edges(children);
    bases = without_edges(parents);
    by_their_ids(heads);
    by_their_ids(bases);
}

std::vector<std::string> Lines::ids(const Positions& of) const {
    std::vector<std::string> made;
    made.reserve(of.size());
    for (const Position one : of) made.push_back(id(one));
    return made;
}

Marks closure(const std::vector<Positions>& edges, const Positions& from) {
    Marks marks(edges.size(), 0);
    Positions open = from;
    for (const Position one : from) marks[one] = 1;
    while (!open.empty()) {
        const Position at = open.back();
        open.pop_back();
        for (const Position to : edges[at]) {
            if (marks[to]) continue;
            marks[to] = 1;
            open.push_back(to);
        }
    }
    return marks;
}

Positions tips(const std::vector<Positions>& up, const Marks& of) {
    Positions found;
    for (Position at = 0; at < of.size(); ++at)
        if (of[at] && std::none_of(up[at].begin(), up[at].end(), [&](Position over) { return of[over] != 0; })) found.push_back(at);
    return found;
}

Positions positions(const Lines& lines, const Rows& rows) {
    Positions found;
    std::vector<std::string> unknown;
    for (const std::string& row : rows) {
        const auto at = lines.by_id.find(row);
        if (at == lines.by_id.end())
            unknown.push_back(row);
        else
            found.push_back(at->second);
    }
    if (!unknown.empty())
        throw GraphError(
            Kind::unknown_row,
            fmt::format("the database is at {}, which this program does not know: use the program that upgraded it, or a newer one",
                        enumerate(unknown)),
            unknown);
    return found;
}

std::string enumerate(const std::vector<std::string>& ids) {
    std::string text;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i != 0) text += i + 1 == ids.size() ? " and " : ", ";
        text += ids[i];
    }
    return text;
}

}  // namespace aludel::migrations

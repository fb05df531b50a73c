#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "graph_text.h"
#include "properties/law.h"

using namespace aludel::migrations;

namespace {

/// A graph of up to 14 revisions: lines, branches, merges, several bases, dependencies.
std::vector<Node> random_nodes() {
    const int size = *rc::gen::resize(100, rc::gen::inRange(1, 15));
    std::vector<Node> made;
    std::vector<int> names(static_cast<std::size_t>(size));
    for (int i = 0; i < size; ++i) names[static_cast<std::size_t>(i)] = i;
    // Names in another order than the revisions', so that nothing hangs on it.
    std::shuffle(names.begin(), names.end(), std::mt19937(*rc::gen::arbitrary<unsigned>()));
    const auto earlier = [&](int before) { return made[static_cast<std::size_t>(*rc::gen::resize(100, rc::gen::inRange(0, before)))].id; };
    for (int i = 0; i < size; ++i) {
        Node node;
        node.id = "id" + std::to_string(100 + names[static_cast<std::size_t>(i)]);
        const int parents = i == 0 ? 0 : *rc::gen::weightedElement<int>({{1, 0}, {8, 1}, {3, 2}, {1, 3}});
        for (int k = 0; k < parents; ++k) node.parents.push_back(earlier(i));
        if (i != 0 && *rc::gen::resize(100, rc::gen::inRange(0, 4)) == 0) node.depends_on.push_back(earlier(i));
        if (*rc::gen::resize(100, rc::gen::inRange(0, 4)) == 0) node.labels.push_back("label" + std::to_string(i));
        made.push_back(std::move(node));
    }
    return made;
}

std::string any_id(const std::vector<Node>& nodes) {
    return nodes[*rc::gen::resize(100, rc::gen::inRange<std::size_t>(0, nodes.size()))].id;
}

const Node& node(const std::vector<Node>& nodes, const std::string& id) {
    return *std::find_if(nodes.begin(), nodes.end(), [&](const Node& one) { return one.id == id; });
}

std::set<std::string> needs(const std::vector<Node>& nodes, const std::string& id) {
    std::set<std::string> needed(node(nodes, id).parents.begin(), node(nodes, id).parents.end());
    needed.insert(node(nodes, id).depends_on.begin(), node(nodes, id).depends_on.end());
    return needed;
}

/// Descends from it, or needs, at some distance, what does.
bool descends(const std::vector<Node>& nodes, const std::string& id, const std::string& from) {
    const std::vector<std::string>& parents = node(nodes, id).parents;
    if (std::find(parents.begin(), parents.end(), from) != parents.end()) return true;
    for (const std::string& needed : needs(nodes, id))
        if (needed != from && descends(nodes, needed, from)) return true;
    return false;
}

/// The definition: of what is applied, what nothing else that is applied needs.
Rows real_tips(const std::vector<Node>& nodes, const std::set<std::string>& applied) {
    Rows rows(applied.begin(), applied.end());
    for (const std::string& id : applied)
        for (const std::string& needed : needs(nodes, id)) rows.erase(needed);
    return rows;
}

/// Plays the plan by the definitions alone.
void check_moves(const std::vector<Node>& nodes, const Plan& plan, std::set<std::string> applied) {
    for (const Move& move : plan.moves) {
        if (plan.direction == Plan::Direction::up) {
            RC_ASSERT(applied.insert(move.id).second);
            for (const std::string& needed : needs(nodes, move.id)) RC_ASSERT(applied.contains(needed));
        } else {
            RC_ASSERT(applied.erase(move.id) == 1U);
            for (const std::string& id : applied) RC_ASSERT(!needs(nodes, id).contains(move.id));
        }
        RC_ASSERT(move.rows == real_tips(nodes, applied));
    }
    RC_ASSERT(plan.rows == real_tips(nodes, applied));
}

/// Rows that some upgrades and downgrades have led to.
Rows random_rows(const Graph& graph) {
    Rows rows;
    const int count = *rc::gen::resize(100, rc::gen::inRange(0, 4));
    for (int i = 0; i < count; ++i) rows = graph.upgrade(rows, any_id(graph.nodes())).rows;
    return rows;
}

}  // namespace

TEST_CASE("laws of the graph") {
    aludel::testing::law(
        "upgrade to heads, then downgrade to base, leaves nothing; every prefix has the rows of its real tips",
        [] {
            const std::vector<Node> nodes = random_nodes();
            const Graph graph(nodes);
            const Plan up = graph.upgrade({}, "heads");
            RC_ASSERT(up.moves.size() == nodes.size());
            check_moves(nodes, up, {});
            const std::vector<std::string> heads = graph.real_heads();
            RC_ASSERT(up.rows == Rows(heads.begin(), heads.end()));
            const Plan down = graph.downgrade(up.rows, "base");
            RC_ASSERT(down.moves.size() == nodes.size());
            check_moves(nodes, down, graph.applied(up.rows));
            RC_ASSERT(down.rows.empty());
        },
        5'000);

    aludel::testing::law(
        "upgrade to any revision applies it and what it needs, and nothing else",
        [] {
            const std::vector<Node> nodes = random_nodes();
            const Graph graph(nodes);
            const Rows rows = random_rows(graph);
            const std::string target = any_id(nodes);
            const Plan up = graph.upgrade(rows, target);
            check_moves(nodes, up, graph.applied(rows));
            std::set<std::string> expected = graph.applied(rows);
            const std::set<std::string> needed = graph.applied({target});
            expected.insert(needed.begin(), needed.end());
            RC_ASSERT(graph.applied(up.rows) == expected);
            RC_ASSERT(graph.upgrade(up.rows, target).moves.empty());
            RC_ASSERT(graph.stamp(rows, target) == up.rows || graph.applied(rows).contains(target));
        },
        5'000);

    aludel::testing::law(
        "downgrade to what is applied keeps it and what it needs, and takes away its children",
        [] {
            const std::vector<Node> nodes = random_nodes();
            const Graph graph(nodes);
            const Rows rows = random_rows(graph);
            const std::set<std::string> before = graph.applied(rows);
            if (before.empty()) return;
            const std::string target = *rc::gen::elementOf(before);
            const Plan down = graph.downgrade(rows, target);
            check_moves(nodes, down, before);
            const std::set<std::string> after = graph.applied(down.rows);
            RC_ASSERT(after.contains(target));
            for (const std::string& id : after) {
                const std::vector<std::string>& parents = node(nodes, id).parents;
                RC_ASSERT(std::find(parents.begin(), parents.end(), target) == parents.end());
            }
            RC_ASSERT(graph.stamp(rows, target) == down.rows);
        },
        5'000);

    aludel::testing::law(
        "a downgrade of what was upgraded restores the rows",
        [] {
            const std::vector<Node> nodes = random_nodes();
            const Graph graph(nodes);
            const std::string from = any_id(nodes);
            const Rows rows = {from};
            const Plan up = graph.upgrade(rows, any_id(nodes));
            const Plan down = graph.downgrade(up.rows, from);
            check_moves(nodes, down, graph.applied(up.rows));
            // Whatever descends from `from` goes again; what was brought in beside it stays.
            std::set<std::string> stays = graph.applied(rows);
            for (const Move& move : up.moves)
                if (!descends(nodes, move.id, from)) stays.insert(move.id);
            RC_ASSERT(down.rows == real_tips(nodes, stays));
            RC_ASSERT(graph.upgrade({}, from).rows == rows);
            RC_ASSERT(graph.downgrade(rows, "base").rows.empty());
        },
        5'000);

    aludel::testing::law(
        "a step down from the only row, then up to the row, is where it was",
        [] {
            const std::vector<Node> nodes = random_nodes();
            const Graph graph(nodes);
            const Rows rows = {any_id(nodes)};
            const std::vector<std::string>& parents = node(nodes, *rows.begin()).parents;
            if (std::set<std::string>(parents.begin(), parents.end()).size() > 1U) return;
            const Plan down = graph.downgrade(rows, "-1");
            RC_ASSERT(down.moves.size() == 1U);
            RC_ASSERT(down.moves[0].id == *rows.begin());
            check_moves(nodes, down, graph.applied(rows));
            const Plan up = graph.upgrade(down.rows, *rows.begin());
            RC_ASSERT(up.moves.size() == 1U);
            RC_ASSERT(up.rows == rows);
        },
        5'000);

    aludel::testing::law(
        "a branch's downgrade to base takes away nothing that another line has",
        [] {
            const std::vector<Node> nodes = random_nodes();
            const Graph graph(nodes);
            const Rows rows = random_rows(graph);
            const std::string from = any_id(nodes);
            const Plan down = graph.downgrade(rows, from + "@base");
            check_moves(nodes, down, graph.applied(rows));
            RC_ASSERT(!graph.applied(down.rows).contains(from));
            // What is gone needs `from`, or lies below it with nothing beside it on top.
            const std::set<std::string> below = graph.applied({from});
            for (const Move& move : down.moves) {
                if (graph.applied({move.id}).contains(from)) continue;
                RC_ASSERT(below.contains(move.id));
                std::size_t direct = 0;
                for (const Node& other : nodes) direct += needs(nodes, other.id).contains(move.id) ? 1U : 0U;
                RC_ASSERT(direct == 1U);
            }
        },
        5'000);

    aludel::testing::law(
        "plans do not depend on the order in which revisions and parents are given",
        [] {
            std::vector<Node> nodes = random_nodes();
            const Graph graph(nodes);
            std::mt19937 random(*rc::gen::arbitrary<unsigned>());
            std::shuffle(nodes.begin(), nodes.end(), random);
            for (Node& one : nodes) std::shuffle(one.parents.begin(), one.parents.end(), random);
            const Graph shuffled(nodes);
            const Rows rows = random_rows(graph);
            RC_ASSERT(graph.upgrade(rows, "heads").moves == shuffled.upgrade(rows, "heads").moves);
            RC_ASSERT(graph.downgrade(rows, "base").moves == shuffled.downgrade(rows, "base").moves);
            RC_ASSERT(graph.history("") == shuffled.history(""));
        },
        5'000);
}

#include <aludel/migrations/graph.h>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "lines.h"
#include "target.h"

namespace aludel::migrations {

namespace {

using Kind = GraphError::Kind;

/// What is applied, and the rows that say so, while revisions come and go.
class Applied {
public:
    Applied(const Lines& lines, const Positions& rows) : lines_(lines), marks_(closure(lines.below, rows)), above_(lines.nodes.size(), 0) {
        for (Position at = 0; at < marks_.size(); ++at)
            if (marks_[at])
                for (const Position under : lines_.below[at]) ++above_[under];
        for (Position at = 0; at < marks_.size(); ++at)
            if (marks_[at] && above_[at] == 0) rows_.insert(lines_.id(at));
    }

    bool has(Position at) const { return marks_[at] != 0; }
    const Marks& marks() const { return marks_; }
    const Rows& rows() const { return rows_; }

    void add(Position at) {
        marks_[at] = 1;
        for (const Position under : lines_.below[at])
            if (above_[under]++ == 0) rows_.erase(lines_.id(under));
        rows_.insert(lines_.id(at));
    }
    void remove(Position at) {
        marks_[at] = 0;
        for (const Position under : lines_.below[at])
            if (--above_[under] == 0) rows_.insert(lines_.id(under));
        rows_.erase(lines_.id(at));
    }

private:
    const Lines& lines_;
    Marks marks_;
    std::vector<std::uint32_t> above_;  // how many of the applied stand directly on each
    Rows rows_;
};

Plan upgrade_to(const Lines& lines, Applied applied, const Positions& targets) {
    const Marks wanted = closure(lines.below, targets);
    Plan plan{Plan::Direction::up, {}, {}};
    for (Position at = 0; at < wanted.size(); ++at) {
        if (!wanted[at] || applied.has(at)) continue;
        applied.add(at);
        plan.moves.push_back({lines.id(at), applied.rows()});
    }
    plan.rows = applied.rows();
    return plan;
}

/// The applied revisions that a downgrade to the target takes away directly; what needs them goes with them.
Positions removed_by(const Lines& lines, const Applied& applied, const Target& target) {
    Positions removed;
    if (target.passed) {
        if (applied.has(*target.passed)) removed.push_back(*target.passed);
        return removed;
    }
    Positions children;
    for (const Position at : target.revisions) children.insert(children.end(), lines.children[at].begin(), lines.children[at].end());
    const Marks over = target.is_base() ? Marks(lines.nodes.size(), 1) : closure(lines.children, children);
    for (Position at = 0; at < over.size(); ++at)
        if (over[at] && applied.has(at) && (!target.branch || target.branch->members[at])) removed.push_back(at);
    return removed;
}

Plan downgrade_to(const Lines& lines, Applied applied, const Target& target) {
    const Marks removed = closure(lines.above, removed_by(lines, applied, target));
    Plan plan{Plan::Direction::down, {}, {}};
    for (const Position at : lines.down_order) {
        if (!removed[at] || !applied.has(at)) continue;
        applied.remove(at);
        plan.moves.push_back({lines.id(at), applied.rows()});
    }
    plan.rows = applied.rows();
    return plan;
}

bool all_applied(const Applied& applied, const Positions& of) {
    return std::all_of(of.begin(), of.end(), [&](Position at) { return applied.has(at); });
}

std::string state(const Rows& rows) {
    return rows.empty() ? std::string("nothing is applied") : "the database is at " + enumerate({rows.begin(), rows.end()});
}

}  // namespace

Graph::Graph(std::vector<Node> nodes) : lines_(std::make_shared<const Lines>(std::move(nodes))) {}

const std::vector<Node>& Graph::nodes() const {
    return lines_->nodes;
}

const Node* Graph::find(std::string_view id) const {
    const auto at = lines_->by_id.find(id);
    return at == lines_->by_id.end() ? nullptr : &lines_->nodes[at->second];
}

std::vector<std::string> Graph::heads() const {
    return lines_->ids(lines_->heads);
}

std::vector<std::string> Graph::real_heads() const {
    Positions found;
    for (const Position head : lines_->heads)
        if (lines_->above[head].empty()) found.push_back(head);
    return lines_->ids(found);
}

std::vector<std::string> Graph::bases() const {
    return lines_->ids(lines_->bases);
}

std::vector<std::string> Graph::resolve(std::string_view identifier, const Rows& rows) const {
    return lines_->ids(find_target(*lines_, identifier, positions(*lines_, rows)).revisions);
}

Plan Graph::upgrade(const Rows& rows, std::string_view target) const {
    const Positions at = positions(*lines_, rows);
    const Target to = find_target(*lines_, target, at);
    if (to.direction < 0)
        throw GraphError(Kind::too_few, fmt::format("{} leads down, and this is an upgrade: type downgrade {}", target, target));
    return upgrade_to(*lines_, Applied(*lines_, at), to.revisions);
}

Plan Graph::downgrade(const Rows& rows, std::string_view target) const {
    const Positions at = positions(*lines_, rows);
    const Target to = find_target(*lines_, target, at);
    if (to.direction > 0)
        throw GraphError(Kind::not_below, fmt::format("{} leads up, and this is a downgrade: type upgrade {}", target, target));
    const Applied applied(*lines_, at);
    for (const Position one : to.revisions)
        if (!applied.has(one))
            throw GraphError(Kind::not_below,
                             fmt::format("revision {} is not below what is applied ({}): type upgrade {} if it is to be", lines_->id(one),
                                         state(applied.rows()), lines_->id(one)),
                             {lines_->id(one)});
    return downgrade_to(*lines_, applied, to);
}

Rows Graph::stamp(const Rows& rows, std::string_view target) const {
    const Positions at = positions(*lines_, rows);
    const Target to = find_target(*lines_, target, at);
    const Applied applied(*lines_, at);
    return (all_applied(applied, to.revisions) ? downgrade_to(*lines_, applied, to) : upgrade_to(*lines_, applied, to.revisions)).rows;
}

std::set<std::string> Graph::applied(const Rows& rows) const {
    const Marks marks = closure(lines_->below, positions(*lines_, rows));
    std::set<std::string> ids;
    for (Position at = 0; at < marks.size(); ++at)
        if (marks[at]) ids.insert(lines_->id(at));
    return ids;
}

std::vector<std::string> Graph::history(std::string_view range, const Rows& rows) const {
    const Positions at = positions(*lines_, rows);
    const auto colon = range.find(':');
    const std::string_view from = range.substr(0, colon);
    const std::string_view to = colon == std::string_view::npos ? from : range.substr(colon + 1);

    Marks shown(lines_->nodes.size(), 1);
    const auto keep = [&](const Marks& marks) {
        for (std::size_t i = 0; i < shown.size(); ++i) shown[i] &= marks[i];
    };
    const auto keep_above = [&](const Target& lower) {
        if (!lower.is_base())
            keep(closure(lines_->above, lower.revisions));
        else if (lower.branch)
            keep(lower.branch->members);
    };
    std::optional<Target> lower;
    if (!from.empty()) lower = find_target(*lines_, from, at);
    if (lower) keep_above(*lower);
    if (!to.empty()) keep(closure(lines_->below, find_target(*lines_, to, at).revisions));

    Positions found;
    for (Position i = static_cast<Position>(shown.size()); i-- > 0;)
        if (shown[i]) found.push_back(i);
    if (found.empty() && lower && !lower->is_base() && !to.empty())
        throw GraphError(Kind::not_below, fmt::format("{} is not below {}: type the older one first", from, to),
                         lines_->ids(lower->revisions));
    return lines_->ids(found);
}

}  // namespace aludel::migrations

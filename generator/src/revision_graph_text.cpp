#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <aludel/generator/describe_revision.h>
#include <aludel/generator/escape.h>
#include <aludel/generator/revision_graph.h>

namespace aludel::generator {
namespace {

constexpr std::string_view yellow = "\033[33m", cyan = "\033[36m", plain = "\033[0m";

/// Draws children before parents. A lane is a line that waits for the revision at its end; lane n stands in column 2n.
class Railroad {
public:
    Railroad(const Revisions& revisions, bool colour) : revisions_(revisions), colour_(colour) {
        for (const RevisionFile& file : revisions.files) {
            edges_[file.id] = revision_edges(revisions, file);
            for (const RevisionEdge& edge : edges_[file.id]) ++waiting_[edge.to];
        }
    }

    std::string draw() {
        while (const RevisionFile* next = next_revision()) draw(*next);
        return std::move(out_);
    }

private:
    /// Of the revisions whose children all stand, the one that the rightmost lane waits for: what a merge brought in comes before
    /// what it was merged into. Where no lane leads on, another head.
    const RevisionFile* next_revision() const {
        const RevisionFile* found = nullptr;
        std::size_t rightmost = 0;
        for (auto file = revisions_.files.rbegin(); file != revisions_.files.rend(); ++file) {
            const auto children = waiting_.find(file->id);
            if (drawn_.contains(file->id) || (children != waiting_.end() && children->second > 0)) continue;
            std::size_t lane = 0;  // 0: none
            for (std::size_t i = 0; i < lanes_.size(); ++i)
                if (lanes_[i].to == file->id) lane = i + 1;
            if (found != nullptr && lane <= rightmost) continue;
            found = &*file;
            rightmost = lane;
        }
        return found;
    }

    void draw(const RevisionFile& file) {
        drawn_.insert(file.id);
        const std::size_t at = lane_of(file.id);
        for (std::size_t other = lanes_.size() - 1; other > at; --other)
            if (lanes_[other].to == file.id) join(other, left_of(other));
        std::string row = lanes_row();
        row[2 * at] = '*';
        line(row, file);
        const std::vector<RevisionEdge>& edges = edges_[file.id];
        for (const RevisionEdge& edge : edges) --waiting_[edge.to];
        if (edges.empty()) return end(at);
        for (std::size_t i = edges.size() - 1; i > 0; --i) fork(at, edges[i]);
        lanes_[at] = edges.front();
    }

    /// The leftmost lane that waits for it, or a new one.
    std::size_t lane_of(const std::string& id) {
        const auto found = std::find_if(lanes_.begin(), lanes_.end(), [&](const RevisionEdge& lane) { return lane.to == id; });
        const auto at = static_cast<std::size_t>(found - lanes_.begin());
        if (found == lanes_.end()) lanes_.push_back({id, false});
        return at;
    }

    /// The next lane to the left that waits for the same. @pre there is one
    std::size_t left_of(std::size_t lane) const {
        std::size_t found = lane - 1;
        while (lanes_[found].to != lanes_[lane].to) --found;
        return found;
    }

    static char stroke(const RevisionEdge& lane) { return lane.depends ? ':' : '|'; }

    std::string lanes_row() const {
        std::string row;
        for (const RevisionEdge& lane : lanes_) row += {stroke(lane), ' '};
        return row;
    }

    /// |/, or |_|/ across other lanes; those to the right move along.
    void join(std::size_t from, std::size_t to) {
        std::string row = lanes_row();
        for (std::size_t column = 2 * to + 1; column < 2 * from - 1; column += 2) row[column] = lanes_[from].depends ? '.' : '_';
        move_left(row, from);
        rows(row);
        lanes_.erase(lanes_.begin() + static_cast<std::ptrdiff_t>(from));
    }

    void end(std::size_t at) {
        std::string row = lanes_row();
        row[2 * at] = ' ';
        if (at + 1 < lanes_.size()) {
            move_left(row, at + 1);
            rows(row);
        }
        lanes_.erase(lanes_.begin() + static_cast<std::ptrdiff_t>(at));
    }

    void move_left(std::string& row, std::size_t from) const {
        for (std::size_t lane = from; lane < lanes_.size(); ++lane) {
            row[2 * lane - 1] = '/';
            row[2 * lane] = ' ';
        }
    }

    /// |\, a new lane to the right of that one.
    void fork(std::size_t at, const RevisionEdge& edge) {
        std::string row = lanes_row();
        for (std::size_t lane = at + 1; lane < lanes_.size(); ++lane) row[2 * lane] = ' ';
        for (std::size_t lane = at; lane < lanes_.size(); ++lane) row[2 * lane + 1] = '\\';
        rows(row);
        lanes_.insert(lanes_.begin() + static_cast<std::ptrdiff_t>(at) + 1, edge);
    }

    void rows(std::string row) {
        row.erase(row.find_last_not_of(' ') + 1);
        out_ += row + '\n';
    }

    void line(const std::string& row, const RevisionFile& file) {
        out_ += row + paint(yellow, file.id) + paint(cyan, one_line(revision_marks(revisions_, file))) + ", " +
                one_line(first_line(file.message)) + '\n';
    }

    std::string paint(std::string_view with, const std::string& text) const {
        return colour_ && !text.empty() ? std::string(with) + text + std::string(plain) : text;
    }

    const Revisions& revisions_;
    bool colour_;
    std::map<std::string, std::vector<RevisionEdge>> edges_;
    std::map<std::string, int> waiting_;  ///< children that are not drawn yet
    std::set<std::string> drawn_;
    std::vector<RevisionEdge> lanes_;
    std::string out_;
};

}  // namespace

std::string revision_graph_text(const Revisions& revisions, bool colour) {
    return Railroad(revisions, colour).draw();
}

}  // namespace aludel::generator

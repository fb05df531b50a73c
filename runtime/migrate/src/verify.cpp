#include "verify.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <iterator>

#include <aludel/migrations/fold.h>
#include <aludel/migrations/graph.h>
#include <aludel/migrations/record.h>
#include <aludel/runtime/executor.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/error.h>
#include <aludel/schema/snapshot.h>

namespace aludel::runtime {
namespace {

using migrations::Graph;
using migrations::Revision;

/// What would have to be done to what the revisions make, in words, for it to be what the snapshot says.
std::vector<std::string> differences(const schema::Schema& replayed, const schema::Schema& snapshot) {
    if (replayed == snapshot) return {};
    std::vector<std::string> found;
    const schema::Diff diff = schema::diff(replayed, snapshot);
    for (const schema::Question& question : diff.questions)
        found.push_back(fmt::format("the revisions do not lead to the snapshot: {}", question.message));
    if (diff.questions.empty() && diff.changes.empty()) return {};
    if (diff.questions.empty()) {
        for (const schema::Change& change : diff.changes)
            found.push_back(fmt::format("the revisions do not lead to the snapshot, which would need: {}", schema::describe(change)));
    }
    found.emplace_back("either a revision was edited and the snapshot was not, or the other way round: bring them together");
    return found;
}

schema::SnapshotFiles read_files(const std::filesystem::path& directory) {
    schema::SnapshotFiles files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".toml") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files[entry.path().lexically_relative(directory).generic_string()] = std::string(std::istreambuf_iterator<char>(in), {});
    }
    return files;
}

/// DDL that replay cannot see.
std::vector<std::string> undeclared(const Revision& revision, const std::vector<migrations::Operation>& operations) {
    std::vector<std::string> found;
    for (const auto& operation : operations) {
        const auto* execute = std::get_if<migrations::Execute>(&operation);
        if (execute == nullptr || !execute->changes.empty()) continue;
        std::vector<std::string> texts{execute->sql.sql};
        for (const auto& [dialect, text] : execute->sql.dialects) texts.push_back(text);
        for (const std::string& text : texts) {
            const std::size_t first = text.find_first_not_of(" \t\r\n");
            std::string word = first == std::string::npos ? "" : text.substr(first, text.find_first_of(" \t\r\n", first) - first);
            for (char& c : word) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
            if (word != "CREATE" && word != "ALTER" && word != "DROP") continue;
            found.push_back(fmt::format(
                "revision {} ({}) executes `{}` and does not say what it changes; give execute() a second argument that records it: "
                "op.execute(\"...\", [](aludel::operations& op) {{ op.add_column(...); }})",
                revision.id, revision.message, text));
        }
    }
    return found;
}

/// Up through every revision, down again as far as it goes, and up once more, each time with the live schema compared.
class Rehearsal {
public:
    Rehearsal(const chain& chain, std::string_view url) : chain_(chain), driver_(driver_for(url, chain).open(url, Access::write)) {}

    std::vector<std::string> run(const Graph& graph, const std::vector<Revision>& revisions) {
        if (refuse_used()) return std::move(mistakes_);
        std::vector<std::string> ids;
        for (const Revision& revision : revisions) ids.push_back(revision.id);
        up(ids);
        const std::size_t lowest = down(graph);
        if (lowest < graph.nodes().size() && mistakes_.empty()) up(ids);
        if (lowest == 0 && mistakes_.empty()) down(graph);
        return std::move(mistakes_);
    }

private:
    /// Going down would lose whatever is there.
    bool refuse_used() {
        std::vector<std::string> tables = driver_->tables();
        if (tables == std::vector<std::string>{"aludel_history", "aludel_version"} && current(*driver_, chain_).empty()) return false;
        if (tables.empty()) return false;
        mistakes_.push_back(fmt::format(
            "{} is not empty ({}): verify runs every revision up and down and works on an empty database alone; nothing was done there",
            driver_->where(), fmt::join(tables, ", ")));
        return true;
    }

    void compare(const std::string& after) {
        for (const std::string& problem : check(*driver_, chain_).problems)
            mistakes_.push_back(
                fmt::format("{} on {}, the live schema is not what the revisions lead to: {}", after, driver_->where(), problem));
    }

    void up(const std::vector<std::string>& ids) {
        for (const std::string& id : ids) {
            try {
                upgrade(*driver_, chain_, id);
            } catch (const std::exception& error) {
                mistakes_.emplace_back(error.what());
                return;
            }
            compare(fmt::format("after upgrading to {}", id));
        }
    }

    /// The number of revisions that are still applied: not 0 where an irreversible one ended the way.
    std::size_t down(const Graph& graph) {
        while (mistakes_.empty()) {
            const std::vector<std::string> rows = current(*driver_, chain_);
            if (rows.empty()) return 0;
            const std::set<std::string> applied = graph.applied({rows.begin(), rows.end()});
            // The last of the order is nobody's parent: going below it removes it alone.
            std::string last;
            for (const auto& node : graph.nodes()) {
                if (applied.count(node.id) != 0) last = node.id;
            }
            const auto* node = graph.find(last);
            if (is_irreversible(last)) return applied.size();
            try {
                if (node->parents.size() == 1 && rows.size() == 1)
                    downgrade(*driver_, chain_, node->parents.front());
                else
                    downgrade(*driver_, chain_, rows.size() == 1 && node->parents.empty() ? "base" : last + "-1");
            } catch (const std::exception& error) {
                mistakes_.emplace_back(error.what());
                return applied.size();
            }
            compare(fmt::format("after downgrading {}", last));
        }
        return 0;
    }

    bool is_irreversible(const std::string& id) const {
        for (const Revision& revision : migrations::revisions(chain_)) {
            if (revision.id != id) continue;
            for (const auto& operation : migrations::record(revision.downgrade)) {
                if (std::holds_alternative<migrations::Irreversible>(operation)) return true;
            }
        }
        return false;
    }

    const chain& chain_;
    std::unique_ptr<Driver> driver_;
    std::vector<std::string> mistakes_ = {};
};

bool has_sqlite(const chain& chain) {
    for (std::size_t i = 0; chain.drivers != nullptr && i < chain.drivers->count; ++i) {
        if (chain.drivers->entries[i]->scheme == "sqlite") return true;
    }
    return false;
}

/// What the downgrade leaves otherwise than it was before the revision, on the fold.
std::vector<std::string> not_undone(const Revision& revision, const schema::Schema& before, schema::Schema after) {
    const auto operations = migrations::record(revision.downgrade);
    for (const auto& operation : operations) {
        if (std::holds_alternative<migrations::Irreversible>(operation)) return {};
    }
    migrations::resolve_all(after, operations);
    if (after == before) return {};
    std::vector<std::string> left;
    const schema::Diff diff = schema::diff(after, before);
    for (const schema::Question& question : diff.questions) left.push_back(question.id);
    if (left.empty()) {
        for (const schema::Change& change : diff.changes) left.push_back(schema::describe(change));
    }
    return {fmt::format("the downgrade of revision {} ({}) does not lead back to the schema before it, which would need: {}", revision.id,
                        revision.message, fmt::join(left, "; "))};
}

void append(std::vector<std::string>& to, std::vector<std::string> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<std::string> verify(const chain& chain, const std::optional<std::filesystem::path>& schema_directory, const std::string& url) {
    std::vector<std::string> mistakes;
    const std::vector<Revision> revisions = migrations::revisions(chain);
    const Graph graph(migrations::nodes(revisions));
    if (const auto heads = graph.heads(); heads.size() > 1) {
        mistakes.push_back(
            fmt::format("there are {} heads: {}; join them with `aludel merge -m \"...\"`", heads.size(), fmt::join(heads, ", ")));
    }

    schema::Schema replayed;
    for (const Revision& revision : revisions) {
        try {
            const auto operations = migrations::record(revision.upgrade);
            append(mistakes, undeclared(revision, operations));
            const schema::Schema before = replayed;
            migrations::resolve_all(replayed, operations);
            append(mistakes, not_undone(revision, before, replayed));
        } catch (const schema::SchemaError& error) {
            mistakes.push_back(fmt::format("revision {} ({}): {}", revision.id, revision.message, error.what()));
            return mistakes;
        }
    }
    if (schema_directory && std::filesystem::is_directory(*schema_directory)) {
        try {
            append(mistakes, differences(replayed, schema::parse_committed(read_files(*schema_directory)).schema));
        } catch (const schema::SnapshotError& error) {
            mistakes.emplace_back(error.what());
        }
    } else if (schema_directory && !revisions.empty()) {
        mistakes.push_back(fmt::format("there is no snapshot in {}", schema_directory->string()));
    }

    // A mistake that the fold tells would only be told again.
    if (!mistakes.empty()) return mistakes;
    if (has_sqlite(chain)) append(mistakes, Rehearsal(chain, "sqlite://").run(graph, revisions));
    if (!url.empty()) append(mistakes, Rehearsal(chain, url).run(graph, revisions));
    return mistakes;
}

}  // namespace aludel::runtime

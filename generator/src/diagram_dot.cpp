#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <aludel/generator/escape.h>

#include "diagram.h"

namespace aludel::generator {
namespace {

constexpr std::string_view preamble =
    "digraph schema {\n"
    "    graph [rankdir=LR, nodesep=0.35, ranksep=0.9, pad=0.25, pack=24, packmode=clust, bgcolor=\"white\", "
    "fontname=\"Helvetica,Arial,sans-serif\", fontsize=12]\n"
    "    node [shape=plain, fontname=\"Helvetica,Arial,sans-serif\", fontsize=11]\n"
    "    edge [dir=both, color=\"#5b6b7b\", arrowsize=0.9, penwidth=1.1]\n";

constexpr std::string_view table_colour = "#2f5d8a", enum_colour = "#4d7a3f", view_colour = "#7a5a9e";

// Graphviz takes a tag with nothing in it for a mistake.
std::string mark(const std::string& keys) {
    return keys.empty() ? "" : fmt::format(R"(<font point-size="8" color="#a8741a">{}</font>)", keys);
}

std::string bold(const std::string& name) {
    return "<b>" + (name.empty() ? " " : html_text(name)) + "</b>";
}

// Every name is a number there, and a text here: nothing of a name is ever syntax.
class Writer {
public:
    explicit Writer(const Diagram& diagram) : diagram_(diagram) {}

    std::string write() {
        std::map<std::string, std::string> clusters;
        for (std::size_t i = 0; i < diagram_.tables.size(); ++i) clusters[diagram_.tables[i].name.schema] += table(i);
        for (std::size_t i = 0; i < diagram_.enums.size(); ++i) clusters[diagram_.enums[i].name.schema] += enumeration(i);
        for (std::size_t i = 0; i < diagram_.views.size(); ++i) clusters[diagram_.views[i].name.schema] += view(i);
        std::string out(preamble);
        std::size_t number = 0;
        for (const auto& [schema, nodes] : clusters) {
            if (schema.empty()) {
                out += nodes;
                continue;
            }
            out += fmt::format(
                "    subgraph cluster_{} {{\n"
                "        graph [label=<<b>{}</b>>, labeljust=l, style=\"rounded,filled\", color=\"#c5ccd3\", fillcolor=\"#f5f7fa\", "
                "margin=14]\n",
                number++, html_text(schema));
            out += nodes + "    }\n";
        }
        for (const DiagramRelation& each : diagram_.relations) out += relation(each);
        return out + uses_ + "}\n";
    }

private:
    static std::string node(const std::string& id, std::string_view colour, const std::string& title, const std::string& rows,
                            int columns) {
        return fmt::format(
            "    {} [label=<<table border=\"1\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"4\" color=\"{}\" bgcolor=\"white\">"
            "<tr><td colspan=\"{}\" bgcolor=\"{}\" align=\"left\"><font color=\"white\">{}</font></td></tr>{}</table>>]\n",
            id, colour, columns, colour, title, rows);
    }

    std::string table(std::size_t number) {
        const DiagramTable& table = diagram_.tables[number];
        std::string rows;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const DiagramColumn& column = table.columns[i];
            rows += fmt::format(
                "<tr><td port=\"l{0}\" align=\"left\">{1}</td><td align=\"left\">{2}</td>"
                "<td port=\"r{0}\" align=\"left\"><font color=\"#66727f\">{3}{4}</font></td></tr>",
                i, mark(column.marks()), column.primary ? bold(column.name) : html_text(column.name), html_text(column.type),
                column.nullable ? "?" : "");
            refer_to_enum(number, i, column);
        }
        return node(fmt::format("t{}", number), table_colour, bold(table.name.name), rows, 3);
    }

    std::string enumeration(std::size_t number) const {
        const schema::Enum& type = diagram_.enums[number];
        std::string rows;
        for (const schema::EnumValue& value : type.values)
            rows += fmt::format("<tr><td align=\"left\">{}</td></tr>", html_text(value.name));
        return node(fmt::format("e{}", number), enum_colour, "enum " + bold(type.name.name), rows, 1);
    }

    std::string view(std::size_t number) const {
        const schema::View& view = diagram_.views[number];
        return node(fmt::format("v{}", number), view_colour, (view.materialized ? "materialized view " : "view ") + bold(view.name.name),
                    "", 1);
    }

    void refer_to_enum(std::size_t table, std::size_t column, const DiagramColumn& shown) {
        for (std::size_t i = 0; i < diagram_.enums.size(); ++i)
            if (shown.type == Diagram::title(diagram_.enums[i].name) || shown.type == Diagram::title(diagram_.enums[i].name) + "[]")
                uses_ += fmt::format("    t{}:r{}:e -> e{} [style=dotted, dir=none, color=\"#8fae84\"]\n", table, column, i);
    }

    std::size_t column(std::size_t table, const std::string& name) const {
        const auto& columns = diagram_.tables[table].columns;
        const auto found = std::find_if(columns.begin(), columns.end(), [&](const DiagramColumn& each) { return each.name == name; });
        return static_cast<std::size_t>(found - columns.begin());
    }

    // What is referred to stands to the left, so that a schema reads from its roots.
    std::string relation(const DiagramRelation& relation) const {
        const std::size_t from = column(relation.from, relation.columns.front());
        const std::size_t to = column(relation.to, relation.referred_columns.front());
        // Of a table with itself to its left, where there is room.
        return fmt::format("    t{}:{} -> t{}:l{}:w [arrowtail={}, arrowhead={}]\n", relation.to,
                           relation.from == relation.to ? fmt::format("l{}:w", to) : fmt::format("r{}:e", to), relation.from, from,
                           relation.optional ? "teeodot" : "teetee", relation.one ? "teeodot" : "crowodot");
    }

    const Diagram& diagram_;
    std::string uses_;
};

}  // namespace

std::string diagram_dot(const schema::Schema& schema, const DiagramOptions& options) {
    const Diagram diagram = diagram_of(schema, options);
    return Writer(diagram).write();
}

}  // namespace aludel::generator

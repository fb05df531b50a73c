#include <algorithm>

#include <fmt/format.h>

#include <aludel/generator/escape.h>
#include <aludel/generator/utf8.h>

#include "diagram.h"

namespace aludel::generator {
namespace {

std::string padded(const std::string& text, std::size_t width) {
    const std::size_t has = columns(text);
    return has < width ? text + std::string(width - has, ' ') : text;
}

std::string names(const std::vector<std::string>& columns) {
    return fmt::format("{}", fmt::join(columns, ", "));
}

void write(std::string& out, const Diagram& diagram, std::size_t number) {
    const DiagramTable& table = diagram.tables[number];
    std::size_t marks = 0, width = 0;
    for (const DiagramColumn& column : table.columns) {
        marks = std::max(marks, column.marks().size());
        width = std::max(width, columns(one_line(column.name)));
    }
    out += one_line(Diagram::title(table.name)) + '\n';
    for (const DiagramColumn& column : table.columns)
        out += fmt::format("    {}  {}  {}{}\n", padded(column.marks(), marks), padded(one_line(column.name), width), one_line(column.type),
                           column.nullable ? ", nullable" : "");
    for (const DiagramRelation& relation : diagram.relations)
        if (relation.from == number)
            out += fmt::format("    {} -> {} ({}), {} to {}\n", one_line(names(relation.columns)),
                               one_line(Diagram::title(diagram.tables[relation.to].name)), one_line(names(relation.referred_columns)),
                               relation.one ? "one" : "many", relation.optional ? "none or one" : "one");
}

}  // namespace

std::string diagram_text(const schema::Schema& schema, const DiagramOptions& options) {
    const Diagram diagram = diagram_of(schema, options);
    std::string out;
    for (std::size_t i = 0; i < diagram.tables.size(); ++i) {
        if (i > 0) out += '\n';
        write(out, diagram, i);
    }
    if (!out.empty() && (!diagram.enums.empty() || !diagram.views.empty())) out += '\n';
    for (const schema::Enum& type : diagram.enums) {
        std::string values;
        for (const schema::EnumValue& value : type.values) values += (values.empty() ? "" : ", ") + one_line(value.name);
        out += fmt::format("enum {}: {}\n", one_line(Diagram::title(type.name)), values);
    }
    for (const schema::View& view : diagram.views)
        out += fmt::format("{} {}\n", view.materialized ? "materialized view" : "view", one_line(Diagram::title(view.name)));
    return out;
}

}  // namespace aludel::generator

#include <cctype>

#include <fmt/format.h>

#include <aludel/generator/escape.h>

#include "diagram.h"

namespace aludel::generator {
namespace {

// The grammar of an attribute is `type name keys "comment"`, the first two of letters, digits and few signs, and a name that is a
// word for a key is read as one: https://mermaid.js.org/syntax/entityRelationshipDiagram.html
std::string word(const std::string& text, std::string_view signs) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += std::isalnum(byte) != 0 || signs.find(c) != std::string_view::npos ? c : '_';
    }
    if (out.empty() || std::isalpha(static_cast<unsigned char>(out.front())) == 0) out.insert(0, "x");
    if (out == "PK" || out == "FK" || out == "UK") out += '_';
    return out;
}

std::string entity(const schema::Name& name) {
    return '"' + mermaid_text(Diagram::title(name)) + '"';
}

std::string attribute(const DiagramColumn& column) {
    const std::string type = word(column.type, "_()[]"), name = word(column.name, "_");
    std::string keys = column.marks();
    if (const auto at = keys.find("UQ"); at != std::string::npos) keys.replace(at, 2, "UK");
    // What the two words do not say.
    std::string comment;
    if (name != column.name) comment = column.name;
    if (type != column.type) comment += (comment.empty() ? "" : ", ") + column.type;
    if (column.nullable) comment += comment.empty() ? "nullable" : ", nullable";
    std::string line = fmt::format("        {} {}", type, name);
    if (!keys.empty()) line += ' ' + keys;
    if (!comment.empty()) line += " \"" + mermaid_text(comment) + '"';
    return line + '\n';
}

}  // namespace

std::string diagram_mermaid(const schema::Schema& schema, const DiagramOptions& options) {
    const Diagram diagram = diagram_of(schema, options);
    std::string out = "erDiagram\n";
    for (const DiagramTable& table : diagram.tables) {
        out += fmt::format("    {} {{\n", entity(table.name));
        for (const DiagramColumn& column : table.columns) out += attribute(column);
        out += "    }\n";
    }
    for (const schema::Enum& type : diagram.enums) {
        out += fmt::format("    \"enum {}\" {{\n", mermaid_text(Diagram::title(type.name)));
        for (const schema::EnumValue& value : type.values) out += attribute({value.name, "value", false, false, false, false});
        out += "    }\n";
    }
    for (const schema::View& view : diagram.views)
        out += fmt::format("    \"{} {}\"\n", view.materialized ? "materialized view" : "view", mermaid_text(Diagram::title(view.name)));
    for (const DiagramRelation& relation : diagram.relations)
        out += fmt::format("    {} {}--{} {} : \"{}\"\n", entity(diagram.tables[relation.to].name), relation.optional ? "|o" : "||",
                           relation.one ? "o|" : "o{", entity(diagram.tables[relation.from].name),
                           mermaid_text(fmt::format("{}", fmt::join(relation.columns, ", "))));
    return out;
}

}  // namespace aludel::generator

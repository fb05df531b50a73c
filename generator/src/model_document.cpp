#include <aludel/generator/model_document.h>

#include <aludel/schema/snapshot.h>
#include <toml++/toml.h>

#include <array>
#include <cstdint>
#include <utility>

namespace aludel::generator {
namespace {

// The document is a list of arrays of inline tables, one entry a line: it is read by a program, and by a person who
// looks for what passed between the two.

std::string quoted(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
            case '"':
                result += "\\\"";
                break;
            case '\\':
                result += "\\\\";
                break;
            case '\n':
                result += "\\n";
                break;
            case '\t':
                result += "\\t";
                break;
            default:
                if (byte < 0x20 || byte == 0x7f) {
                    result += "\\u00";
                    result += digits[byte >> 4];
                    result += digits[byte & 15];
                } else {
                    result += c;
                }
        }
    }
    return result + '"';
}

template <class Items, class Write>
void write_array(std::string& out, std::string_view name, const Items& items, Write write) {
    out += name;
    out += " = [";
    for (const auto& item : items) {
        out += "\n  ";
        write(item);
        out += ',';
    }
    out += items.empty() ? "]\n" : "\n]\n";
}

std::string inline_location(const Location& at) {
    std::string out = "{file = " + quoted(at.file);
    const std::array<std::pair<const char*, int>, 4> numbers = {
        {{"line", at.line}, {"column", at.column}, {"end_line", at.end_line}, {"end_column", at.end_column}}};
    for (const auto& [name, number] : numbers) {
        out += ", ";
        out += name;
        out += " = " + std::to_string(number);
    }
    return out + '}';
}

const char* name_of(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "note";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return "error";
}

std::string inline_diagnostic(const Diagnostic& diagnostic) {
    std::string out = "{id = " + quoted(diagnostic.id) + ", severity = \"" + name_of(diagnostic.severity) +
                      "\", message = " + quoted(diagnostic.message) + ", location = " + inline_location(diagnostic.location);
    if (!diagnostic.fixits.empty()) {
        out += ", fixits = [";
        for (const FixIt& fixit : diagnostic.fixits) {
            out += "{range = " + inline_location(fixit.range) + ", replacement = " + quoted(fixit.replacement) + "}, ";
        }
        out += ']';
    }
    if (!diagnostic.notes.empty()) {
        out += ", notes = [";
        for (const Diagnostic& note : diagnostic.notes) out += inline_diagnostic(note) + ", ";
        out += ']';
    }
    return out + '}';
}

std::string inline_expression(const schema::Expression& expression) {
    std::string out = "{sql = " + quoted(expression.sql);
    if (!expression.dialects.empty()) {
        out += ", dialects = {";
        bool first = true;
        for (const auto& [dialect, sql] : expression.dialects) {
            if (!std::exchange(first, false)) out += ", ";
            out += quoted(dialect) + " = " + quoted(sql);
        }
        out += '}';
    }
    return out + '}';
}

[[noreturn]] void refuse(const toml::node& node, const std::string& message) {
    throw schema::SnapshotError("model document", static_cast<int>(node.source().begin.line), message);
}

const toml::node& member(const toml::table& table, std::string_view name) {
    const toml::node* node = table.get(name);
    if (node == nullptr) refuse(table, "'" + std::string(name) + "' is missing");
    return *node;
}

std::string string_value(const toml::node& node) {
    const toml::value<std::string>* value = node.as_string();
    if (value == nullptr) refuse(node, "a string is expected here");
    return value->get();
}
std::string string_member(const toml::table& table, std::string_view name) {
    return string_value(member(table, name));
}

int int_member(const toml::table& table, std::string_view name) {
    const toml::node& node = member(table, name);
    const toml::value<std::int64_t>* value = node.as_integer();
    if (value == nullptr || value->get() < 0 || value->get() > INT32_MAX) refuse(node, "a line or column is expected here");
    return static_cast<int>(value->get());
}

const toml::table& table_value(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) refuse(node, "a table is expected here");
    return *table;
}
const toml::array& array_value(const toml::node& node) {
    const toml::array* array = node.as_array();
    if (array == nullptr) refuse(node, "an array is expected here");
    return *array;
}

void only_members(const toml::table& table, std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table) {
        const std::string_view name = key.str();
        bool found = false;
        for (const std::string_view other : known) found = found || other == name;
        if (!found) refuse(node, "'" + std::string(name) + "' is not known");
    }
}

Location read_location(const toml::node& node) {
    const toml::table& table = table_value(node);
    only_members(table, {"file", "line", "column", "end_line", "end_column"});
    return {.file = string_member(table, "file"),
            .line = int_member(table, "line"),
            .column = int_member(table, "column"),
            .end_line = int_member(table, "end_line"),
            .end_column = int_member(table, "end_column")};
}

Severity read_severity(const toml::node& node) {
    const std::string name = string_value(node);
    for (const Severity severity : {Severity::note, Severity::warning, Severity::error}) {
        if (name == name_of(severity)) return severity;
    }
    refuse(node, "'" + name + "' is no severity");
}

Diagnostic read_diagnostic(const toml::node& node) {
    const toml::table& table = table_value(node);
    only_members(table, {"id", "severity", "message", "location", "fixits", "notes"});
    Diagnostic result = {.id = string_member(table, "id"),
                         .severity = read_severity(member(table, "severity")),
                         .message = string_member(table, "message"),
                         .location = read_location(member(table, "location")),
                         .fixits = {},
                         .notes = {}};
    if (const toml::node* fixits = table.get("fixits")) {
        for (const toml::node& item : array_value(*fixits)) {
            const toml::table& fixit = table_value(item);
            only_members(fixit, {"range", "replacement"});
            result.fixits.push_back({.range = read_location(member(fixit, "range")), .replacement = string_member(fixit, "replacement")});
        }
    }
    if (const toml::node* notes = table.get("notes")) {
        for (const toml::node& note : array_value(*notes)) result.notes.push_back(read_diagnostic(note));
    }
    return result;
}

schema::Expression read_expression(const toml::node& node) {
    const toml::table& table = table_value(node);
    only_members(table, {"sql", "dialects"});
    schema::Expression result = {.sql = string_member(table, "sql"), .dialects = {}};
    if (const toml::node* dialects = table.get("dialects")) {
        for (const auto& [dialect, sql] : table_value(*dialects)) result.dialects.emplace(dialect.str(), string_value(sql));
    }
    return result;
}

constexpr std::array<std::pair<schema::Rename::Of, const char*>, 4> kinds = {{{schema::Rename::Of::table, "table"},
                                                                              {schema::Rename::Of::column, "column"},
                                                                              {schema::Rename::Of::enumeration, "enum"},
                                                                              {schema::Rename::Of::enum_value, "enum_value"}}};

std::string inline_rename(const schema::Rename& rename) {
    std::string out = "{";
    for (const auto& [of, word] : kinds) {
        if (of == rename.of) out += "of = " + quoted(word) + ", ";
    }
    if (rename.in != schema::Name()) out += "schema = " + quoted(rename.in.schema) + ", in = " + quoted(rename.in.name) + ", ";
    return out + "from = " + quoted(rename.from) + ", to = " + quoted(rename.to) + '}';
}

schema::Rename read_rename(const toml::node& node) {
    const toml::table& table = table_value(node);
    only_members(table, {"of", "schema", "in", "from", "to"});
    const std::string kind = string_member(table, "of");
    for (const auto& [of, word] : kinds) {
        if (kind != word) continue;
        schema::Rename result = {.of = of, .in = {}, .from = string_member(table, "from"), .to = string_member(table, "to")};
        if (table.contains("in")) result.in = schema::Name(string_member(table, "schema"), string_member(table, "in"));
        return result;
    }
    refuse(member(table, "of"), "'" + kind + "' is nothing that is renamed");
}

}  // namespace

std::string write_model_document(const ModelDocument& document) {
    std::string out = "version = " + quoted(document.version) + "\n";
    write_array(out, "dependencies", document.dependencies, [&](const std::string& file) { out += quoted(file); });
    write_array(out, "diagnostics", document.diagnostics, [&](const Diagnostic& diagnostic) { out += inline_diagnostic(diagnostic); });
    write_array(out, "renames", document.renames, [&](const schema::Rename& rename) { out += inline_rename(rename); });
    write_array(out, "fills", document.fills,
                [&](const auto& fill) { out += "{column = " + quoted(fill.first) + ", value = " + inline_expression(fill.second) + '}'; });
    write_array(out, "locations", document.locations,
                [&](const auto& entry) { out += "{of = " + quoted(entry.first) + ", at = " + inline_location(entry.second) + '}'; });
    write_array(out, "schema", schema::print({.schema = document.schema, .spent = {}}),
                [&](const auto& file) { out += "{file = " + quoted(file.first) + ", text = " + quoted(file.second) + '}'; });
    return out;
}

ModelDocument read_model_document(std::string_view text) {
    try {
        const toml::table root = toml::parse(text);
        only_members(root, {"version", "dependencies", "diagnostics", "renames", "fills", "locations", "schema"});
        ModelDocument document;
        document.version = string_member(root, "version");
        for (const toml::node& file : array_value(member(root, "dependencies"))) document.dependencies.push_back(string_value(file));
        for (const toml::node& node : array_value(member(root, "diagnostics"))) document.diagnostics.push_back(read_diagnostic(node));
        for (const toml::node& node : array_value(member(root, "renames"))) document.renames.insert(read_rename(node));
        for (const toml::node& node : array_value(member(root, "fills"))) {
            const toml::table& fill = table_value(node);
            only_members(fill, {"column", "value"});
            document.fills.emplace(string_member(fill, "column"), read_expression(member(fill, "value")));
        }
        for (const toml::node& node : array_value(member(root, "locations"))) {
            const toml::table& entry = table_value(node);
            only_members(entry, {"of", "at"});
            document.locations.emplace(string_member(entry, "of"), read_location(member(entry, "at")));
        }
        schema::SnapshotFiles files;
        for (const toml::node& node : array_value(member(root, "schema"))) {
            const toml::table& file = table_value(node);
            only_members(file, {"file", "text"});
            files.emplace(string_member(file, "file"), string_member(file, "text"));
        }
        document.schema = schema::parse(files).schema;
        return document;
    } catch (const toml::parse_error& error) {
        throw schema::SnapshotError("model document", static_cast<int>(error.source().begin.line), std::string(error.description()));
    }
}

}  // namespace aludel::generator

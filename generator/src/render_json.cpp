#include <set>

#include <aludel/generator/files.h>
#include <aludel/generator/render.h>

#include "json.h"
#include "version.h"

namespace aludel::generator {
namespace {

const char* word(Severity severity) {
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

Json location_json(const Location& location) {
    if (location.file.empty()) return nullptr;
    return Json::object({{"file", location.file},
                         {"line", location.line},
                         {"column", location.column},
                         {"end_line", location.end_line},
                         {"end_column", location.end_column}});
}

Json diagnostic_json(const Diagnostic& diagnostic) {
    Json fixits = Json::array(), notes = Json::array();
    for (const FixIt& fix : diagnostic.fixits)
        fixits.push_back(Json::object({{"range", location_json(fix.range)}, {"replacement", fix.replacement}}));
    for (const Diagnostic& note : diagnostic.notes) notes.push_back(diagnostic_json(note));
    return Json::object({{"id", diagnostic.id},
                         {"severity", word(diagnostic.severity)},
                         {"message", diagnostic.message},
                         {"location", location_json(diagnostic.location)},
                         {"fixits", std::move(fixits)},
                         {"notes", std::move(notes)}});
}

class Sarif {
public:
    explicit Sarif(const SourceText& sources) : sources_(sources) {}

    Json result(const Diagnostic& diagnostic) const {
        Json result =
            Json::object({{"ruleId", diagnostic.id}, {"level", word(diagnostic.severity)}, {"message", text(diagnostic.message)}});
        if (!diagnostic.location.file.empty()) result.add("locations", Json::array({place(diagnostic.location)}));
        Json related = Json::array();
        for (const Diagnostic& note : diagnostic.notes) {
            Json item = note.location.file.empty() ? Json::object() : place(note.location);
            item.add("message", text(note.message));
            related.push_back(std::move(item));
        }
        if (!related.items().empty()) result.add("relatedLocations", std::move(related));
        if (!diagnostic.fixits.empty()) result.add("fixes", Json::array({fix(diagnostic)}));
        return result;
    }

private:
    static Json text(const std::string& text) { return Json::object({{"text", text}}); }

    Json region(const Location& location) const {
        Json region = Json::object({{"startLine", location.line}});
        const auto source = sources_(location.file);
        const auto column = [&](int line, int byte_column) {
            return source ? code_point_column(line_of(*source, line), byte_column) : byte_column;
        };
        if (location.column > 0) region.add("startColumn", column(location.line, location.column));
        if (location.end_line > 0) region.add("endLine", location.end_line);
        if (location.end_column > 0) region.add("endColumn", column(location.end_line, location.end_column));
        return region;
    }

    static Json artifact(const std::string& file) { return Json::object({{"uri", path(shown(file)).generic_string()}}); }

    Json place(const Location& location) const {
        Json physical = Json::object({{"artifactLocation", artifact(location.file)}});
        if (location.line > 0) physical.add("region", region(location));
        return Json::object({{"physicalLocation", std::move(physical)}});
    }

    Json fix(const Diagnostic& diagnostic) const {
        Json changes = Json::array();
        for (const FixIt& fix : diagnostic.fixits) {
            Json replacement = Json::object({{"deletedRegion", region(fix.range)}, {"insertedContent", text(fix.replacement)}});
            changes.push_back(
                Json::object({{"artifactLocation", artifact(fix.range.file)}, {"replacements", Json::array({std::move(replacement)})}}));
        }
        return Json::object({{"artifactChanges", std::move(changes)}});
    }

    const SourceText& sources_;
};

}  // namespace

std::string render_json(const std::vector<Diagnostic>& diagnostics) {
    Json all = Json::array();
    for (const Diagnostic& diagnostic : diagnostics) all.push_back(diagnostic_json(diagnostic));
    return all.pretty() + '\n';
}

std::string render_sarif(const std::vector<Diagnostic>& diagnostics, const SourceText& sources) {
    const Sarif sarif(sources);
    Json results = Json::array(), rules = Json::array();
    std::set<std::string> known;
    for (const Diagnostic& diagnostic : diagnostics) {
        results.push_back(sarif.result(diagnostic));
        if (known.insert(diagnostic.id).second) rules.push_back(Json::object({{"id", diagnostic.id}}));
    }
    Json driver = Json::object({{"name", "aludel"}, {"version", version}, {"rules", std::move(rules)}});
    Json run = Json::object(
        {{"tool", Json::object({{"driver", std::move(driver)}})}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}});
    const Json document = Json::object(
        {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}});
    return document.pretty() + '\n';
}

}  // namespace aludel::generator

#include "read_pending.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/fix.h>
#include <aludel/generator/front_end.h>
#include <aludel/generator/ignore.h>
#include <aludel/generator/objects.h>
#include <aludel/generator/write_revision.h>

namespace aludel::generator {
namespace {

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

/// The front end knows the headers alone.
void add_to_depfile(const std::string& depfile, const std::vector<std::string>& files) {
    if (depfile.empty() || files.empty()) return;
    std::string text = read_file(depfile);
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '\\')) text.pop_back();
    for (const std::string& file : files) {
        text += " \\\n  ";
        for (const char c : file) {
            if (c == ' ' || c == '#') text += '\\';
            if (c == '$') text += '$';
            text += c;
        }
    }
    FileChanges changes;
    changes.write(depfile, text + '\n');
    changes.release();
}

ModelDocument read(const Context& context, const Config& config, const ModelsOptions& options) {
    FrontEndOptions front_end{context.front_end, options.arguments, options.depfile, options.depfile_target};
    front_end.explain = [&context](const std::string& line) { context.explain(line); };
    ModelDocument models = read_models(config, front_end);
    const std::size_t headers = models.dependencies.size();
    add_objects(config, models);
    add_to_depfile(options.depfile, {models.dependencies.begin() + static_cast<std::ptrdiff_t>(headers), models.dependencies.end()});
    return models;
}

/// Whether something was mended.
bool fix(const std::vector<Diagnostic>& diagnostics) {
    const Fixed fixed = apply_fixits(diagnostics, sources_on_disk());
    if (fixed.files.empty()) return false;
    FileChanges changes;
    for (const auto& [file, text] : fixed.files) {
        changes.write(file, text);
        fmt::print(stderr, "aludel: fixed {}\n", shown(file));
    }
    changes.release();
    return true;
}

ModelDocument read_and_fix(const Context& context, const Config& config, const ModelsOptions& options) {
    ModelDocument models = read(context, config, options);
    if (options.fix && fix(models.diagnostics)) models = read(context, config, options);
    if (has_errors(models.diagnostics)) throw Failure(models.diagnostics);
    return models;
}

}  // namespace

schema::Snapshot read_snapshot(const Config& config) {
    try {
        return schema::parse_committed(read_snapshot_files(config));
    } catch (const schema::SnapshotError& error) {
        std::string message = error.what();
        const std::string place = fmt::format("{}:{}: ", error.file(), error.line());
        if (message.starts_with(place)) message.erase(0, place.size());  // the location says it
        throw Failure("snapshot", message, {shown(config.schema_directory / error.file()), error.line(), 0, error.line(), 0});
    }
}

std::vector<Diagnostic> Comparison::diagnostics() const {
    std::vector<Diagnostic> all = models.diagnostics;
    all.insert(all.end(), pending.diagnostics.begin(), pending.diagnostics.end());
    return all;
}

Comparison compare_models(const Context& context, const Config& config, const ModelsOptions& options, const schema::Decisions& said) {
    Comparison comparison;
    ModelDocument models = read_and_fix(context, config, options);
    const schema::Snapshot before = read_snapshot(config);
    comparison.models = ignored(std::move(models), before, said, config.ignore);
    if (has_errors(comparison.models.diagnostics)) throw Failure(comparison.models.diagnostics);
    comparison.pending = autogenerate(comparison.models, before, said, config.dialects);
    return comparison;
}

}  // namespace aludel::generator

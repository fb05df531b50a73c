#include <fmt/format.h>

#include <aludel/generator/chain_file.h>
#include <aludel/generator/files.h>
#include <aludel/generator/revisions.h>

#include "commands.h"

namespace aludel::generator {
namespace {

/// The chain files and what they should hold; chain.cpp, the commit point, is last.
std::vector<std::pair<path, std::string>> expected_files(const Config& config) {
    const Revisions revisions = read_revisions(config);
    return {{config.migrations_directory / "chain.h", chain_header(config)},
            {config.migrations_directory / "chain.cpp", chain_source(config, revisions.files)}};
}

int check(const Context& context, const Config& config) {
    std::vector<Diagnostic> diagnostics;
    for (const auto& [file, text] : expected_files(config)) {
        const auto found = find_file(file);
        if (!found) {
            diagnostics.push_back({"chain", Severity::error, "there is no such file", {shown(file), 0, 0, 0, 0}, {}, {}});
            continue;
        }
        for (const std::string& difference : chain_differences(*found, text))
            diagnostics.push_back({"chain", Severity::error, difference, {shown(file), 0, 0, 0, 0}, {}, {}});
    }
    if (diagnostics.empty()) return 0;
    diagnostics.back().notes.push_back({"chain", Severity::note, "`aludel chain` writes it anew from the revision files", {}, {}, {}});
    context.report(diagnostics);
    return 1;
}

}  // namespace

int run(const Context& context, const ChainOptions& options) {
    if (options.check) return check(context, context.read_config());
    const Writing writing = context.begin_writing();
    const Config& config = writing.config();
    FileChanges changes;
    for (const auto& [file, text] : expected_files(config)) {
        if (find_file(file) == text) continue;
        changes.write(file, text);
        fmt::print("Writing {}\n", shown(file));
    }
    changes.release();
    return 0;
}

}  // namespace aludel::generator

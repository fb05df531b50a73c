#include "schema_at.h"

#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/process.h>
#include <aludel/migrations/fold.h>
#include <aludel/migrations/serialise.h>
#include <aludel/schema/error.h>

#include "json.h"
#include "program.h"
#include "read_pending.h"

namespace aludel::generator {
namespace {

[[noreturn]] void refuse_old(const Config& config, const std::string& what) {
    Diagnostic diagnostic{"old-program", Severity::error, fmt::format("{}: {}", shown(config.program), what), {}, {}, {}};
    diagnostic.notes.push_back({"old-program", Severity::note, fmt::format("build it first: {}", build_command(config)), {}, {}, {}});
    throw Failure({std::move(diagnostic)});
}

/// A line of `export`.
struct Exported {
    std::vector<std::string> parents = {};
    std::vector<migrations::Operation> upgrade = {};
};

std::map<std::string, Exported> exported(const Context& context, const Config& config) {
    const path program = migrate_program(config, "show");
    context.explain(fmt::format("running {} export", shown(program)));
    const Ended ended = run_program({program.string(), "export"}, true);
    if (ended.status != 0) refuse_old(config, fmt::format("export ended with status {}", ended.status));
    std::map<std::string, Exported> found;
    std::string rest = ended.output;
    while (!rest.empty()) {
        const std::string line = rest.substr(0, rest.find('\n'));
        rest.erase(0, line.size() + 1);
        try {
            const Json revision = parse_json(line);
            Exported& made = found[revision["id"].text()];
            for (const Json& parent : revision["parents"].items()) made.parents.push_back(parent.text());
            made.upgrade = migrations::deserialise_operations(revision["upgrade"].dump());
        } catch (const std::runtime_error& error) {
            refuse_old(config, fmt::format("export is not understood: {}", error.what()));
        }
    }
    return found;
}

}  // namespace

schema::Schema schema_at(const Context& context, const Config& config, const Revisions& revisions, const std::string& id) {
    if (revisions.graph.heads() == std::vector{id}) return read_snapshot(config).schema;
    const std::map<std::string, Exported> chain = exported(context, config);
    schema::Schema schema;
    for (const migrations::Move& move : revisions.graph.upgrade({}, id).moves) {
        const auto revision = chain.find(move.id);
        if (revision == chain.end()) refuse_old(config, fmt::format("it does not know the revision {}", move.id));
        if (revision->second.parents != revisions.file(move.id).parents)
            refuse_old(config, fmt::format("it has other parents for the revision {} than {}", move.id, revisions.file(move.id).path));
        try {
            migrations::resolve_all(schema, revision->second.upgrade);
        } catch (const schema::SchemaError& error) {
            throw Failure("revision", fmt::format("revision {} does not follow from those before it: {}", move.id, error.what()),
                          revisions.file(move.id).location);
        }
    }
    return schema;
}

}  // namespace aludel::generator

#include "program.h"

#include <fmt/format.h>
#include <unistd.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>

namespace aludel::generator {

std::filesystem::path migrate_program(const Config& config, const std::string& command) {
    if (::access(config.program.c_str(), X_OK) == 0) return config.program;
    Diagnostic diagnostic{
        "no-program",
        Severity::error,
        fmt::format("`aludel {}` is done by the application's migrate program, which knows its revisions and its databases; "
                    "there is no {}",
                    command, shown(config.program)),
        {},
        {},
        {}};
    diagnostic.notes.push_back({"no-program", Severity::note, fmt::format("build it: {}", build_command(config)), {}, {}, {}});
    diagnostic.notes.push_back({"no-program",
                                Severity::note,
                                fmt::format("where it is built elsewhere, say so in {}: [build] program", shown(config.file)),
                                {},
                                {},
                                {}});
    throw Failure({std::move(diagnostic)});
}

std::string build_command(const Config& config) {
    return fmt::format("cmake --build {}", shown(config.build_directory));
}

}  // namespace aludel::generator

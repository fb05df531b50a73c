#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <aludel/generator/config.h>
#include <aludel/generator/model_document.h>

namespace aludel::generator {

/// How the front end is found and told to read.
struct FrontEndOptions {
    std::string program = {};           ///< --frontend; empty: ALUDEL_MODELS, then beside this program
    std::string models_arguments = {};  ///< --models-arguments; empty: what the build wrote, else aludel.toml
    std::string depfile = {};
    std::string depfile_target = {};
    std::function<void(const std::string&)> explain = [](const std::string&) {};  ///< is told what was found and used
};

/// The aludel-models to run: as said, else $ALUDEL_MODELS, else in libexec or beside this program.
/// @throws Failure that lists where it was looked for.
std::filesystem::path find_front_end(const std::string& said);

/// Its version. @throws Failure when it does not run or is not of this program's version.
std::string front_end_version(const std::filesystem::path& front_end);

/// The file of arguments that aludel_add_migrations() wrote below the build directory; the newest where there are several;
/// nullopt where there is none.
std::optional<std::filesystem::path> find_models_arguments(const Config& config);

/// The headers that [models] headers names. @throws Failure when a pattern names none.
std::vector<std::string> model_headers(const Config& config);

/// Runs the front end. Mistakes in the headers are in `diagnostics` of the result.
/// @throws Failure when it cannot be found or run, or is of another version.
ModelDocument read_models(const Config& config, const FrontEndOptions& options);

}  // namespace aludel::generator

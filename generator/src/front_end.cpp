#include <aludel/generator/front_end.h>

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/glob.h>
#include <aludel/generator/process.h>
#include <aludel/schema/snapshot.h>

#include "version.h"

namespace aludel::generator {
namespace {

namespace fs = std::filesystem;

constexpr const char* program_name = "aludel-models";

bool is_program(const path& file) {
    return fs::is_regular_file(file) && ::access(file.c_str(), X_OK) == 0;
}

std::vector<path> usual_places() {
    std::error_code error;
    const path self = fs::read_symlink("/proc/self/exe", error);
    if (error) return {};
    const path bin = self.parent_path();
    // Installed; in a build tree of this project; unpacked into one directory.
    return {(bin / libexec_from_bin / program_name).lexically_normal(), bin / "frontend" / program_name, bin / program_name};
}

Diagnostic note(std::string text) {
    return {"front-end", Severity::note, std::move(text), {}, {}, {}};
}

class TemporaryFile {
public:
    TemporaryFile() : name_((fs::temp_directory_path() / "aludel-models-XXXXXX").string()) {
        const int descriptor = ::mkstemp(name_.data());
        if (descriptor < 0)
            throw Failure("front-end", fmt::format("cannot make a temporary file in {}", fs::temp_directory_path().string()));
        ::close(descriptor);
    }
    ~TemporaryFile() { ::unlink(name_.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& name() const { return name_; }

private:
    std::string name_;
};

// Clang 14 knows the standards after C++20 by their working names, and every later one knows those too.
std::string clang_standard(const std::string& standard) {
    if (standard == "c++23") return "c++2b";
    if (standard == "c++26") return "c++2c";
    return standard;
}

std::vector<std::string> arguments_of(const Config& config) {
    std::vector<std::string> arguments = {"-std=" + clang_standard(config.standard)};
    for (const std::string& directory : config.include_directories)
        arguments.push_back("-I" + (config.root / directory).lexically_normal().string());
    for (const std::string& definition : config.definitions) arguments.push_back("-D" + definition);
    return arguments;
}

/// What aludel.toml says of names and types, whoever says how the compiler sees the headers.
std::vector<std::string> settings_arguments(const ModelSettings& settings) {
    const ModelSettings usual;
    std::vector<std::string> arguments;
    const auto add = [&](const char* option, std::string value) {
        arguments.emplace_back(option);
        arguments.push_back(std::move(value));
    };
    if (settings.table_names != usual.table_names) add("--table-names", settings.table_names);
    if (settings.column_names != usual.column_names) add("--column-names", settings.column_names);
    for (const std::string& prefix : settings.strip_prefixes) add("--strip-prefix", prefix);
    for (const std::string& suffix : settings.strip_suffixes) add("--strip-suffix", suffix);
    for (const auto& [word, plural] : settings.plurals) add("--plural", word + "=" + plural);
    for (const auto& [name, type] : settings.types) add("--type", name + "=" + schema::to_string(type));
    if (!settings.note_missing_primary_key) arguments.emplace_back("--no-primary-key-note");
    return arguments;
}

std::vector<std::string> clang_arguments(const Config& config, const FrontEndOptions& options) {
    if (!options.models_arguments.empty()) {
        if (!fs::exists(options.models_arguments))
            throw Failure("front-end", fmt::format("--models-arguments names {}, which is not there", options.models_arguments));
        options.explain("include directories, definitions and standard from " + options.models_arguments);
        return {"@" + options.models_arguments};
    }
    if (const auto file = find_models_arguments(config)) {
        options.explain("include directories, definitions and standard from the build: " + shown(*file));
        return {"@" + file->string()};
    }
    options.explain("include directories, definitions and standard from " + shown(config.file));
    return arguments_of(config);
}

ModelDocument read_document(const path& program, const TemporaryFile& output) {
    try {
        return read_model_document(read_file(output.name()));
    } catch (const schema::SnapshotError& error) {
        Diagnostic diagnostic{
            "front-end", Severity::error, fmt::format("what {} wrote cannot be read: {}", shown(program), error.what()), {}, {}, {}};
        diagnostic.notes.push_back(note(fmt::format("aludel {} needs aludel-models {}", version, version)));
        throw Failure({std::move(diagnostic)});
    }
}

void check_version(const std::string& found, const path& program) {
    if (found == version) return;
    throw Failure("front-end-version", fmt::format("{} is version {} and this aludel is {}; they must be the same: install them together",
                                                   shown(program), found, version));
}

}  // namespace

std::filesystem::path find_front_end(const std::string& said) {
    if (!said.empty()) {
        if (is_program(said)) return said;
        throw Failure("no-front-end", fmt::format("--frontend names {}, which is no program", said));
    }
    if (const char* named = std::getenv("ALUDEL_MODELS"); named != nullptr && *named != '\0') {
        if (is_program(named)) return named;
        throw Failure("no-front-end", fmt::format("the environment variable ALUDEL_MODELS names {}, which is no program", named));
    }
    Diagnostic diagnostic{"no-front-end", Severity::error, "aludel-models, which reads the model headers, is not installed", {}, {}, {}};
    for (const path& place : usual_places()) {
        if (is_program(place)) return place;
        diagnostic.notes.push_back(note("it is not " + place.string()));
    }
    diagnostic.notes.push_back(
        note("install it (Debian: aludel-frontend), build it with -DALUDEL_BUILD_FRONTEND=ON, or name it: --frontend PATH, or the "
             "environment variable ALUDEL_MODELS"));
    throw Failure({std::move(diagnostic)});
}

std::string front_end_version(const std::filesystem::path& front_end) {
    Ended ended = run_program({front_end.string(), "--version"}, true);
    if (ended.status != 0) throw Failure("front-end", fmt::format("{} --version ended with {}", shown(front_end), ended.status));
    while (!ended.output.empty() && ended.output.back() == '\n') ended.output.pop_back();
    check_version(ended.output, front_end);
    return ended.output;
}

std::optional<std::filesystem::path> find_models_arguments(const Config& config) {
    // Build directories of presets lie one level below build/, an application in a subdirectory some further; no deeper.
    constexpr int deepest = 4;
    const std::string exact = "aludel_" + config.name + "_models.rsp";
    std::vector<path> named, others;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(config.build_directory, error), end; !error && entry != end; entry.increment(error)) {
        if (entry.depth() >= deepest) entry.disable_recursion_pending();
        const std::string name = entry->path().filename().string();
        if (!name.starts_with("aludel_") || !name.ends_with("_models.rsp") || !entry->is_regular_file()) continue;
        (name == exact ? named : others).push_back(entry->path());
    }
    const std::vector<path>& found = named.empty() ? others : named;
    if (found.empty()) return {};
    return *std::max_element(found.begin(), found.end(),
                             [](const path& a, const path& b) { return fs::last_write_time(a) < fs::last_write_time(b); });
}

std::vector<std::string> model_headers(const Config& config) {
    std::vector<std::string> headers;
    for (const std::string& pattern : config.headers) {
        const std::vector<path> found = glob(config.root, pattern);
        if (found.empty())
            throw Failure("no-models", fmt::format("[models] headers: no file is named by \"{}\" below {}", pattern, shown(config.root)),
                          {shown(config.file), 0, 0, 0, 0});
        for (const path& header : found)
            if (std::find(headers.begin(), headers.end(), header.string()) == headers.end()) headers.push_back(header.string());
    }
    if (headers.empty()) throw Failure("no-models", "[models] headers names no file", {shown(config.file), 0, 0, 0, 0});
    return headers;
}

ModelDocument read_models(const Config& config, const FrontEndOptions& options) {
    const path program = find_front_end(options.program);
    options.explain("reading the models with " + shown(program));
    const TemporaryFile output;
    std::vector<std::string> command = {program.string(), "--output", output.name()};
    if (!options.depfile.empty()) {
        command.insert(command.end(), {"--depfile", options.depfile});
        command.insert(command.end(), {"--depfile-target", options.depfile_target.empty() ? options.depfile : options.depfile_target});
    }
    for (std::string& argument : settings_arguments(config.model_settings)) command.push_back(std::move(argument));
    for (std::string& header : model_headers(config)) command.push_back(std::move(header));
    command.emplace_back("--");
    for (std::string& argument : clang_arguments(config, options)) command.push_back(std::move(argument));
    const int status = run_program(command).status;
    if (status > 1) throw Failure("front-end", fmt::format("{} ended with {}", shown(program), status));
    ModelDocument document = read_document(program, output);
    check_version(document.version, program);
    return document;
}

}  // namespace aludel::generator

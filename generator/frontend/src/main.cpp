// aludel-models: model headers in, a model document out.
#include <aludel/generator/model_document.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "command_line.h"
#include "configuration.h"
#include "parse.h"

namespace {

using aludel::frontend::CommandLine;

void write_file(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) throw aludel::frontend::UsageError("'" + path + "' can't be written");
}

int run(const std::vector<std::string>& arguments) {
    const CommandLine command = aludel::frontend::read_command_line(arguments);
    if (command.version) {
        std::cout << aludel::frontend::project_version << '\n';
        return 0;
    }
    if (command.help) {
        std::cout << aludel::frontend::usage;
        return 0;
    }
    aludel::frontend::ParseOptions options;
    options.headers = command.headers;
    options.clang_arguments = command.clang_arguments;
    options.resource_directory = command.resource_directory.empty() ? aludel::frontend::resource_directory : command.resource_directory;
    options.standard_library = command.standard_library.empty() ? aludel::frontend::standard_library() : command.standard_library;
    options.full_headers = command.full_headers;
    options.settings = command.settings;

    aludel::generator::ModelDocument document = aludel::frontend::read_models(options);
    document.version = aludel::frontend::project_version;
    const std::string text = aludel::generator::write_model_document(document);
    if (command.output.empty()) {
        std::cout << text << std::flush;
    } else {
        write_file(command.output, text);
    }
    if (!command.depfile.empty()) {
        write_file(command.depfile, aludel::frontend::depfile_text(command.depfile_target, document.dependencies));
    }
    const bool failed = std::any_of(
        document.diagnostics.begin(), document.diagnostics.end(),
        [](const aludel::generator::Diagnostic& diagnostic) { return diagnostic.severity == aludel::generator::Severity::error; });
    return failed ? 1 : 0;
}

}  // namespace

// LLVM's allocators poison what they hold where they are compiled with the address sanitizer, which the installed library
// is not: what the library allocates, our inlined copies then take for poisoned. Their poisoning is switched off.
extern "C" const char* __asan_default_options();  // NOLINT(bugprone-reserved-identifier): the sanitizer's name for it
extern "C" const char* __asan_default_options() {
    return "allow_user_poisoning=0";
}

int main(int argc, char** argv) {
    try {
        return run({argv + 1, argv + argc});
    } catch (const aludel::frontend::UsageError& error) {
        std::cerr << "aludel-models: " << error.what() << "\nTry aludel-models --help.\n";
    } catch (const std::exception& error) {
        std::cerr << "aludel-models: " << error.what() << '\n';
    }
    return 2;
}

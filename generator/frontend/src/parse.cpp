#include "parse.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/Basic/FileManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Frontend/PCHContainerOperations.h>
#include <clang/Frontend/Utils.h>
#include <clang/Lex/Preprocessor.h>
#include <clang/Tooling/Tooling.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <tuple>
#include <utility>

#include "capture.h"
#include "reader.h"
#include "report.h"
#include "stand_ins.h"

namespace aludel::frontend {
namespace {

// In the working directory, so that #include "models/user.h" is found as the user wrote it.
constexpr const char* umbrella_name = "aludel-models.umbrella.cpp";

/// What one parse works with.
struct Parse {
    const FileNames& names;
    const Settings& settings;
    Report report;
    Capture capture;
    generator::ModelDocument document;

    Parse(const FileNames& file_names, const Settings& of_models) : names(file_names), settings(of_models), report(file_names) {}
};

/// The headers that were read, but for those of the system, which differ between the two parses.
class Dependencies : public clang::DependencyCollector {
public:
    explicit Dependencies(Parse& parse) : parse_(parse) {}

    bool sawDependency(llvm::StringRef path, bool from_module, bool is_system, bool is_module_file, bool is_missing) override {
        if (from_module || is_system || is_module_file || is_missing || is_virtual(path) ||
            path.str().find(umbrella_name) != std::string::npos)
            return false;
        std::string name = parse_.names.shown(path.str());
        std::vector<std::string>& files = parse_.document.dependencies;
        if (std::find(files.begin(), files.end(), name) == files.end()) files.push_back(std::move(name));
        return true;
    }

private:
    Parse& parse_;
};

class Consumer : public clang::ASTConsumer {
public:
    explicit Consumer(Parse& parse) : parse_(parse) {}

    void HandleTranslationUnit(clang::ASTContext& context) override {
        // Clang says nothing more after a fatal error (a missing file), so most of what we would say is its consequence.
        if (context.getDiagnostics().hasFatalErrorOccurred()) return;
        parse_.capture.finish();
        read_schema(parse_.capture, context, parse_.settings, parse_.report, parse_.document);
    }
    bool shouldSkipFunctionBody(clang::Decl*) override { return true; }

private:
    Parse& parse_;
};

class Action : public clang::ASTFrontendAction {
public:
    explicit Action(Parse& parse) : parse_(parse) {}

    bool BeginSourceFileAction(clang::CompilerInstance& compiler) override {
        parse_.report.attach(compiler.getSourceManager(), compiler.getLangOpts());
        parse_.capture.install(compiler.getPreprocessor());
        dependencies_ = std::make_shared<Dependencies>(parse_);
        dependencies_->attachToPreprocessor(compiler.getPreprocessor());
        return true;
    }
    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler, llvm::StringRef) override {
        compiler.getFrontendOpts().SkipFunctionBodies = true;
        return std::make_unique<Consumer>(parse_);
    }

private:
    Parse& parse_;
    std::shared_ptr<Dependencies> dependencies_;
};

std::string umbrella(const std::vector<std::string>& headers) {
    std::string text = Capture::prologue;
    for (const std::string& header : headers) text += "#include \"" + header + "\"\n";
    return text + Capture::epilogue;
}

/// Warnings and output are the compiler's business when it builds the application, not ours.
bool is_dropped(const std::string& argument) {
    return argument.rfind("-W", 0) == 0 || argument.rfind("-pedantic", 0) == 0 || argument == "-c" || argument == "-MD" ||
           argument == "-MMD";
}

std::vector<std::string> command_line(const ParseOptions& options, bool stand_ins) {
    std::vector<std::string> arguments = {"clang++", "-fsyntax-only", "-xc++", "-std=c++20"};
    for (const std::string& argument : options.clang_arguments) {
        if (!is_dropped(argument)) arguments.push_back(argument);
    }
    for (const char* own : {"-w", "-ferror-limit=0", "-fno-access-control", "-fno-caret-diagnostics", "-nostdinc", "-nostdinc++"}) {
        arguments.emplace_back(own);
    }
    arguments.push_back("-resource-dir=" + options.resource_directory);
    const auto system = [&](std::string directory) {
        arguments.emplace_back("-isystem");
        arguments.push_back(std::move(directory));
    };
    if (stand_ins) {
        system(std::string(stand_in_headers));
    } else {
        for (const std::string& directory : options.standard_library) {
            system(directory.empty() ? options.resource_directory + "/include" : directory);
        }
    }
    arguments.emplace_back("-idirafter");
    arguments.emplace_back(own_headers);
    arguments.emplace_back(umbrella_name);
    return arguments;
}

/// In the order of the text, the headers in the order they were read.
void sort_by_place(generator::ModelDocument& document) {
    const auto place = [&](const generator::Diagnostic& diagnostic) {
        const auto file = std::find(document.dependencies.begin(), document.dependencies.end(), diagnostic.location.file);
        return std::tuple(file - document.dependencies.begin(), diagnostic.location.line, diagnostic.location.column);
    };
    std::stable_sort(document.diagnostics.begin(), document.diagnostics.end(),
                     [&](const generator::Diagnostic& a, const generator::Diagnostic& b) { return place(a) < place(b); });
}

generator::ModelDocument run(const ParseOptions& options, const FileNames& names, bool stand_ins) {
    auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    const auto add = [&](const std::string& path, llvm::StringRef text) {
        memory->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
    };
    for (const VirtualFile& file : virtual_files()) add(file.path, llvm::StringRef(file.text.data(), file.text.size()));
    const std::string directory = std::filesystem::current_path().string();
    memory->setCurrentWorkingDirectory(directory);
    add(directory + "/" + umbrella_name, umbrella(options.headers));
    auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::getRealFileSystem());
    files->pushOverlay(memory);
    auto manager = llvm::makeIntrusiveRefCnt<clang::FileManager>(clang::FileSystemOptions(), files);

    Parse parse(names, options.settings);
    clang::tooling::ToolInvocation invocation(command_line(options, stand_ins), std::make_unique<Action>(parse), manager.get(),
                                              std::make_shared<clang::PCHContainerOperations>());
    invocation.setDiagnosticConsumer(&parse.report);
    const bool success = invocation.run();
    if (!success && !parse.report.has_errors()) {
        parse.report.error("clang", {}, "Clang could not be started with these arguments");
    }
    parse.document.diagnostics = parse.report.take();
    sort_by_place(parse.document);
    return std::move(parse.document);
}

bool has_errors(const generator::ModelDocument& document) {
    return std::any_of(document.diagnostics.begin(), document.diagnostics.end(),
                       [](const generator::Diagnostic& diagnostic) { return diagnostic.severity == generator::Severity::error; });
}

}  // namespace

generator::ModelDocument read_models(const ParseOptions& options) {
    const FileNames names(options.headers);
    generator::ModelDocument document;
    for (const std::string& header : options.headers) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(header, ignored)) continue;
        document.diagnostics.push_back({.id = "no-such-header",
                                        .severity = generator::Severity::error,
                                        .message = "there is no file '" + header + "'",
                                        .location = {},
                                        .fixits = {},
                                        .notes = {}});
    }
    if (!document.diagnostics.empty()) return document;
    if (!options.full_headers) {
        document = run(options, names, true);
        if (!has_errors(document)) return document;
    }
    return run(options, names, false);
}

}  // namespace aludel::frontend

#include <aludel/generator/graphviz.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/process.h>

namespace aludel::generator {
namespace {

/// A directory of its own below the one for temporary files; gone with its scope.
class TemporaryDirectory {
public:
    TemporaryDirectory() {
        std::string name = (std::filesystem::temp_directory_path() / "aludel-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw Failure("graphviz", fmt::format("cannot make a directory like {}: {}", name, std::strerror(errno)));
        directory_ = name;
    }
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(directory_, ignored);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    path operator/(const std::string& name) const { return directory_ / name; }

private:
    path directory_;
};

[[noreturn]] void refuse_missing() {
    Diagnostic diagnostic{"graphviz", Severity::error, "SVG is drawn by the program dot of Graphviz, which is not installed", {}, {}, {}};
    diagnostic.notes.push_back(
        {"graphviz", Severity::note, "install it: apt install graphviz, dnf install graphviz, brew install graphviz", {}, {}, {}});
    diagnostic.notes.push_back(
        {"graphviz", Severity::note, "or take another form, to be drawn elsewhere: --format dot, --format mermaid", {}, {}, {}});
    throw Failure({std::move(diagnostic)});
}

}  // namespace

std::string svg_of(const std::string& dot) {
    if (!is_installed("dot")) refuse_missing();
    const TemporaryDirectory directory;
    const path source = directory / "graph.dot";
    FileChanges changes;
    changes.write(source, dot);
    changes.release();
    const Ended ended = run_program({"dot", "-Tsvg", source.string()}, true);
    if (ended.status != 0) throw Failure("graphviz", fmt::format("dot could not draw it: it ended with status {}", ended.status));
    return ended.output;
}

}  // namespace aludel::generator

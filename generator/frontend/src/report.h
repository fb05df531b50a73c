#pragma once

#include <aludel/generator/diagnostic.h>
#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/LangOptions.h>
#include <clang/Basic/SourceLocation.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aludel::frontend {

/// How the paths that Clang opens are shown: a header as it was given, whatever way Clang came to it.
class FileNames {
public:
    explicit FileNames(const std::vector<std::string>& headers);
    std::string shown(std::string_view path) const;
    const std::vector<std::string>& headers() const { return headers_; }

private:
    std::vector<std::string> headers_;
    std::map<std::string, std::string> given_;  // absolute to as given
};

bool is_virtual(std::string_view path);

/// Collects diagnostics: Clang's, as its consumer, and ours. Lines and columns are those of the files, not of macros.
class Report : public clang::DiagnosticConsumer {
public:
    explicit Report(const FileNames& names) : names_(names) {}

    /// Until it is called, locations come out empty.
    void attach(const clang::SourceManager& sources, const clang::LangOptions& language);

    /// An error of ours. What the same text gives twice (`long a, b;`) is said once.
    void error(std::string id, clang::SourceRange range, std::string message, std::vector<generator::Diagnostic> notes = {},
               std::vector<generator::FixIt> fixits = {});

    /// Something to know that is no mistake, likewise.
    void remark(std::string id, clang::SourceRange range, std::string message, std::vector<generator::Diagnostic> notes = {});

    /// A hint that belongs to no place.
    static generator::Diagnostic hint(std::string message);
    generator::Diagnostic note(clang::SourceRange range, std::string message) const;
    /// Replaces the range; nothing where it is not plain text of one file (a macro).
    std::vector<generator::FixIt> replace(clang::SourceRange range, std::string text) const;

    generator::Location location(clang::SourceRange range) const;
    /// The text as it stands in the file.
    std::string text(clang::SourceRange range) const;

    /// Whether an attribute that Clang attached to nothing is ours to report: not where Clang has reported the declaration
    /// that it stands on. What Clang says of the attribute itself is withdrawn, since ours says what to do.
    bool take_over(clang::SourceRange use);

    bool has_errors() const;
    std::vector<generator::Diagnostic> take();

    void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& diagnostic) override;

private:
    void add(generator::Diagnostic diagnostic, clang::SourceRange range);
    generator::Location location(clang::CharSourceRange range) const;
    /// The end of the header whose text ran on into that line of the umbrella.
    generator::Location end_of_header(unsigned umbrella_line) const;
    std::string inserted_text(const clang::FixItHint& hint) const;
    void add_macro_notes(clang::SourceLocation at, std::vector<generator::Diagnostic>& notes) const;

    const FileNames& names_;
    const clang::SourceManager* sources_ = nullptr;
    clang::LangOptions language_;
    std::vector<generator::Diagnostic> diagnostics_;
    bool dropped_last_ = false;  // the notes of a diagnostic that is not ours to show go with it
};

}  // namespace aludel::frontend

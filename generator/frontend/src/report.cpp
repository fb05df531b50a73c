#include "report.h"

#include <clang/Basic/FileManager.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>
#include <llvm/ADT/SmallString.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "stand_ins.h"

namespace aludel::frontend {
namespace {

std::string absolute(std::string_view path) {
    std::error_code ignored;
    const std::filesystem::path whole = std::filesystem::absolute(std::filesystem::path(path), ignored);
    return (ignored ? std::filesystem::path(path) : whole).lexically_normal().string();
}

generator::Severity severity_of(clang::DiagnosticsEngine::Level level) {
    switch (level) {
        case clang::DiagnosticsEngine::Ignored:
        case clang::DiagnosticsEngine::Note:
        case clang::DiagnosticsEngine::Remark:
            return generator::Severity::note;
        case clang::DiagnosticsEngine::Warning:
            return generator::Severity::warning;
        case clang::DiagnosticsEngine::Error:
        case clang::DiagnosticsEngine::Fatal:
            return generator::Severity::error;
    }
    return generator::Severity::error;
}

}  // namespace

FileNames::FileNames(const std::vector<std::string>& headers) : headers_(headers) {
    for (const std::string& header : headers) given_.emplace(absolute(header), header);
}

std::string FileNames::shown(std::string_view path) const {
    const auto given = given_.find(absolute(path));
    if (given != given_.end()) return given->second;
    return std::string(path.substr(0, 2) == "./" ? path.substr(2) : path);
}

bool is_virtual(std::string_view path) {
    return path.substr(0, virtual_directory.size()) == virtual_directory;
}

void Report::attach(const clang::SourceManager& sources, const clang::LangOptions& language) {
    sources_ = &sources;
    language_ = language;
}

generator::Location Report::location(clang::CharSourceRange range) const {
    if (sources_ == nullptr || range.getBegin().isInvalid()) return {};
    clang::CharSourceRange chars = clang::Lexer::makeFileCharRange(range, *sources_, language_);
    if (chars.isInvalid()) {
        // Partly from a macro: the place where the macro stands, as Clang's own diagnostics have it.
        const clang::SourceLocation begin = sources_->getFileLoc(range.getBegin());
        chars = clang::CharSourceRange::getCharRange(begin, clang::Lexer::getLocForEndOfToken(begin, 0, *sources_, language_));
    }
    const auto [file, begin] = sources_->getDecomposedLoc(chars.getBegin());
    const auto [end_file, end] = sources_->getDecomposedLoc(chars.getEnd().isValid() ? chars.getEnd() : chars.getBegin());
    if (file == sources_->getMainFileID()) return end_of_header(sources_->getLineNumber(file, begin));
    const auto entry = sources_->getFileEntryRefForID(file);
    if (!entry) return {};
    const unsigned past = end_file == file ? std::max(begin, end) : begin;
    return {.file = names_.shown(std::string(entry->getName())),
            .line = static_cast<int>(sources_->getLineNumber(file, begin)),
            .column = static_cast<int>(sources_->getColumnNumber(file, begin)),
            .end_line = static_cast<int>(sources_->getLineNumber(file, past)),
            .end_column = static_cast<int>(sources_->getColumnNumber(file, past))};
}

generator::Location Report::end_of_header(unsigned umbrella_line) const {
    const std::vector<std::string>& headers = names_.headers();
    // The first line is ours, then there is one for each header: a header runs on into the line after its own.
    if (umbrella_line < 3 || headers.empty()) return {};
    const std::string& header = headers[std::min<std::size_t>(umbrella_line - 3, headers.size() - 1)];
    const auto file = sources_->getFileManager().getOptionalFileRef(header);
    const clang::FileID id = file ? sources_->translateFile(&file->getFileEntry()) : clang::FileID();
    if (id.isInvalid() || id == sources_->getMainFileID()) return {.file = header};
    const clang::SourceLocation end = sources_->getLocForEndOfFile(id);
    return location(clang::CharSourceRange::getCharRange(end, end));
}

std::string Report::inserted_text(const clang::FixItHint& hint) const {
    if (hint.InsertFromRange.isInvalid()) return hint.CodeToInsert;
    return clang::Lexer::getSourceText(hint.InsertFromRange, *sources_, language_).str();
}

generator::Location Report::location(clang::SourceRange range) const {
    return location(clang::CharSourceRange::getTokenRange(range));
}

std::string Report::text(clang::SourceRange range) const {
    return clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(range), *sources_, language_).str();
}

generator::Diagnostic Report::hint(std::string message) {
    return {.id = "hint", .severity = generator::Severity::note, .message = std::move(message), .location = {}, .fixits = {}, .notes = {}};
}

generator::Diagnostic Report::note(clang::SourceRange range, std::string message) const {
    generator::Diagnostic result = hint(std::move(message));
    result.id = "note";
    result.location = location(range);
    return result;
}

std::vector<generator::FixIt> Report::replace(clang::SourceRange range, std::string text) const {
    if (range.getBegin().isMacroID() || range.getEnd().isMacroID()) return {};
    return {{.range = location(range), .replacement = std::move(text)}};
}

void Report::add_macro_notes(clang::SourceLocation at, std::vector<generator::Diagnostic>& notes) const {
    while (at.isMacroID()) {
        if (sources_->isMacroBodyExpansion(at)) {
            const clang::SourceLocation body = sources_->getSpellingLoc(at);
            const std::string name = clang::Lexer::getImmediateMacroName(at, *sources_, language_).str();
            if (!is_virtual(location(body).file)) notes.push_back(note(body, "expanded from macro '" + name + "'"));
        }
        at = sources_->getImmediateMacroCallerLoc(at);
    }
}

void Report::error(std::string id, clang::SourceRange range, std::string message, std::vector<generator::Diagnostic> notes,
                   std::vector<generator::FixIt> fixits) {
    add({.id = std::move(id),
         .severity = generator::Severity::error,
         .message = std::move(message),
         .location = {},
         .fixits = std::move(fixits),
         .notes = std::move(notes)},
        range);
}

void Report::remark(std::string id, clang::SourceRange range, std::string message, std::vector<generator::Diagnostic> notes) {
    add({.id = std::move(id),
         .severity = generator::Severity::note,
         .message = std::move(message),
         .location = {},
         .fixits = {},
         .notes = std::move(notes)},
        range);
}

void Report::add(generator::Diagnostic diagnostic, clang::SourceRange range) {
    diagnostic.location = location(range);
    add_macro_notes(range.getBegin(), diagnostic.notes);
    if (std::find(diagnostics_.begin(), diagnostics_.end(), diagnostic) == diagnostics_.end()) {
        diagnostics_.push_back(std::move(diagnostic));
    }
}

bool Report::take_over(clang::SourceRange use) {
    const generator::Location at = location(use);
    const auto inside = [&](const generator::Diagnostic& diagnostic) {
        return diagnostic.id == "clang" && diagnostic.location.file == at.file && diagnostic.location.line == at.line &&
               diagnostic.location.column >= at.column && diagnostic.location.column < at.end_column;
    };
    const auto withdrawn = std::remove_if(diagnostics_.begin(), diagnostics_.end(), inside);
    if (withdrawn != diagnostics_.end()) {
        diagnostics_.erase(withdrawn, diagnostics_.end());
        return true;
    }
    return std::none_of(diagnostics_.begin(), diagnostics_.end(), [&](const generator::Diagnostic& diagnostic) {
        return diagnostic.id == "clang" && diagnostic.location.file == at.file && diagnostic.location.line >= at.line &&
               diagnostic.location.line <= at.end_line + 1;
    });
}

bool Report::has_errors() const {
    return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                       [](const generator::Diagnostic& diagnostic) { return diagnostic.severity == generator::Severity::error; });
}

std::vector<generator::Diagnostic> Report::take() {
    return std::exchange(diagnostics_, {});
}

void Report::HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    llvm::SmallString<200> message;
    info.FormatDiagnostic(message);
    generator::Diagnostic diagnostic = {.id = "clang",
                                        .severity = severity_of(level),
                                        .message = message.str().str(),
                                        .location = location(clang::CharSourceRange::getTokenRange(info.getLocation(), info.getLocation())),
                                        .fixits = {},
                                        .notes = {}};
    const bool is_note = diagnostic.severity == generator::Severity::note;
    const bool in_umbrella = sources_ != nullptr && info.getLocation().isValid() && sources_->isInMainFile(info.getLocation());
    if (is_note && (dropped_last_ || diagnostics_.empty() || in_umbrella || is_virtual(diagnostic.location.file))) return;
    if (sources_ != nullptr) {
        for (const clang::FixItHint& hint : info.getFixItHints()) {
            const clang::CharSourceRange range = hint.RemoveRange;
            if (range.isInvalid() || range.getBegin().isMacroID() || range.getEnd().isMacroID()) continue;
            if (sources_->isInMainFile(range.getBegin())) continue;
            diagnostic.fixits.push_back({.range = location(range), .replacement = inserted_text(hint)});
        }
        add_macro_notes(info.getLocation(), diagnostic.notes);
    }
    if (is_note) {
        std::vector<generator::Diagnostic>& notes = diagnostics_.back().notes;
        std::vector<generator::Diagnostic> macros = std::exchange(diagnostic.notes, {});
        notes.push_back(std::move(diagnostic));
        notes.insert(notes.end(), macros.begin(), macros.end());
        return;
    }
    dropped_last_ = diagnostic.severity == generator::Severity::warning;
    if (!dropped_last_) diagnostics_.push_back(std::move(diagnostic));
}

}  // namespace aludel::frontend

#include <aludel/generator/fix.h>

#include <algorithm>
#include <optional>

namespace aludel::generator {
namespace {

struct Edit {
    std::string file;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string replacement;

    friend bool operator==(const Edit&, const Edit&) = default;
};

/// The byte of a line and column, both from 1; nullopt behind the end of that line.
std::optional<std::size_t> offset_of(const std::string& text, int line, int column) {
    std::size_t begin = 0;
    for (; line > 1; --line) {
        const auto end = text.find('\n', begin);
        if (end == std::string::npos) return {};
        begin = end + 1;
    }
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t at = begin + static_cast<std::size_t>(column) - 1;
    if (column < 1 || at > end) return {};
    return at;
}

std::optional<Edit> edit_of(const FixIt& fix, const SourceText& sources) {
    const auto text = sources(fix.range.file);
    if (!text) return {};
    const auto begin = offset_of(*text, fix.range.line, fix.range.column);
    const auto end = offset_of(*text, fix.range.end_line, fix.range.end_column);
    if (!begin || !end || *end < *begin) return {};
    return Edit{fix.range.file, *begin, *end, fix.replacement};
}

// Two insertions at one place overlap too: which comes first would be a guess.
bool overlap(const Edit& a, const Edit& b) {
    if (a.file != b.file || a == b) return false;
    if (a.begin == b.begin) return true;
    return a.begin < b.end && b.begin < a.end;
}

bool fits(const std::vector<Edit>& edits, const std::vector<Edit>& accepted) {
    return std::none_of(edits.begin(), edits.end(), [&](const Edit& edit) {
        return std::any_of(accepted.begin(), accepted.end(), [&](const Edit& other) { return overlap(edit, other); });
    });
}

std::optional<std::vector<Edit>> edits_of(const Diagnostic& diagnostic, const SourceText& sources) {
    std::vector<Edit> edits;
    for (const FixIt& fix : diagnostic.fixits) {
        auto edit = edit_of(fix, sources);
        if (!edit || !fits({*edit}, edits)) return {};
        edits.push_back(std::move(*edit));
    }
    return edits;
}

}  // namespace

Fixed apply_fixits(const std::vector<Diagnostic>& diagnostics, const SourceText& sources) {
    Fixed fixed;
    std::vector<Edit> accepted;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.fixits.empty()) continue;
        const auto edits = edits_of(diagnostic, sources);
        if (!edits || !fits(*edits, accepted)) {
            ++fixed.left;
            continue;
        }
        ++fixed.applied;
        for (const Edit& edit : *edits)
            if (std::find(accepted.begin(), accepted.end(), edit) == accepted.end()) accepted.push_back(edit);
    }
    // From the end, so that the places in front stay where they are.
    std::sort(accepted.begin(), accepted.end(), [](const Edit& a, const Edit& b) { return a.begin > b.begin; });
    for (const Edit& edit : accepted) {
        auto [file, is_new] = fixed.files.try_emplace(edit.file);
        if (is_new) file->second = *sources(edit.file);
        file->second.replace(edit.begin, edit.end - edit.begin, edit.replacement);
    }
    return fixed;
}

}  // namespace aludel::generator

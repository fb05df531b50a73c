#include "emit_comments.h"

#include <algorithm>
#include <vector>

#include <aludel/generator/literal.h>
#include <aludel/generator/utf8.h>

namespace aludel::generator {
namespace {

int width_of(std::string_view text) {
    return static_cast<int>(columns(text));
}

/// A line with a comment behind it.
struct Line {
    std::string_view code;
    std::string_view comment;
    bool has_comment = false;
};

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        const auto mark = line.find(before_comment);
        const bool has_comment = mark != std::string_view::npos;
        lines.push_back({line.substr(0, mark), has_comment ? line.substr(mark + 1) : std::string_view(), has_comment});
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return lines;
}

/// Lines from `begin` whose comments can begin in one column.
struct Run {
    std::size_t end = 0;
    int column = 0;
};

// As clang-format's WhitespaceManager::alignTrailingComments() finds them.
Run run_from(const std::vector<Line>& lines, std::size_t begin, int width) {
    Run run{begin, 0};
    int furthest = width;
    for (; run.end < lines.size() && lines[run.end].has_comment; ++run.end) {
        const int nearest = width_of(lines[run.end].code) + 2;
        const int last = std::max(width - width_of(lines[run.end].comment), 0);
        if (run.end > begin && (nearest > furthest || last < run.column)) break;
        run.column = std::max(run.column, nearest);
        furthest = std::min(furthest, last);
    }
    return run;
}

}  // namespace

std::string comment_above(std::string_view text, int indentation, int width) {
    const std::string margin = std::string(static_cast<std::size_t>(indentation), ' ') + "//";
    const std::string words = comment_line(text);
    std::string out, line;
    std::string_view rest = words;
    while (!rest.empty()) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        if (!line.empty() && width_of(margin) + width_of(line) + 1 + width_of(word) > width) {
            out += margin + comment_line(line) + '\n';  // it must not end in a backslash, either
            line.clear();
        }
        line += ' ';
        line += word;
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
    return line.empty() ? out : out + margin + line + '\n';
}

std::string with_reason(std::string statement, std::string_view reason, int indentation, int width) {
    if (reason.empty()) return statement;
    const std::string words = comment_line(reason);
    if (statement.find('\n') + 1 == statement.size()) {
        const bool has_comment = statement.find(before_comment) != std::string::npos;
        std::string line = statement.substr(0, statement.size() - 1) + (has_comment ? "; " : before_comment + std::string("// ")) + words;
        if (width_of(line) + 1 <= width) return line + '\n';
    }
    return comment_above(words, indentation, width) + statement;
}

std::string align_comments(std::string_view text, int width) {
    const std::vector<Line> lines = lines_of(text);
    std::string out;
    for (std::size_t i = 0; i < lines.size();) {
        if (!lines[i].has_comment) {
            out += lines[i++].code;
            out += '\n';
            continue;
        }
        const Run run = run_from(lines, i, width);
        for (; i < run.end; ++i) {
            out += lines[i].code;
            out.append(static_cast<std::size_t>(run.column - width_of(lines[i].code)), ' ');
            out += lines[i].comment;
            out += '\n';
        }
    }
    return out;
}

}  // namespace aludel::generator

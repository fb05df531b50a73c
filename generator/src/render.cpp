#include <aludel/generator/render.h>

#include <algorithm>
#include <map>
#include <memory>

#include <fmt/format.h>

#include <aludel/generator/escape.h>
#include <aludel/generator/failure.h>
#include <aludel/generator/files.h>
#include <aludel/generator/utf8.h>

namespace aludel::generator {
namespace {

constexpr std::string_view bold = "\033[1m", red = "\033[1;31m", magenta = "\033[1;35m", cyan = "\033[1;36m", green = "\033[1;32m",
                           plain = "\033[0m";

std::string_view word(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "note";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    return "error";
}

std::string_view colour_of(Severity severity) {
    switch (severity) {
        case Severity::note:
            return cyan;
        case Severity::warning:
            return magenta;
        case Severity::error:
            return red;
    }
    return red;
}

/// A line of source as a terminal shows it, and where its bytes are there.
class ShownLine {
public:
    explicit ShownLine(const std::string& line) {
        std::string_view rest = line;
        while (!rest.empty()) {
            const auto next = first_code_point(rest);
            const std::size_t bytes = next ? next->bytes : 1;
            for (std::size_t i = 0; i < bytes; ++i) at_.push_back(width_);
            if (rest.front() == '\t') {
                const std::size_t stop = 8 - width_ % 8;
                text_.append(stop, ' ');
                width_ += stop;
            } else {
                // A control byte, or one that is no UTF-8, must not reach the terminal.
                text_ += next && !is_invisible(next->value) ? std::string(rest.substr(0, bytes)) : "?";
                ++width_;
            }
            rest.remove_prefix(bytes);
        }
        at_.push_back(width_);
    }

    const std::string& text() const { return text_; }
    /// Terminal column, from 0, of a byte column, from 1.
    std::size_t at(int byte_column) const {
        const auto index = static_cast<std::size_t>(std::max(byte_column - 1, 0));
        return index < at_.size() ? at_[index] : width_ + (index + 1 - at_.size());
    }
    std::size_t width() const { return width_; }

private:
    std::string text_;
    std::vector<std::size_t> at_;
    std::size_t width_ = 0;
};

void put(std::string& line, std::size_t at, std::string_view text) {
    if (line.size() < at + text.size()) line.resize(at + text.size(), ' ');
    line.replace(at, text.size(), text);
}

std::string marks(const ShownLine& line, const Location& location) {
    std::string out;
    const std::size_t begin = line.at(location.column);
    const std::size_t end = location.end_line > location.line ? line.width() : line.at(location.end_column);
    if (end > begin) put(out, begin, std::string(end - begin, '~'));
    put(out, begin, "^");
    return out;
}

/// What the fix-its write on that line, below where they write it.
std::string fixes(const ShownLine& shown_line, const Diagnostic& diagnostic) {
    std::vector<FixIt> here;
    for (const FixIt& fix : diagnostic.fixits) {
        const bool same_line = fix.range.file == diagnostic.location.file && fix.range.line == diagnostic.location.line;
        if (same_line && fix.replacement.find('\n') == std::string::npos) here.push_back(fix);
    }
    std::sort(here.begin(), here.end(), [](const FixIt& a, const FixIt& b) { return a.range.column < b.range.column; });
    std::string out;
    std::size_t used = 0;  // columns; `out` has more bytes when a replacement is not ASCII
    for (const FixIt& fix : here) {
        const std::size_t at = std::max(shown_line.at(fix.range.column), used == 0 ? 0 : used + 1);
        out.append(at - used, ' ');
        out += fix.replacement;
        used = at + columns(fix.replacement);
    }
    return out;
}

class TextRenderer {
public:
    TextRenderer(const SourceText& sources, bool colour) : sources_(sources), colour_(colour) {}

    void render(const Diagnostic& diagnostic) {
        out_ += paint(bold, place(diagnostic));
        out_ += paint(colour_of(diagnostic.severity), fmt::format("{}: ", word(diagnostic.severity)));
        const std::string message = lines_of(diagnostic.message);
        out_ += diagnostic.severity == Severity::note ? message : paint(bold, message);
        out_ += '\n';
        excerpt(diagnostic);
        for (const Diagnostic& note : diagnostic.notes) render(note);
    }

    std::string take() { return std::move(out_); }

private:
    std::string paint(std::string_view colour, const std::string& text) const {
        return colour_ ? std::string(colour) + text + std::string(plain) : text;
    }

    /// A message may name what a hostile schema calls its tables; its line breaks are its own.
    static std::string lines_of(const std::string& message) {
        std::string out;
        for (std::size_t at = 0; at <= message.size();) {
            const std::size_t end = std::min(message.find('\n', at), message.size());
            out += (at == 0 ? "" : "\n") + one_line(std::string_view(message).substr(at, end - at));
            at = end + 1;
        }
        return out;
    }

    static std::string place(const Diagnostic& diagnostic) {
        const Location& location = diagnostic.location;
        if (location.file.empty()) return diagnostic.severity == Severity::note ? "" : "aludel: ";
        if (location.line == 0) return shown(location.file) + ": ";
        if (location.column == 0) return fmt::format("{}:{}: ", shown(location.file), location.line);
        return fmt::format("{}:{}:{}: ", shown(location.file), location.line, location.column);
    }

    void excerpt(const Diagnostic& diagnostic) {
        const Location& location = diagnostic.location;
        if (location.file.empty() || location.line == 0) return;
        const auto source = sources_(location.file);
        if (!source) return;
        const ShownLine line(line_of(*source, location.line));
        if (line.text().empty()) return;
        const std::string number = fmt::format("{:>5}", location.line), margin(number.size(), ' ');
        out_ += fmt::format("{} | {}\n", number, line.text());
        if (location.column > 0) out_ += fmt::format("{} | {}\n", margin, paint(green, marks(line, location)));
        if (const std::string below = fixes(line, diagnostic); !below.empty())
            out_ += fmt::format("{} | {}\n", margin, paint(green, below));
    }

    const SourceText& sources_;
    bool colour_;
    std::string out_;
};

}  // namespace

SourceText sources_on_disk() {
    auto read = std::make_shared<std::map<std::string, std::optional<std::string>>>();
    return [read](const std::string& file) {
        const auto found = read->find(file);
        if (found != read->end()) return found->second;
        std::optional<std::string> text;
        try {
            text = find_file(file);
        } catch (const Failure&) {
            // The diagnostic is worth printing without its line.
        }
        return read->emplace(file, std::move(text)).first->second;
    };
}

std::string render_text(const std::vector<Diagnostic>& diagnostics, const SourceText& sources, bool colour) {
    TextRenderer renderer(sources, colour);
    for (const Diagnostic& diagnostic : diagnostics) renderer.render(diagnostic);
    return renderer.take();
}

int code_point_column(const std::string& line, int byte_column) {
    const auto before = static_cast<std::size_t>(std::max(byte_column - 1, 0));
    const std::size_t inside = std::min(before, line.size());
    return static_cast<int>(columns(std::string_view(line).substr(0, inside)) + (before - inside)) + 1;
}

std::string line_of(const std::string& text, int line) {
    std::size_t begin = 0;
    for (; line > 1; --line) {
        const auto end = text.find('\n', begin);
        if (end == std::string::npos) return {};
        begin = end + 1;
    }
    std::string found = text.substr(begin, text.find('\n', begin) - begin);
    if (found.ends_with('\r')) found.pop_back();
    return found;
}

}  // namespace aludel::generator

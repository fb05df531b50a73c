#include <aludel/generator/object_file.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/generator/config.h>
#include <aludel/generator/nearest.h>
#include <aludel/generator/utf8.h>

#include "guessed_object.h"

namespace aludel::generator {
namespace {

constexpr const char* id = "object-file";
constexpr std::string_view spaces = " \t\r\f\v";

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(spaces);
    return from == std::string_view::npos ? std::string_view() : text.substr(from, text.find_last_not_of(spaces) - from + 1);
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> out;
    for (;; text.remove_prefix(out.back().size() + 1)) {
        out.push_back(text.substr(0, text.find(at)));
        if (out.back().size() == text.size()) return out;
    }
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (const std::string_view word : split(text, ' '))
        if (!trimmed(word).empty()) out.emplace_back(trimmed(word));
    return out;
}

/// What an author wrote between two markers: lines that are empty at both ends are nobody's. One line stands without a line break,
/// several with one each, so that a line that is added in a review is one line.
std::string part_text(const std::vector<std::string_view>& lines) {
    std::size_t first = 0;
    std::size_t last = lines.size();
    while (first < last && trimmed(lines[first]).empty()) ++first;
    while (last > first && trimmed(lines[last - 1]).empty()) --last;
    std::string text;
    for (std::size_t i = first; i < last; ++i) {
        const std::string_view line = lines[i];
        text += line.substr(0, line.find_last_not_of('\r') + 1);
        if (last - first > 1) text += '\n';
    }
    return text;
}

class Reader {
public:
    Reader(const std::string& file, std::string_view text, schema::Name name) : file_(file) {
        object_.name = std::move(name);
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (text.substr(0, byte_order_mark.size()) == byte_order_mark) text.remove_prefix(byte_order_mark.size());
        lines_ = split(text, '\n');
    }

    ObjectFile read() {
        if (refuse_other_bytes()) return take();
        for (number_ = 1; number_ <= static_cast<int>(lines_.size()); ++number_) {
            const std::string_view line = lines_[static_cast<std::size_t>(number_) - 1];
            if (const auto words = marker(line)) {
                this->words(*words, line);
            } else if (part_ != nullptr) {
                part_->lines.push_back(line);
            } else {
                outside(line);
            }
        }
        finish();
        return take();
    }

private:
    struct Part {
        std::string word = {};     // up, down
        std::string dialect = {};  // empty: all
        Location location = {};
        std::vector<std::string_view> lines = {};
    };

    static std::optional<std::string_view> marker(std::string_view line) {
        line = trimmed(line);
        if (line.substr(0, 2) != "--") return std::nullopt;
        line = trimmed(line.substr(2));
        constexpr std::string_view begin = "aludel:";
        if (line.substr(0, begin.size()) != begin) return std::nullopt;
        return trimmed(line.substr(begin.size()));
    }

    /// A stretch of the line at hand.
    Location at(std::string_view line, std::string_view part) const {
        const int column = part.empty() ? 1 : static_cast<int>(part.data() - line.data()) + 1;
        return {file_, number_, column, number_, column + static_cast<int>(part.empty() ? trimmed(line).size() : part.size())};
    }

    Diagnostic& report(std::string message, Location location) {
        return out_.diagnostics.emplace_back(Diagnostic{id, Severity::error, std::move(message), std::move(location), {}, {}});
    }
    static void hint(Diagnostic& diagnostic, std::string text) {
        diagnostic.notes.push_back({id, Severity::note, std::move(text), {}, {}, {}});
    }

    bool refuse_other_bytes() {
        for (number_ = 1; number_ <= static_cast<int>(lines_.size()); ++number_) {
            const std::string_view line = lines_[static_cast<std::size_t>(number_) - 1];
            for (std::string_view rest = line; !rest.empty();) {
                const auto next = first_code_point(rest);
                if (!next || next->value == 0) {
                    report(next ? "a zero byte cannot stand in SQL" : "this is not valid UTF-8", at(line, rest.substr(0, 1)));
                    return true;
                }
                rest.remove_prefix(next->bytes);
            }
        }
        return false;
    }

    void words(std::string_view said, std::string_view line) {
        const std::vector<std::string> words = words_of(said);
        const std::string all = fmt::format("{}", fmt::join(words, " "));
        const bool is_part = !words.empty() && (words[0] == "up" || words[0] == "down");
        if (is_part) return part(words, said, line);
        part_ = &nowhere_;
        if (std::find(object_kinds().begin(), object_kinds().end(), all) == object_kinds().end()) {
            std::vector<std::string> known = object_kinds();
            known.insert(known.end(), {"up", "down"});
            const std::string meant = nearest(all, known);
            Diagnostic& diagnostic = report(all.empty() ? "this says nothing behind `aludel:`"
                                                        : fmt::format("there is no marker '{}'{}", all, did_you_mean(all, known)),
                                            at(line, said.empty() ? trimmed(line) : said));
            if (!meant.empty()) diagnostic.fixits.push_back({diagnostic.location, meant});
            hint(diagnostic, fmt::format("a file says what it makes ({}), then `up` and `down`, each alone or with one of {}",
                                         fmt::join(object_kinds(), ", "), fmt::join(known_dialects, ", ")));
            unknown_marker_ = true;
            return;
        }
        part_ = nullptr;
        if (!object_.kind.empty()) {
            twice(fmt::format("what it makes is said twice: {}, and {}", object_.kind, all), at(line, said), out_.location);
        } else if (!parts_.empty()) {
            report("what the file makes stands first, before its parts", at(line, said));
        }
        if (object_.kind.empty()) {
            object_.kind = all;
            out_.location = at(line, said);
        }
    }

    void part(const std::vector<std::string>& words, std::string_view said, std::string_view line) {
        part_ = &nowhere_;
        const Location location = at(line, said);
        Part part{words[0], words.size() > 1 ? words[1] : "", location, {}};
        const std::vector<std::string> dialects(known_dialects.begin(), known_dialects.end());
        if (words.size() > 2 || (!part.dialect.empty() && std::find(dialects.begin(), dialects.end(), part.dialect) == dialects.end())) {
            unknown_marker_ = true;
            Diagnostic& diagnostic =
                words.size() > 2
                    ? report(fmt::format("a part is for all databases or for one, and this says {}", words.size() - 1), location)
                    : report(fmt::format("there is no dialect '{}'; there are {}", part.dialect, fmt::join(dialects, " and ")), location);
            const std::string meant = words.size() > 2 ? "" : nearest(part.dialect, dialects);
            if (!meant.empty()) diagnostic.fixits.push_back({location, part.word + " " + meant});
            return;
        }
        const auto same = std::find_if(parts_.begin(), parts_.end(),
                                       [&](const Part& other) { return other.word == part.word && other.dialect == part.dialect; });
        if (same != parts_.end()) return twice(fmt::format("there are two parts `{}`", name_of(part)), location, same->location);
        parts_.push_back(std::move(part));
        part_ = &parts_.back();
    }

    void twice(std::string message, Location location, const Location& first) {
        Diagnostic& diagnostic = report(std::move(message), std::move(location));
        diagnostic.notes.push_back({id, Severity::note, "the first one is here", first, {}, {}});
    }

    static std::string name_of(const Part& part) { return part.dialect.empty() ? part.word : part.word + " " + part.dialect; }

    /// Before the first part comments may stand, and nothing else.
    void outside(std::string_view line) {
        std::string_view rest = trimmed(line);
        while (!rest.empty()) {
            if (in_comment_) {
                const auto end = rest.find("*/");
                if (end == std::string_view::npos) return;
                in_comment_ = false;
                rest = trimmed(rest.substr(end + 2));
            } else if (rest.substr(0, 2) == "/*") {
                in_comment_ = true;
                rest.remove_prefix(2);
            } else {
                break;
            }
        }
        if (rest.empty() || rest.substr(0, 2) == "--" || std::exchange(said_outside_, true)) return;
        const bool has_kind = !object_.kind.empty();
        Diagnostic& diagnostic = report("this stands in no part of the file", at(line, rest));
        std::string rest_of_file;
        for (std::size_t i = static_cast<std::size_t>(number_) - 1; i < lines_.size() && !marker(lines_[i]); ++i)
            rest_of_file += std::string(lines_[i]) + '\n';
        const std::string kind = has_kind ? object_.kind : guessed_kind(rest_of_file);
        if (kind.empty()) {
            hint(diagnostic, "begin the file with a line that says what it makes, `-- aludel: trigger`, and this with `-- aludel: up`");
            return;
        }
        const Location before{file_, number_, 1, number_, 1};
        diagnostic.fixits.push_back({before, (has_kind ? "" : "-- aludel: " + kind + "\n") + "-- aludel: up\n"});
        hint(diagnostic,
             has_kind ? "put `-- aludel: up` before it" : fmt::format("put `-- aludel: {}` and `-- aludel: up` before it", kind));
    }

    /// What else is wrong is seen at the end, where what there is was understood.
    void finish() {
        if (unknown_marker_ || said_outside_) return;
        if (object_.kind.empty()) {
            Diagnostic& diagnostic = report("the file does not say what it makes", {file_, 1, 1, 1, 1});
            std::string kind;
            for (const Part& part : parts_)
                if (part.word == "up" && kind.empty()) kind = guessed_kind(part_text(part.lines));
            if (!kind.empty()) diagnostic.fixits.push_back({{file_, 1, 1, 1, 1}, "-- aludel: " + kind + "\n"});
            hint(diagnostic, fmt::format("begin it with a line `-- aludel: {}`", kind.empty() ? "trigger" : kind));
        }
        std::map<std::string, std::map<std::string, const Part*>> parts = {{"up", {}}, {"down", {}}};
        for (const Part& part : parts_) {
            if (!has_sql(part_text(part.lines)))
                hint(report(fmt::format("the part `{}` is empty", name_of(part)), part.location), "write its SQL, or leave the part out");
            parts.at(part.word).emplace(part.dialect, &part);
        }
        const auto& up = parts.at("up");
        const auto& down = parts.at("down");
        if (up.empty() && down.empty()) {
            hint(report("the file has no part `up`", out_.location), "what makes the object stands below a line `-- aludel: up`");
            return;
        }
        for (const auto& [dialect, part] : up)
            if (!down.contains("") && !down.contains(dialect) && !covered(dialect, down)) refuse_one_way(*part);
        for (const auto& [dialect, part] : down)
            if (up.empty() || (!dialect.empty() && !up.contains("") && !up.contains(dialect)))
                report(fmt::format("there is a part `{}` and no `up` for it", name_of(*part)), part->location);
        for (const auto& [word, expression] : {std::pair("up", &object_.create), std::pair("down", &object_.drop)})
            for (const auto& [dialect, part] : parts.at(word)) {
                if (dialect.empty()) {
                    expression->sql = part_text(part->lines);
                } else {
                    expression->dialects[dialect] = part_text(part->lines);
                }
            }
        if (!up.contains(""))
            for (const auto& [dialect, part] : up) object_.only.push_back(dialect);
    }

    /// A part for all databases may have its other half in a part for each.
    static bool covered(const std::string& dialect, const std::map<std::string, const Part*>& others) {
        return dialect.empty() && std::all_of(known_dialects.begin(), known_dialects.end(),
                                              [&](std::string_view each) { return others.contains(std::string(each)); });
    }

    void refuse_one_way(const Part& up) {
        Part down = up;
        down.word = "down";
        Diagnostic& diagnostic = report(fmt::format("there is a part `{}` and no `down` for it", name_of(up)), up.location);
        const std::string sql = guessed_drop(part_text(up.lines), object_.kind);
        if (sql.empty()) {
            hint(diagnostic,
                 fmt::format("what takes it away stands below a line `-- aludel: {}`: a downgrade needs it, and so does a change",
                             name_of(down)));
            return;
        }
        const std::string_view last = lines_.back();
        const Location end{file_, static_cast<int>(lines_.size()), static_cast<int>(last.size()) + 1, static_cast<int>(lines_.size()),
                           static_cast<int>(last.size()) + 1};
        diagnostic.fixits.push_back({end, fmt::format("{}-- aludel: {}\n{}\n", last.empty() ? "" : "\n", name_of(down), sql)});
        hint(diagnostic, fmt::format("add `-- aludel: {}` and below it: {}", name_of(down), sql));
    }

    ObjectFile take() {
        if (out_.location.file.empty()) out_.location = {file_, 1, 1, 1, 1};
        if (out_.diagnostics.empty()) out_.object = std::move(object_);
        return std::move(out_);
    }

    const std::string& file_;
    std::vector<std::string_view> lines_;
    int number_ = 0;
    schema::Opaque object_;
    std::vector<Part> parts_;
    Part nowhere_;          // the lines below a marker that is none
    Part* part_ = nullptr;  // nullptr: before the first one
    bool in_comment_ = false;
    bool said_outside_ = false;
    bool unknown_marker_ = false;
    ObjectFile out_;
};

}  // namespace

const std::vector<std::string>& object_kinds() {
    static const std::vector<std::string> kinds = {"trigger", "function", "procedure",  "aggregate",     "policy",        "rule",
                                                   "domain",  "type",     "statistics", "event trigger", "foreign table", "virtual table",
                                                   "table",   "view",     "index",      "object"};
    return kinds;
}

ObjectFile read_object_file(const std::string& file, std::string_view text, const schema::Name& name) {
    return Reader(file, text, name).read();
}

}  // namespace aludel::generator

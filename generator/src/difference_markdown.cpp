#include <aludel/generator/difference.h>

#include <algorithm>

#include <fmt/format.h>

#include <aludel/generator/escape.h>
#include <aludel/generator/render.h>

#include "difference_words.h"

namespace aludel::generator {
namespace {

// What GitHub and GitLab colour in a block of the language diff; they know `!` for what changes and no `~`.
char sign_in_block(Sign sign) {
    return sign == Sign::changed ? '!' : sign_of(sign);
}

std::string block(const std::string& language, const std::string& text) {
    const std::string fence = markdown_fence(text);
    return fmt::format("{}{}\n{}{}\n", fence, language, text, fence);
}

std::string counted(std::size_t count, const char* what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

class Writer {
public:
    explicit Writer(const Difference& difference) : difference_(difference) {}

    std::string write() {
        const std::vector<DifferenceGroup> groups = groups_of(difference_);
        out_ = fmt::format("### Schema: {}\n\n", counted(difference_.changes.size(), "change"));
        call_out("CAUTION", "Destroys data", [](const schema::Change& change) { return schema::destroys_data(change); });
        call_out("WARNING", "An older program cannot run after it",
                 [](const schema::Change& change) { return !schema::older_may_run(change); });
        for (const DifferenceGroup& group : groups) write(group);
        write_single_lines();
        why(groups);
        return out_;
    }

private:
    template <class Which>
    void call_out(const char* kind, const char* what, const Which& which) {
        std::string list;
        for (const ExplainedChange& change : difference_.changes)
            if (which(change.change)) list += fmt::format("> - {}\n", markdown_code(schema::describe(change.change)));
        if (!list.empty()) out_ += fmt::format("> [!{}]\n> **{}:**\n{}\n", kind, what, list);
    }

    std::string line(const DifferenceLine& line) const {
        return fmt::format("{} {}{}\n", sign_in_block(line.sign), one_line(line.text),
                           destroys_data(difference_, line) ? "  (destroys data)" : "");
    }

    void write(const DifferenceGroup& group) {
        std::string lines;
        for (const DifferenceLine& each : group.lines) lines += line(each);
        if (group.lines.empty()) {
            single_lines_ += line(group.heading);
            return;
        }
        write_single_lines();
        if (group.heading.sign == Sign::changed) {
            out_ += block("diff", line(group.heading) + lines) + '\n';
        } else {
            // What is made or dropped as a whole is in one line, and its parts are there for who wants them.
            out_ += fmt::format("<details><summary><code>{}</code></summary>\n\n{}\n</details>\n\n",
                                html_text(trimmed(line(group.heading))), block("diff", lines));
        }
    }
    void write_single_lines() {
        if (!single_lines_.empty()) out_ += block("diff", single_lines_) + '\n';
        single_lines_.clear();
    }

    static std::string trimmed(std::string text) {
        if (text.ends_with('\n')) text.pop_back();
        return text;
    }

    void why(const std::vector<DifferenceGroup>& groups) {
        out_ += "<details><summary>Why</summary>\n\n";
        for (const DifferenceGroup& group : groups) {
            why(group.heading);
            for (const DifferenceLine& each : group.lines) why(each);
        }
        out_ += "\n</details>\n";
    }
    void why(const DifferenceLine& line) {
        for (const std::size_t number : line.changes) {
            const ExplainedChange& change = difference_.changes[number];
            out_ += fmt::format("- {}\n", markdown_code(schema::describe(change.change)));
            for (const std::string& each : explanations(change, line.sign)) out_ += fmt::format("  - {}\n", markdown_code(each));
        }
    }

    const Difference& difference_;
    std::string out_;
    std::string single_lines_;  ///< of groups that are one line each, for one block
};

std::string questions_text(const std::vector<Diagnostic>& questions) {
    std::string text;
    for (std::string rest = render_text(questions, sources_on_disk()); !rest.empty();) {
        const std::string line = rest.substr(0, rest.find('\n'));
        rest.erase(0, line.size() + 1);
        text += one_line(line) + '\n';
    }
    return fmt::format("### Schema: {} to answer\n\n{}", counted(questions.size(), "question"), block("text", text));
}

}  // namespace

std::string difference_markdown(const Difference& difference) {
    if (!difference.questions.empty()) return questions_text(difference.questions);
    if (difference.changes.empty()) return "### Schema: no changes\n";
    return Writer(difference).write();
}

}  // namespace aludel::generator

#include <aludel/generator/answers.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <aludel/generator/nearest.h>

namespace aludel::generator {
namespace {

using schema::Decisions;
using schema::Question;
using schema::Schema;

/// All that decisions can make different.
struct Outcome {
    std::vector<schema::Change> changes = {};
    std::vector<Question> questions = {};
    std::vector<schema::DowngradeChange> back = {};
    std::vector<Question> questions_of_back = {};
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome outcome(const Schema& before, const Schema& after, const Decisions& decisions) {
    schema::Diff diff = schema::diff(before, after, decisions);
    Outcome out{std::move(diff.changes), std::move(diff.questions), {}, {}};
    if (!out.questions.empty()) return out;
    schema::Downgrade back = schema::downgrade(out.changes, before, decisions);
    out.back = std::move(back.changes);
    out.questions_of_back = std::move(back.questions);
    return out;
}

/// One of the command line's answers, and what it is in the decisions.
struct Said {
    std::string option;
    std::string text;
    std::function<void(Decisions&)> forget;
};

std::string rename_text(const schema::Rename& rename) {
    using Of = schema::Rename::Of;
    const std::string mark = rename.of == Of::enumeration || rename.of == Of::enum_value ? "enum:" : "";
    const bool in_owner = rename.of == Of::column || rename.of == Of::enum_value;
    return mark + (in_owner ? schema::to_string(rename.in, rename.from) : rename.from) + '=' + rename.to;
}

std::vector<Said> all_of(const Decisions& said) {
    std::vector<Said> all;
    for (const schema::Rename& rename : said.renames)
        all.push_back({"--rename", rename_text(rename), [rename](Decisions& from) { from.renames.erase(rename); }});
    for (const std::string& drop : said.drops) all.push_back({"--drop", drop, [drop](Decisions& from) { from.drops.erase(drop); }});
    for (const auto& fill : said.fills)
        all.push_back({"--fill", fill.first, [key = fill.first](Decisions& from) { from.fills.erase(key); }});
    for (const auto& convert : said.converts)
        all.push_back({"--convert", convert.first, [key = convert.first](Decisions& from) { from.converts.erase(key); }});
    for (const std::string& id : said.accepted) all.push_back({"--accept", id, [id](Decisions& from) { from.accepted.erase(id); }});
    return all;
}

bool is_of_a_value(Question::Kind kind) {
    return kind == Question::Kind::narrow || kind == Question::Kind::convert;
}

/// What could be typed behind the option to answer the question; may be nothing.
std::vector<std::string> answers_to(const Question& question, std::string_view option) {
    const std::string subject =
        question.column.empty() ? schema::to_string(question.table) : schema::to_string(question.table, question.column);
    const std::string direction = question.id.starts_with("downgrade:") ? "downgrade:" : "";
    if (option == "--accept") return {question.id};
    if (option == "--fill" && question.kind == Question::Kind::fill) return {direction + subject};
    if (option == "--convert" && is_of_a_value(question.kind)) return {direction + subject};
    if (option == "--drop" && question.id.starts_with("drop:")) return {subject};
    std::vector<std::string> answers;
    if (option == "--rename") {
        const std::string mark = question.kind == Question::Kind::enum_value_removed ? "enum:" : "";
        for (const std::string& candidate : question.candidates) answers.push_back(fmt::format("{}{}={}", mark, subject, candidate));
    }
    return answers;
}

/// Every question, asked of somebody who has said nothing.
std::vector<Question> all_questions(const Schema& before, const Schema& after, const Decisions& decisions, const std::vector<Said>& said) {
    Decisions nothing = decisions;
    for (const Said& each : said) each.forget(nothing);
    std::vector<Question> questions = schema::diff(before, after, nothing).questions;
    // The way back is asked about when the way there is clear, with what was said of that.
    const schema::Diff diff = schema::diff(before, after, decisions);
    if (!diff.questions.empty()) return questions;
    nothing = decisions;
    for (const Said& each : said)
        if (each.text.starts_with("downgrade:")) each.forget(nothing);
    for (Question& question : schema::downgrade(diff.changes, before, nothing).questions) questions.push_back(std::move(question));
    return questions;
}

std::string about(const std::vector<Question>& questions, const Said& said) {
    std::vector<std::string> possible;
    for (const Question& question : questions)
        for (std::string& answer : answers_to(question, said.option)) possible.push_back(std::move(answer));
    const std::string near = did_you_mean(said.text, possible);
    if (!near.empty()) return near;
    constexpr std::size_t most = 5;
    if (questions.empty()) return ": nothing is asked";
    if (possible.empty()) return fmt::format(": no question here is answered by {}", said.option);
    const bool all = possible.size() <= most;
    if (!all) possible.resize(most);
    return fmt::format(": it could be {}{}", fmt::join(possible, ", "), all ? "" : ", ...");
}

/// The condition of the answer: "where every value fits", of "--accept narrow:users.email, where every value fits".
std::string condition(const Question& question) {
    for (const std::string& answer : question.answers)
        if (answer.starts_with("--accept"))
            if (const auto comma = answer.find(", "); comma != std::string::npos) return answer.substr(comma + 2);
    return {};
}

std::string accepted(const Question& question) {
    std::string text = fmt::format("Accepted ({}): {}.", question.id, question.message);
    if (const std::string where = condition(question); !where.empty()) text += fmt::format(" Right {}.", where);
    return text;
}

void add_accepted(std::vector<std::string>& lines, const std::vector<Question>& questions, const Decisions& decisions) {
    for (const Question& question : questions)
        if (decisions.accepted.contains(question.id)) lines.push_back(accepted(question));
}

}  // namespace

std::vector<std::string> accepted_answers(const Schema& before, const Schema& after, const Decisions& decisions) {
    std::vector<std::string> lines;
    if (decisions.accepted.empty()) return lines;
    Decisions asking = decisions;
    asking.accepted.clear();
    const schema::Diff diff = schema::diff(before, after, decisions);
    add_accepted(lines, schema::diff(before, after, asking).questions, decisions);
    if (diff.questions.empty()) add_accepted(lines, schema::downgrade(diff.changes, before, asking).questions, decisions);
    return lines;
}

std::vector<Diagnostic> unused_answers(const Schema& before, const Schema& after, const Decisions& decisions, const Decisions& said) {
    const std::vector<Said> all = all_of(said);
    if (all.empty()) return {};
    std::vector<Diagnostic> unused;
    Decisions kept = decisions;
    const Outcome whole = outcome(before, after, decisions);
    const std::vector<Question> questions = all_questions(before, after, decisions, all);
    for (const Said& each : all) {
        if (!whole.questions.empty() && each.text.starts_with("downgrade:")) continue;
        Decisions without = kept;
        each.forget(without);
        if (outcome(before, after, without) != whole) continue;
        // A command that is typed a second time finds nothing to do, which is no mistake.
        const Severity severity = whole.changes.empty() && whole.questions.empty() ? Severity::warning : Severity::error;
        kept = std::move(without);  // of two that say the same, one does not count
        unused.push_back({"unused-answer",
                          severity,
                          fmt::format("{} {} answers no question{}", each.option, each.text, about(questions, each)),
                          {},
                          {},
                          {}});
    }
    return unused;
}

}  // namespace aludel::generator

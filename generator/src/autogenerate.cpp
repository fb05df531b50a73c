#include <aludel/generator/autogenerate.h>

#include <algorithm>

#include <fmt/format.h>

#include <aludel/generator/answers.h>
#include <aludel/generator/failure.h>
#include <aludel/generator/subject.h>
#include <aludel/migrations/dialect.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/error.h>
#include <aludel/schema/normal_form.h>
#include <aludel/schema/validate.h>

namespace aludel::generator {
namespace {

using schema::Question;

std::vector<Diagnostic> problems(const ModelDocument& models, const std::set<std::string>& dialects) {
    std::vector<Diagnostic> diagnostics;
    for (const schema::Problem& problem : schema::validate(models.schema, dialects))
        diagnostics.push_back({"model", Severity::error, problem.message, location_of(models, problem.object), {}, {}});
    return diagnostics;
}

/// The line of the header that the question is about: the column, the table, or else what may be the new name.
Location location_of(const ModelDocument& models, const Question& question) {
    const std::string table = schema::to_string(question.table);
    std::vector<std::string> objects;
    if (!question.column.empty()) objects.push_back(schema::to_string(question.table, question.column));
    objects.push_back(table);
    for (const std::string& candidate : question.candidates) objects.push_back(candidate);
    for (const std::string& object : objects)
        if (const auto found = models.locations.find(object); found != models.locations.end()) return found->second;
    return {};
}

std::string id_of(Question::Kind kind) {
    switch (kind) {
        case Question::Kind::rename_or_drop_table:
            return "rename-or-drop-table";
        case Question::Kind::rename_or_drop_column:
            return "rename-or-drop-column";
        case Question::Kind::drop_table:
            return "drop-table";
        case Question::Kind::drop_column:
            return "drop-column";
        case Question::Kind::fill:
            return "fill";
        case Question::Kind::narrow:
            return "narrow";
        case Question::Kind::convert:
            return "convert";
        case Question::Kind::unique:
            return "unique";
        case Question::Kind::enum_value_removed:
            return "enum-value-removed";
        case Question::Kind::foreign_key:
            return "foreign-key";
        case Question::Kind::check:
            return "check";
    }
    return "question";
}

/// An option of the command, or what to do in the header.
std::string sentence(const std::string& answer) {
    return answer.starts_with("--") ? "add to the command: " + answer : answer;
}

/// The note of a way out. Where it is an annotation of what may be the new name, it stands there, with the edit.
Diagnostic way_out(const ModelDocument& models, const Question& question, std::size_t number) {
    Diagnostic note{id_of(question.kind), Severity::note, sentence(question.answers[number]), {}, {}, {}};
    const bool table = question.kind == Question::Kind::rename_or_drop_table;
    const bool member = question.kind == Question::Kind::rename_or_drop_column || question.kind == Question::Kind::enum_value_removed;
    if ((!table && !member) || number >= question.candidates.size()) return note;
    const std::string& candidate = question.candidates[number];
    note.location = location_of(models, table ? candidate : schema::to_string(question.table, candidate));
    return note;
}

Diagnostic asked(const ModelDocument& models, const Question& question) {
    Diagnostic diagnostic{id_of(question.kind), Severity::error, question.message, location_of(models, question), {}, {}};
    for (std::size_t i = 0; i < question.answers.size(); ++i) diagnostic.notes.push_back(way_out(models, question, i));
    return diagnostic;
}

/// The same of a downgrade: it is written as irreversible, which is no error.
Diagnostic irreversible(const Question& question) {
    Diagnostic diagnostic{id_of(question.kind), Severity::warning, "the downgrade is irreversible: " + question.message, {}, {}, {}};
    for (const std::string& answer : question.answers)
        diagnostic.notes.push_back({diagnostic.id, Severity::note, sentence(answer), {}, {}, {}});
    return diagnostic;
}

/// A hint of a column or a value stays spent when its table or enum is renamed.
bool is_spent(const schema::Rename& rename, const ModelDocument& models, const schema::Snapshot& before) {
    using Of = schema::Rename::Of;
    if (before.spent.contains(rename)) return true;
    if (rename.of != Of::column && rename.of != Of::enum_value) return false;
    const Of owner = rename.of == Of::column ? Of::table : Of::enumeration;
    return std::any_of(before.spent.begin(), before.spent.end(), [&](const schema::Rename& spent) {
        if (spent.of != rename.of || spent.from != rename.from || spent.to != rename.to) return false;
        return std::any_of(models.renames.begin(), models.renames.end(), [&](const schema::Rename& hint) {
            const bool of_owner = hint.of == owner && hint.to == schema::to_string(rename.in) && !before.spent.contains(hint);
            return of_owner && (hint.from == schema::to_string(spent.in) || hint.from == spent.in.name);
        });
    });
}

migrations::Operation operation_of(const schema::DowngradeChange& change) {
    if (const auto* end = std::get_if<schema::Irreversible>(&change)) return *end;
    return std::get<schema::Change>(change);
}

bool can_have(const migrations::Dialect& dialect, const schema::Schema& schema) {
    try {
        dialect.lower(schema);
    } catch (const schema::SchemaError&) {
        return false;
    }
    return true;
}

/// Why the dialect does not render them; empty: it does.
std::string refusal(const migrations::Dialect& dialect, const schema::Schema& before,
                    const std::vector<migrations::Operation>& operations) {
    try {
        dialect.render(before, operations);
    } catch (const schema::SchemaError& error) {
        return error.what();
    }
    return "";
}

/// What an engine of the project refuses is said here, where the header can still be mended, and not by the application that has
/// compiled it in; of the way back too, which is rendered with the upgrade. A schema that an engine cannot have may be left.
std::vector<Diagnostic> refusals(const ModelDocument& models, const schema::Schema& before, const schema::Schema& after,
                                 const Pending& pending, const std::set<std::string>& dialects) {
    std::vector<Diagnostic> diagnostics;
    for (const std::string& name : dialects) {
        const migrations::Dialect* dialect = migrations::find_dialect(name);
        if (dialect == nullptr || !can_have(*dialect, before)) continue;
        std::string message = refusal(*dialect, before, pending.upgrade);
        if (message.empty()) message = refusal(*dialect, after, pending.downgrade);
        if (message.empty()) continue;
        const Location at = location_of(models, message.substr(0, message.find(": ")));
        diagnostics.push_back({"dialect", Severity::error, message, at, {}, {}});
    }
    return diagnostics;
}

}  // namespace

schema::Decisions decisions_of(const ModelDocument& models, const schema::Snapshot& before, const schema::Decisions& said) {
    schema::Decisions decisions = said;
    for (const schema::Rename& rename : models.renames)
        if (!is_spent(rename, models, before)) decisions.renames.insert(rename);
    decisions.fills.insert(models.fills.begin(), models.fills.end());  // the command line wins
    return decisions;
}

bool Pending::has_errors() const {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

Pending autogenerate(const ModelDocument& models, const schema::Snapshot& before, const schema::Decisions& said,
                     const std::set<std::string>& dialects) {
    Pending pending;
    pending.diagnostics = problems(models, dialects);
    if (pending.has_errors()) return pending;
    const schema::Decisions decisions = decisions_of(models, before, said);
    const schema::Diff diff = schema::diff(before.schema, models.schema, decisions);
    for (const Question& question : diff.questions) pending.diagnostics.push_back(asked(models, question));
    for (Diagnostic& unused : unused_answers(before.schema, models.schema, decisions, said))
        pending.diagnostics.push_back(std::move(unused));
    if (pending.has_errors()) return pending;

    pending.changes = diff.changes;
    pending.reasons = diff.reasons;
    pending.accepted = accepted_answers(before.schema, models.schema, decisions);
    pending.after = {models.schema, models.renames};
    const schema::Schema after = schema::apply(before.schema, diff.changes);
    if (schema::normal_form(after) != schema::normal_form(models.schema))
        throw Failure("internal",
                      "the changes that were found do not lead to the models: please report this with the models and the snapshot");
    pending.upgrade.assign(diff.changes.begin(), diff.changes.end());
    const schema::Downgrade back = schema::downgrade(diff.changes, before.schema, decisions);
    for (const schema::DowngradeChange& change : back.changes) pending.downgrade.push_back(operation_of(change));
    for (const Question& question : back.questions) pending.diagnostics.push_back(irreversible(question));
    for (Diagnostic& refused : refusals(models, before.schema, after, pending, dialects)) pending.diagnostics.push_back(std::move(refused));
    return pending;
}

}  // namespace aludel::generator

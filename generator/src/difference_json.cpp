#include <aludel/generator/difference.h>

#include <aludel/generator/files.h>
#include <aludel/generator/render.h>
#include <aludel/generator/subject.h>
#include <aludel/migrations/serialise.h>

#include "json.h"

namespace aludel::generator {
namespace {

Json stored(const schema::Change& change) {
    return parse_json(migrations::serialise(std::vector<migrations::Operation>{change}))["operations"].items().front();
}

/// A whole object, in the words in which the history stores operations (docs/storage.md): what `making` makes.
Json whole(const schema::Change& making, const char* member) {
    return stored(making)[member];
}

Json named(const schema::Name& name) {
    return Json::object({{"name", to_string(name)}});
}
Json named(const std::string& name) {
    return Json::object({{"name", name}});
}

Json of(const schema::Table& table) {
    return whole(schema::CreateTable{table}, "table");
}
Json of(const schema::TableOptions& options) {
    return whole(schema::AlterTable{{}, {}, options}, "options");
}
Json of(const schema::Column& column) {
    return whole(schema::AddColumn{{}, column, {}}, "column");
}
Json of(const schema::Constraint& constraint) {
    return whole(schema::AddConstraint{{}, constraint}, "constraint");
}
Json of(const schema::Index& index) {
    return whole(schema::CreateIndex{{}, index}, "index");
}
Json of(const schema::Enum& type) {
    return whole(schema::CreateEnum{type}, "enum");
}
Json of(const schema::View& view) {
    return whole(schema::CreateView{view}, "view");
}
Json of(const schema::Sequence& sequence) {
    return whole(schema::CreateSequence{sequence}, "sequence");
}
Json of(const schema::Opaque& object) {
    return whole(schema::CreateOpaque{object}, "object");
}

struct Ends {
    Json before = nullptr;
    Json after = nullptr;
};

struct EndsOf {
    Ends operator()(const schema::CreateTable& change) const { return {nullptr, of(change.table)}; }
    Ends operator()(const schema::DropTable& change) const { return {of(change.table), nullptr}; }
    Ends operator()(const schema::RenameTable& change) const { return {named(change.from), named(change.to)}; }
    Ends operator()(const schema::AlterTable& change) const { return {of(change.before), of(change.after)}; }
    Ends operator()(const schema::AddColumn& change) const { return {nullptr, of(change.column)}; }
    Ends operator()(const schema::DropColumn& change) const { return {of(change.column), nullptr}; }
    Ends operator()(const schema::RenameColumn& change) const { return {named(change.from), named(change.to)}; }
    Ends operator()(const schema::AlterColumn& change) const { return {of(change.before), of(change.after)}; }
    Ends operator()(const schema::AddConstraint& change) const { return {nullptr, of(change.constraint)}; }
    Ends operator()(const schema::DropConstraint& change) const { return {of(change.constraint), nullptr}; }
    Ends operator()(const schema::RenameConstraint& change) const { return {named(change.from), named(change.to)}; }
    Ends operator()(const schema::CreateIndex& change) const { return {nullptr, of(change.index)}; }
    Ends operator()(const schema::DropIndex& change) const { return {of(change.index), nullptr}; }
    Ends operator()(const schema::RenameIndex& change) const { return {named(change.from), named(change.to)}; }
    Ends operator()(const schema::CreateEnum& change) const { return {nullptr, of(change.type)}; }
    Ends operator()(const schema::DropEnum& change) const { return {of(change.type), nullptr}; }
    Ends operator()(const schema::AlterEnum& change) const { return {of(change.before), of(change.after)}; }
    Ends operator()(const schema::RenameEnum& change) const { return {named(change.from), named(change.to)}; }
    Ends operator()(const schema::RenameEnumValue& change) const { return {named(change.from), named(change.to)}; }
    Ends operator()(const schema::CreateView& change) const { return {nullptr, of(change.view)}; }
    Ends operator()(const schema::DropView& change) const { return {of(change.view), nullptr}; }
    Ends operator()(const schema::CreateSequence& change) const { return {nullptr, of(change.sequence)}; }
    Ends operator()(const schema::DropSequence& change) const { return {of(change.sequence), nullptr}; }
    Ends operator()(const schema::AlterSequence& change) const { return {of(change.before), of(change.after)}; }
    Ends operator()(const schema::CreateOpaque& change) const { return {nullptr, of(change.object)}; }
    Ends operator()(const schema::DropOpaque& change) const { return {of(change.object), nullptr}; }
    Ends operator()(const schema::AlterComment& change) const { return {comment(change.before), comment(change.after)}; }

private:
    static Json comment(const std::string& text) { return Json::object({{"comment", text}}); }
};

Json location_json(const Location& location) {
    if (location.file.empty()) return nullptr;
    return Json::object({{"file", shown(location.file)}, {"line", location.line}, {"column", location.column}});
}

Json change_json(const ExplainedChange& change) {
    Ends ends = std::visit(EndsOf{}, change.change);
    return Json::object({{"kind", stored(change.change)["op"]},
                         {"object", subject_of(change.change)},
                         {"sentence", schema::describe(change.change)},
                         {"destroys_data", schema::destroys_data(change.change)},
                         {"older_may_run", schema::older_may_run(change.change)},
                         {"reason", change.reason.empty() ? Json() : Json(change.reason)},
                         {"location", location_json(change.location)},
                         {"snapshot", change.snapshot},
                         {"before", std::move(ends.before)},
                         {"after", std::move(ends.after)}});
}

}  // namespace

std::string difference_json(const Difference& difference) {
    Json changes = Json::array();
    for (const ExplainedChange& change : difference.changes) changes.push_back(change_json(change));
    const Json document =
        Json::object({{"version", 1}, {"changes", std::move(changes)}, {"questions", parse_json(render_json(difference.questions))}});
    return document.pretty() + '\n';
}

}  // namespace aludel::generator

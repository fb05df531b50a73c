#include "text.h"

namespace aludel::tests {

using namespace migrations;

namespace {

struct Text {
    std::string operator()(const SqlStep& step) const { return step.sql + "\n"; }
    std::string operator()(const RebuildStep& step) const { return "REBUILD " + step.table + "\n"; }
    std::string operator()(const GuardStep& step) const { return "GUARD " + step.query + "\n   -- " + step.message + "\n"; }
    std::string operator()(const IrreversibleStep& step) const { return "IRREVERSIBLE " + step.reason + "\n"; }
    std::string operator()(const RunStep& step) const { return "RUN " + step.name + " " + std::to_string(step.version) + "\n"; }
};

}  // namespace

std::vector<Step> steps(const schema::Schema& before, const std::vector<Operation>& raw) {
    schema::Schema after = before;
    return postgresql::dialect().render(before, resolve_all(after, raw));
}

std::string rendered(const schema::Schema& before, const std::vector<Operation>& raw) {
    std::string out = "\n";
    for (const Step& step : steps(before, raw)) out += std::visit(Text{}, step.action);
    return out;
}

std::vector<Step> creation(const schema::Schema& schema) {
    std::vector<Operation> operations;
    const auto add = [&](schema::Change change) { operations.emplace_back(std::move(change)); };
    for (const schema::Enum& type : schema.enums) add(schema::CreateEnum{type});
    for (schema::Table table : schema.tables) {
        table.foreign_keys = {};
        add(schema::CreateTable{std::move(table)});
    }
    for (const schema::Table& table : schema.tables)
        for (const schema::ForeignKey& key : table.foreign_keys) add(schema::AddConstraint{table.name, key});
    for (const schema::View& view : schema.views) add(schema::CreateView{view});
    for (const schema::Sequence& sequence : schema.sequences) add(schema::CreateSequence{sequence});
    for (const schema::Opaque& object : schema.opaque) add(schema::CreateOpaque{object});
    return steps({}, operations);
}

}  // namespace aludel::tests

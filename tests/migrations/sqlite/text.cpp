#include "text.h"

#include <set>

#include <aludel/migrations/fold.h>

namespace aludel::tests {

using namespace migrations;

namespace {

struct Text {
    std::string operator()(const SqlStep& step) const { return step.sql + "\n"; }
    std::string operator()(const RebuildStep& step) const {
        std::string out = "REBUILD " + step.table + "\n";
        for (const Definition& each : step.after.columns) out += "  " + each.sql + "\n";
        for (const Definition& each : step.after.constraints) out += "  " + each.sql + "\n";
        if (!step.after.options.empty()) out += "  " + step.after.options + "\n";
        for (const ColumnCopy& copy : step.copies) out += "  " + copy.column + (copy.exact ? " = " : " <- ") + copy.expression + "\n";
        for (const auto& [name, create] : step.drops) out += "  without " + name + "\n";
        for (const auto& [name, create] : step.indexes) out += "  with " + create + "\n";
        return out;
    }
    std::string operator()(const GuardStep& step) const { return "GUARD " + step.query + "\n   -- " + step.message + "\n"; }
    std::string operator()(const IrreversibleStep& step) const { return "IRREVERSIBLE " + step.reason + "\n"; }
    std::string operator()(const RunStep& step) const { return "RUN " + step.name + " " + std::to_string(step.version) + "\n"; }
};

}  // namespace

std::string text(const std::vector<Step>& steps) {
    std::string out = "\n";
    for (const Step& step : steps) out += std::visit(Text{}, step.action);
    return out;
}

std::vector<Step> steps(const schema::Schema& before, const std::vector<Operation>& raw) {
    schema::Schema after = before;
    return sqlite::dialect().render(before, resolve_all(after, raw));
}

std::string rendered(const schema::Schema& before, const std::vector<Operation>& raw) {
    return text(steps(before, raw));
}

// SQLite takes a foreign key to a table that is not there yet, so the order by name will do; the fold does not, so each
// table is rendered on its own.
std::string creation(const schema::Schema& schema) {
    schema::Schema enums;
    enums.enums = schema.enums;
    std::string out;
    for (const schema::Table& table : schema.tables) {
        schema::Schema others = schema;
        others.tables.erase(table.name);
        for (const Step& step : sqlite::dialect().render(others, {schema::Change{schema::CreateTable{table}}}))
            out += std::get<SqlStep>(step.action).sql + ";\n";
    }
    return out;
}

}  // namespace aludel::tests

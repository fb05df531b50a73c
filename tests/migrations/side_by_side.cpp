#include "migrations/side_by_side.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include <aludel/migrations/dialect.h>
#include <aludel/migrations/fold.h>
#include <aludel/schema/error.h>

namespace aludel::tests {
namespace {

using namespace migrations;

struct Text {
    std::string operator()(const SqlStep& step) const { return step.sql + ";"; }
    std::string operator()(const RebuildStep& step) const {
        std::string out = "REBUILD " + step.table + " AS";
        for (const Definition& each : step.after.columns) out += "\n    " + each.sql;
        for (const Definition& each : step.after.constraints) out += "\n    " + each.sql;
        if (!step.after.options.empty()) out += "\n    " + step.after.options;
        for (const ColumnCopy& copy : step.copies) {
            if (!copy.exact) out += "\n    FROM " + copy.expression + " COMES " + copy.column;
        }
        return out + ";";
    }
    std::string operator()(const GuardStep& step) const { return "STOP WITH ROWS OF " + step.query + ";"; }
    std::string operator()(const IrreversibleStep& step) const { return "IRREVERSIBLE " + step.reason + ";"; }
    std::string operator()(const RunStep& step) const { return "RUN " + step.name + ";"; }
};

std::string rendered(const Dialect& dialect, const SideBySide& one) {
    schema::Schema after = one.before;
    std::string text;
    try {
        for (const Step& step : dialect.render(one.before, resolve_all(after, one.operations)))
            text += std::visit(Text{}, step.action) + "\n";
    } catch (const schema::SchemaError& error) {
        return std::string("refused: ") + error.what() + "\n";
    }
    return text.empty() ? "nothing\n" : text;
}

std::string paragraph(const SideBySide& one) {
    std::string text = "## " + one.title + "\n\n";
    for (const Dialect* dialect : {&sqlite::dialect(), &postgresql::dialect()})
        text += std::string(dialect->name()) + ":\n\n```sql\n" + rendered(*dialect, one) + "```\n\n";
    return text;
}

}  // namespace

void check_side_by_side(const std::string& file, const std::string& heading, const std::vector<SideBySide>& cases) {
    const std::string path = ALUDEL_SOURCE_DIR "/" + file;
    std::string all = heading + "\n\n";
    for (const SideBySide& one : cases) all += paragraph(one);
    all.pop_back();
    if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && std::string(update) == "1") {
        std::ofstream(path, std::ios::binary) << all;
        return;
    }
    std::ifstream in(path, std::ios::binary);
    const std::string expected(std::istreambuf_iterator<char>(in), {});
    for (const SideBySide& one : cases) {
        CAPTURE(one.title);
        const std::string text = paragraph(one);
        CAPTURE(text);
        CHECK(expected.find(text.substr(0, text.size() - 1)) != std::string::npos);
    }
    CHECK(all == expected);
}

}  // namespace aludel::tests

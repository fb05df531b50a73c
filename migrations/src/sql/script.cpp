#include <algorithm>

#include <fmt/format.h>

#include <aludel/migrations/dialect.h>

#include "sql/quoting.h"
#include "sql/sqlite/script.h"

namespace aludel::migrations {

namespace {

std::string comment(std::string_view text) {
    std::string out = "-- ";
    for (const char c : text) {
        if (c == '\r') continue;
        out += c == '\0' ? ' ' : c;  // a NUL byte ends the script for sqlite3_exec()
        if (c == '\n') out += "-- ";
    }
    return out + "\n";
}

std::string terminated(const std::string& statement) {
    const auto last_line = statement.rfind('\n') == statement.npos ? 0 : statement.rfind('\n');
    const bool ends_in_comment = statement.find("--", last_line) != statement.npos;
    return statement + (ends_in_comment ? "\n;\n" : ";\n");
}

/// Statements that fail, with the message, while the question returns a row. Plain SQL has no other way to stop.
std::string stop(const Dialect& dialect, const std::string& query, const std::string& message) {
    constexpr const char* table = "aludel_guard";
    return terminated(fmt::format("CREATE TEMPORARY TABLE {} (\"rows\" INTEGER CONSTRAINT {} CHECK (\"rows\" = 0))", dialect.quote(table),
                                  dialect.quote(message))) +
           terminated(fmt::format("INSERT INTO {} SELECT count(*) FROM ({})", dialect.quote(table), query)) +
           terminated(fmt::format("DROP TABLE {}", dialect.quote(table)));
}

struct Writer {
    const Dialect& dialect;

    std::string operator()(const SqlStep& step) const { return terminated(step.sql); }
    std::string operator()(const RebuildStep& step) const {
        std::string out =
            comment(fmt::format("The table {} is made anew from what the revisions know of it. Triggers on it, and whatever else "
                                "somebody added by hand, are not carried over here; the application's own upgrade does that.",
                                step.table));
        for (const std::string& statement : sqlite::rebuild_statements(step)) out += terminated(statement);
        return out;
    }
    std::string operator()(const GuardStep& step) const { return stop(dialect, step.query, step.message); }
    std::string operator()(const IrreversibleStep& step) const { return stop(dialect, "SELECT 1", "irreversible: " + step.reason); }
    std::string operator()(const RunStep& step) const {
        return comment(
                   "This is C++ of the application and cannot stand in a script. Do by hand what it does, then take out the next "
                   "statements, which stop the script.") +
               stop(dialect, "SELECT 1", fmt::format("the data step {}, version {}, is not part of this script", step.name, step.version));
    }
};

}  // namespace

std::string script(const Dialect& dialect, const std::vector<Step>& steps) {
    std::string out;
    if (std::any_of(steps.begin(), steps.end(), [](const Step& step) { return step.needs_foreign_keys_off; })) {
        out += comment(
            "Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on "
            "the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must "
            "return nothing.");
        out += stop(dialect, sqlite::foreign_keys_are_on(), "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN");
    }
    for (const Step& step : steps) {
        if (!out.empty()) out += '\n';
        if (!step.description.empty()) out += comment(step.description);
        out += std::visit(Writer{dialect}, step.action);
    }
    return out;
}

}  // namespace aludel::migrations

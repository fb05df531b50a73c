#include <fmt/format.h>

#include <aludel/migrations/dialect.h>

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

struct Writer {
    const Dialect& dialect;

    static std::string written(const std::vector<std::string>& statements) {
        std::string out;
        for (const std::string& statement : statements) out += terminated(statement);
        return out;
    }
    static std::string written(const Dialect::Statements& part) {
        return (part.comment.empty() ? "" : comment(part.comment)) + written(part.statements);
    }

    std::string operator()(const SqlStep& step) const { return terminated(step.sql); }
    std::string operator()(const RebuildStep& step) const { return written(dialect.rebuild(step)); }
    std::string operator()(const GuardStep& step) const { return written(dialect.stop(step.query, step.message)); }
    std::string operator()(const IrreversibleStep& step) const { return written(dialect.stop("", "irreversible: " + step.reason)); }
    std::string operator()(const RunStep& step) const {
        return comment(
                   "This is C++ of the application and cannot stand in a script. Do by hand what it does, then take out the next "
                   "statements, which stop the script.") +
               written(dialect.stop("", fmt::format("the data step {}, version {}, is not part of this script", step.name, step.version)));
    }
};

}  // namespace

std::string script(const Dialect& dialect, const std::vector<Step>& steps) {
    std::string out = Writer::written(dialect.opening(steps));
    for (const Step& step : steps) {
        if (!out.empty()) out += '\n';
        if (!step.description.empty()) out += comment(step.description);
        out += std::visit(Writer{dialect}, step.action);
    }
    return out;
}

}  // namespace aludel::migrations

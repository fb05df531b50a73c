#include "sql/words.h"

#include "sql/quoting.h"

namespace aludel::migrations::sql {

using namespace schema;

std::string_view action(Action action) {
    switch (action) {
        case Action::no_action:
            return "NO ACTION";
        case Action::restrict:
            return "RESTRICT";
        case Action::cascade:
            return "CASCADE";
        case Action::set_null:
            return "SET NULL";
        case Action::set_default:
            return "SET DEFAULT";
    }
    return "NO ACTION";
}

std::string_view deferrable(Deferrability deferrability) {
    switch (deferrability) {
        case Deferrability::not_deferrable:
            return "";
        case Deferrability::deferrable:
            return " DEFERRABLE";
        case Deferrability::initially_deferred:
            return " DEFERRABLE INITIALLY DEFERRED";
    }
    return "";
}

std::string trimmed(const std::string& sql) {
    const auto from = sql.find_first_not_of(" \t\r\n");
    return from == sql.npos ? "" : sql.substr(from, sql.find_last_not_of(" \t\r\n") - from + 1);
}

std::string all_not_null(const std::vector<std::string>& expressions) {
    std::vector<std::string> parts;
    for (const std::string& expression : expressions) parts.push_back(expression + " IS NOT NULL");
    return join(parts, " AND ");
}

Step question(std::string query, std::string message, std::vector<std::string> reads, std::string description) {
    Step step;
    step.action = GuardStep{std::move(query) + " LIMIT 10", std::move(message)};
    step.description = std::move(description);
    step.reads = std::move(reads);
    return step;
}

}  // namespace aludel::migrations::sql

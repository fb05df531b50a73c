#include "sqlite/dependants.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <aludel/runtime/error.h>

#include "sqlite/tokens.h"

namespace aludel::runtime::sqlite {
namespace {

std::vector<std::string> names(const Database& database, const std::string& query) {
    Statement statement(database, query);
    std::vector<std::string> result;
    while (statement.step()) result.push_back(statement.text(0));
    return result;
}

std::vector<std::string> assignments(const Database& database, const std::string& table) {
    std::vector<std::string> result;
    Statement statement(database, "SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden = 0");
    statement.bind({table});
    while (statement.step()) result.push_back(fmt::format("{0} = {0}", quoted(statement.text(0))));
    return result;
}

}  // namespace

BrokenObjects broken_objects(const Database& database) {
    BrokenObjects result;
    for (const std::string& view : names(database, "SELECT name FROM main.sqlite_schema WHERE type = 'view' ORDER BY name")) {
        const auto why = database.cannot_prepare(fmt::format("SELECT * FROM main.{}", quoted(view)));
        if (why) result.emplace(fmt::format("view {}", view), *why);
    }
    // CREATE TRIGGER reads no names in the body: only a statement that fires the trigger does.
    for (const std::string& table :
         names(database, "SELECT DISTINCT tbl_name FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY tbl_name")) {
        std::vector<std::string> columns;
        try {
            columns = assignments(database, table);
        } catch (const Error&) {
            // A broken view has no columns; it is in the list itself.
        }
        std::vector<std::string> statements = {fmt::format("DELETE FROM main.{}", quoted(table)),
                                               fmt::format("INSERT INTO main.{} DEFAULT VALUES", quoted(table))};
        if (!columns.empty()) statements.push_back(fmt::format("UPDATE main.{} SET {}", quoted(table), fmt::join(columns, ", ")));
        for (const std::string& statement : statements) {
            // By kind of statement: a trigger for UPDATE that was broken before must not hide one for DELETE that breaks now.
            const auto why = database.cannot_prepare(statement);
            if (why) result.emplace(fmt::format("the triggers of {} ({})", table, statement.substr(0, 6)), *why);
        }
    }
    return result;
}

Violations::Violations(const Database& database) {
    for (const std::string& table :
         names(database, "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE '%REFERENCES%' ORDER BY name")) {
        auto& rows = rows_[table];
        try {
            Statement statement(database, fmt::format("PRAGMA main.foreign_key_check({})", quoted(table)));
            while (statement.step()) {
                const std::string row = statement.is_null(1) ? "a row" : fmt::format("the row with rowid {}", statement.integer(1));
                rows[row].push_back(statement.text(2));
            }
        } catch (const Error& error) {
            // "foreign key mismatch": the referred columns are no key of their table. The one may be wrong already before.
            rows[error.what()].push_back("");
        }
    }
}

std::vector<std::string> Violations::since(const Violations& before) const {
    std::vector<std::string> result;
    std::size_t more = 0;
    for (const auto& [table, rows] : rows_) {
        const auto old = before.rows_.find(table);
        for (const auto& [row, parents] : rows) {
            std::size_t known = 0;
            if (old != before.rows_.end()) {
                const auto same = old->second.find(row);
                known = same == old->second.end() ? 0 : same->second.size();
            } else {
                // The table has a new name: what was wrong under the old one still is.
                for (const auto& [name, others] : before.rows_) {
                    if (rows_.count(name) != 0) continue;
                    const auto same = others.find(row);
                    if (same != others.end()) known = std::max(known, same->second.size());
                }
            }
            if (parents.size() <= known) continue;
            if (result.size() == 10) {
                ++more;
            } else if (parents.back().empty()) {
                result.push_back(fmt::format("{}: {}", table, row));
            } else {
                result.push_back(fmt::format("{} of {} leads to no row of {}", row, table, parents.back()));
            }
        }
    }
    if (more > 0) result.push_back(fmt::format("{} more", more));
    return result;
}

}  // namespace aludel::runtime::sqlite

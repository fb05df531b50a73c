#include "sql/sqlite/script.h"

#include <algorithm>

#include <fmt/format.h>

#include "sql/quoting.h"
#include "sql/sqlite/define.h"

namespace aludel::migrations::sqlite {

using sql::quoted;
using sql::quoted_text;

namespace {

bool numbers_rows(const TableShape& shape) {
    return std::any_of(shape.columns.begin(), shape.columns.end(),
                       [](const Definition& column) { return column.sql.find(" PRIMARY KEY AUTOINCREMENT") != column.sql.npos; });
}

}  // namespace

// https://www.sqlite.org/lang_altertable.html, 7: under a temporary name first, so that nothing that refers to the
// table is repointed; views and triggers that mention it would stop the renaming but for legacy_alter_table.
std::vector<std::string> rebuild_statements(const RebuildStep& step) {
    const std::string made = "aludel_new_" + step.table;
    std::vector<std::string> columns;
    std::vector<std::string> expressions;
    for (const ColumnCopy& copy : step.copies) {
        columns.push_back(copy.column);
        expressions.push_back(copy.expression);
    }
    std::vector<std::string> out;
    out.push_back(create_table(made, step.after));
    out.push_back(fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {}", quoted(made), sql::quoted_list(columns),
                              sql::join(expressions, ", "), quoted(step.table)));
    // The highest number that was ever given falls with the old table.
    if (numbers_rows(step.before) && numbers_rows(step.after)) {
        out.push_back(fmt::format("DELETE FROM sqlite_sequence WHERE name = {}", quoted_text(made)));
        out.push_back(fmt::format("INSERT INTO sqlite_sequence (name, seq) SELECT {}, seq FROM sqlite_sequence WHERE name = {}",
                                  quoted_text(made), quoted_text(step.table)));
    }
    out.push_back(fmt::format("DROP TABLE {}", quoted(step.table)));
    out.push_back("PRAGMA legacy_alter_table = ON");
    out.push_back(fmt::format("ALTER TABLE {} RENAME TO {}", quoted(made), quoted(step.table)));
    out.push_back("PRAGMA legacy_alter_table = OFF");
    for (const auto& [name, create] : step.indexes) out.push_back(create);
    return out;
}

// Plain SQL has no other way to stop than a check that fails: its name is what SQLite says.
std::vector<std::string> stop_statements(const std::string& query, const std::string& message) {
    constexpr const char* table = "aludel_guard";
    return {fmt::format("CREATE TEMPORARY TABLE {} (\"rows\" INTEGER CONSTRAINT {} CHECK (\"rows\" = 0))", quoted(table), quoted(message)),
            fmt::format("INSERT INTO {} SELECT count(*) FROM ({})", quoted(table), query), fmt::format("DROP TABLE {}", quoted(table))};
}

std::string foreign_keys_are_on() {
    return "SELECT 1 FROM pragma_foreign_keys WHERE foreign_keys = 1";
}

}  // namespace aludel::migrations::sqlite

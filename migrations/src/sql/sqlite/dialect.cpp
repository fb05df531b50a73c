#include <algorithm>

#include <aludel/migrations/dialect.h>

#include <fmt/format.h>

#include "sql/own_types.h"
#include "sql/quoting.h"
#include "sql/sqlite/literal.h"
#include "sql/sqlite/lower.h"
#include "sql/sqlite/render.h"
#include "sql/sqlite/script.h"

namespace aludel::migrations::sqlite {

namespace {

class SqliteDialect final : public Dialect {
public:
    std::string_view name() const override { return "sqlite"; }
    std::string_view shell() const override { return "sqlite3 -bail"; }
    std::vector<Step> render(const schema::Schema& before, const std::vector<Operation>& operations) const override {
        return sqlite::render(sql::own_types(before, "sqlite"), sql::own_types(operations, "sqlite"));
    }
    schema::Schema lower(const schema::Schema& schema) const override { return lower_schema(sql::own_types(schema, "sqlite")); }
    std::string quote(std::string_view identifier) const override { return sql::quoted(identifier); }
    std::string literal(const schema::Value& value) const override { return sqlite::literal(value); }
    Statements opening(const std::vector<Step>& steps) const override {
        if (std::none_of(steps.begin(), steps.end(), [](const Step& step) { return step.needs_foreign_keys_off; })) return {};
        return {
            "Run this with PRAGMA foreign_keys = OFF, given before BEGIN: in a transaction it is ignored, and with foreign keys on "
            "the rows of other tables that refer to a dropped one are deleted with it. Afterwards PRAGMA foreign_key_check must "
            "return nothing.",
            stop_statements(foreign_keys_are_on(), "foreign keys must be off here: PRAGMA foreign_keys = OFF before BEGIN")};
    }
    Statements rebuild(const RebuildStep& step) const override {
        return {fmt::format("The table {} is made anew from what the revisions know of it. Triggers on it, and whatever else "
                            "somebody added by hand, are not carried over here; the application's own upgrade does that.",
                            step.table),
                rebuild_statements(step)};
    }
    std::vector<std::string> stop(const std::string& query, const std::string& message) const override {
        return stop_statements(query.empty() ? "SELECT 1" : query, message);
    }
};

}  // namespace

const Dialect& dialect() {
    static const SqliteDialect instance;
    return instance;
}

}  // namespace aludel::migrations::sqlite

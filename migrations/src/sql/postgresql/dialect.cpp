#include <aludel/migrations/dialect.h>

#include <algorithm>

#include <aludel/schema/error.h>

#include <fmt/format.h>

#include "sql/own_types.h"
#include "sql/postgresql/literal.h"
#include "sql/postgresql/lower.h"
#include "sql/postgresql/names.h"
#include "sql/postgresql/render.h"
#include "sql/postgresql/script.h"

namespace aludel::migrations::postgresql {

namespace {

class PostgresqlDialect final : public Dialect {
public:
    std::string_view name() const override { return "postgresql"; }
    std::string_view shell() const override { return "psql -v ON_ERROR_STOP=1"; }
    std::vector<Step> render(const schema::Schema& before, const std::vector<Operation>& operations) const override {
        return postgresql::render(sql::own_types(before, "postgresql"), sql::own_types(operations, "postgresql"));
    }
    schema::Schema lower(const schema::Schema& schema) const override { return lower_schema(sql::own_types(schema, "postgresql")); }
    std::string quote(std::string_view identifier) const override { return quoted(identifier); }
    std::string literal(const schema::Value& value) const override { return postgresql::literal(value); }
    // As the runtime does it: a policy that is forced on the owner would hide rows from the questions, and not from ALTER TABLE.
    Statements opening(const std::vector<Step>& steps) const override {
        if (std::none_of(steps.begin(), steps.end(), [](const Step& step) { return std::holds_alternative<GuardStep>(step.action); }))
            return {};
        return {"", {"SET LOCAL row_security = off"}};
    }
    Statements rebuild(const RebuildStep& step) const override {
        throw schema::SchemaError(
            fmt::format("PostgreSQL alters tables in place, and {} is to be made anew: these steps are another database's", step.table));
    }
    std::vector<std::string> stop(const std::string& query, const std::string& message) const override {
        return {stop_statement(query, message)};
    }
};

}  // namespace

const Dialect& dialect() {
    static const PostgresqlDialect instance;
    return instance;
}

}  // namespace aludel::migrations::postgresql

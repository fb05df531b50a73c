#include <aludel/migrations/dialect.h>

#include "sql/quoting.h"
#include "sql/sqlite/literal.h"
#include "sql/sqlite/lower.h"
#include "sql/sqlite/render.h"

namespace aludel::migrations::sqlite {

namespace {

class SqliteDialect final : public Dialect {
public:
    std::string_view name() const override { return "sqlite"; }
    std::vector<Step> render(const schema::Schema& before, const std::vector<Operation>& operations) const override {
        return sqlite::render(before, operations);
    }
    schema::Schema lower(const schema::Schema& schema) const override { return lower_schema(schema); }
    std::string quote(std::string_view identifier) const override { return sql::quoted(identifier); }
    std::string literal(const schema::Value& value) const override { return sqlite::literal(value); }
};

}  // namespace

const Dialect& dialect() {
    static const SqliteDialect instance;
    return instance;
}

}  // namespace aludel::migrations::sqlite

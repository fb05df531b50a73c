#include "schema/evolution.h"

#include <cstdlib>
#include <memory>
#include <optional>

#include <doctest/doctest.h>

#include <aludel/runtime/compare.h>
#include <aludel/runtime/drivers.h>
#include <aludel/runtime/error.h>
#include <aludel/schema/apply.h>

#include "postgresql/database.h"
#include "properties/schema_generators.h"
#include "step_runner.h"

using namespace aludel::schema;
using namespace aludel::runtime;
using aludel::migrations::Operation;

namespace aludel::testing {

namespace {

/// A database of its own with a driver on it.
class Live {
public:
    explicit Live(const std::string& engine) {
        std::string url = "sqlite:///:memory:";
        if (engine == "postgresql") url = database_.emplace().url();
        driver_ = (engine == "postgresql" ? postgresql_driver : sqlite_driver).open(url, Access::write);
        driver_->configure(options_);
        driver_->prepare();
    }
    ~Live() {
        driver_->restore();
        driver_.reset();
    }
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    /// As the executor runs a revision. @returns the message of what stopped it.
    std::string apply(const Schema& before, const std::vector<Change>& changes) {
        const std::vector<Operation> operations(changes.begin(), changes.end());
        const Observer::Revision revision;
        StepRunner runner(*driver_, options_, revision);
        driver_->begin(true);
        try {
            for (const migrations::Step& step : driver_->dialect().render(before, operations)) runner.run(step);
            driver_->commit();
        } catch (const std::exception& error) {
            driver_->rollback();
            return error.what();
        }
        return {};
    }

    /// Three rows a table, parents first, each with its own values; a column that refers to another holds the number of its row.
    void fill(const Schema& schema) {
        driver_->begin(false);
        for (const Change& change : diff({}, schema).changes) {
            const auto* creation = std::get_if<CreateTable>(&change);
            if (creation == nullptr) continue;
            const Table& table = *schema.tables.find(creation->table.name);
            for (int row = 1; row <= 3; ++row) insert(schema, table, row);
        }
        driver_->commit();
    }

    Lines differences(const Schema& expected) const {
        const Schema physical = driver_->dialect().lower(expected);
        const Comparison found = compare(driver_->introspect(physical), driver_->as_introspected(physical));
        Lines all;
        all.insert(all.end(), found.unknown.begin(), found.unknown.end());
        all.insert(all.end(), found.differences.begin(), found.differences.end());
        return all;
    }

    std::size_t rows(const Name& table) { return driver_->query("SELECT 1 FROM " + quoted(table)).size(); }

private:
    std::string quoted(const Name& name) const {
        const std::string own = driver_->dialect().quote(name.name);
        return name.schema.empty() ? own : driver_->dialect().quote(name.schema) + '.' + own;
    }

    void insert(const Schema& schema, const Table& table, int row) {
        std::string columns;
        std::string values;
        for (const Column& column : table.columns) {
            std::string value = ordinary_value(schema, table, column, row);
            if (value.empty()) continue;
            if (std::holds_alternative<Boolean>(column.type.kind) && driver_->dialect().name() == "postgresql")
                value = value == "0" ? "false" : "true";
            columns += (columns.empty() ? "" : ", ") + driver_->dialect().quote(column.name);
            values += (values.empty() ? "" : ", ") + value;
        }
        driver_->execute("INSERT INTO " + quoted(table.name) + " (" + columns + ") VALUES (" + values + ")");
    }

    Options options_ = {};
    std::optional<tests::PostgresqlDatabase> database_ = {};
    std::unique_ptr<Driver> driver_ = {};
};

}  // namespace

void check_evolution(const Evolve& evolution) {
    const std::vector<Change> up = diff(evolution.before, evolution.after, evolution.decisions).changes;
    std::vector<Change> down;
    bool reversible = true;
    for (const DowngradeChange& change : downgrade(up, evolution.before, evolution.decisions).changes) {
        const auto* undone = std::get_if<Change>(&change);
        reversible = reversible && undone != nullptr;
        if (undone != nullptr) down.push_back(*undone);
    }
    for (const std::string& engine : evolution.on) {
        const std::string name = engine;
        CAPTURE(name);
        Live live(engine);
        REQUIRE(live.apply({}, diff({}, evolution.before).changes) == "");
        live.fill(evolution.before);
        const std::string stopped = live.apply(evolution.before, up);
        CHECK(stopped == "");
        if (!stopped.empty()) continue;
        CHECK(live.differences(evolution.after) == Lines{});
        std::map<Name, Name> kept;
        for (const Table& table : evolution.before.tables) kept[table.name] = table.name;
        for (const Change& change : up) {
            const auto* rename = std::get_if<RenameTable>(&change);
            if (rename == nullptr) continue;
            for (auto& [was, is] : kept)
                if (is == rename->from) is = rename->to;
        }
        for (const auto& [was, is] : kept)
            if (evolution.after.tables.contains(is)) CHECK(live.rows(is) == 3);
        if (!reversible) continue;
        const std::string stopped_down = live.apply(evolution.after, down);
        CHECK(stopped_down == "");
        if (!stopped_down.empty()) continue;
        CHECK(live.differences(evolution.before) == Lines{});
    }
}

Lines asked(const Schema& before, const Schema& after, const Decisions& decisions) {
    return ids(diff(before, after, decisions).questions);
}

}  // namespace aludel::testing

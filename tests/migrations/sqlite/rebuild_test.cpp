#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include <rapidcheck.h>

#include <aludel/migrations/dialect.h>
#include <aludel/migrations/fold.h>
#include <aludel/schema/apply.h>
#include <aludel/schema/diff.h>
#include <aludel/schema/error.h>

#include "database.h"
#include "library.h"
#include "random_schema.h"
#include "text.h"

// What the steps do to a live database. Rebuilds are executed as script() writes them.

using namespace aludel;
using namespace aludel::tests;
using migrations::Operation;

namespace {

/// The text that SQLite keeps of every table and index, without white space and quotes, in which ALTER TABLE differs.
std::map<std::string, std::string> kept_text(Database& database) {
    std::map<std::string, std::string> out;
    for (const auto& row : database.rows("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")) {
        std::string& text = out[row[0]];
        for (const char c : row[1])
            if (c != ' ' && c != '\n' && c != '"') text += c;
    }
    return out;
}

std::string quoted(const std::string& name) {
    return migrations::sqlite::dialect().quote(name);
}

/// Where the values of a column were when it began; columns that are new or were computed anew are not here.
using Origins = std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>>;

Origins origins(const Schema& schema) {
    Origins out;
    for (const Table& table : schema.tables)
        for (const Column& column : table.columns) out[{table.name.name, column.name}] = {table.name.name, column.name};
    return out;
}

struct Follow {
    Origins& origins;
    const Schema& before;

    void forget(const std::string& table, const std::string& column) const { origins.erase({table, column}); }
    void forget_table(const std::string& table) const {
        std::erase_if(origins, [&](const auto& each) { return each.first.first == table; });
    }

    void operator()(const CreateTable& change) const { forget_table(change.table.name.name); }
    void operator()(const DropTable& change) const { forget_table(change.table.name.name); }
    void operator()(const RenameTable& change) const {
        Origins moved;
        for (const auto& [at, from] : origins) moved[{at.first == change.from.name ? change.to.name : at.first, at.second}] = from;
        origins = moved;
    }
    void operator()(const RenameColumn& change) const {
        const auto at = origins.find({change.table.name, change.from});
        if (at == origins.end()) return;
        const auto from = at->second;
        origins.erase(at);
        origins[{change.table.name, change.to}] = from;
    }
    void operator()(const DropColumn& change) const { forget(change.table.name, change.column.name); }
    void operator()(const AddColumn& change) const { forget(change.table.name, change.column.name); }
    void operator()(const AlterColumn& change) const {
        if (change.fields.type || !change.fill.empty()) forget(change.table.name, change.after.name);
    }
    void operator()(const AlterTable&) const {}
    void operator()(const AddConstraint&) const {}
    void operator()(const DropConstraint&) const {}
    void operator()(const RenameConstraint&) const {}
    void operator()(const CreateIndex&) const {}
    void operator()(const DropIndex&) const {}
    void operator()(const RenameIndex&) const {}
    void operator()(const CreateEnum&) const {}
    void operator()(const DropEnum&) const {}
    void operator()(const AlterEnum&) const {}
    void operator()(const RenameEnum&) const {}
    void operator()(const RenameEnumValue& change) const {
        if (before.enums.find(change.type)->storage == EnumStorage::integer) return;
        for (const Table& table : before.tables)
            for (const Column& column : table.columns) {
                const auto* type = std::get_if<Enumeration>(&column.type.kind);
                if (type != nullptr && type->name == change.type) forget(table.name.name, column.name);
            }
    }
    void operator()(const CreateView&) const {}
    void operator()(const DropView&) const {}
    void operator()(const CreateSequence&) const {}
    void operator()(const DropSequence&) const {}
    void operator()(const AlterSequence&) const {}
    void operator()(const CreateOpaque&) const {}
    void operator()(const DropOpaque&) const {}
    void operator()(const AlterComment&) const {}
};

std::vector<std::vector<std::string>> values(Database& database, const std::string& table, const std::string& column) {
    return database.rows("SELECT CAST(\"id\" AS INTEGER), quote(" + quoted(column) + ") FROM " + quoted(table) + " ORDER BY 1");
}

struct Outcome {
    int executed = 0;
    int stopped = 0;
};

/// Draws a database with rows and changes of it, and executes them in one transaction.
void evolve(std::uint64_t seed, Outcome& outcome) {
    Draw draw(seed);
    const Schema before = draw.schema();
    Schema after = before;
    std::vector<Operation> operations;
    Origins kept = origins(before);
    bool changes_keys = false;  // rows that refer to them may then be orphans, which the driver finds before it commits
    for (std::uint64_t left = 1 + draw.below(8); left > 0; --left) {
        const auto change = draw.change(after);
        if (!change) continue;
        try {  // what SQLite does not have, and conversions that an author would have to write
            migrations::sqlite::dialect().render(after, {*change});
        } catch (const SchemaError&) {
            continue;
        }
        if (const auto* drop = std::get_if<DropColumn>(&*change); drop != nullptr && drop->column.name == "id") continue;
        if (const auto* rename = std::get_if<RenameColumn>(&*change); rename != nullptr && rename->from == "id") continue;
        if (const auto* alter = std::get_if<AlterColumn>(&*change); alter != nullptr && alter->after.name == "id")
            changes_keys = changes_keys || alter->fields.type;
        std::visit(Follow{kept, after}, *change);
        schema::apply(after, *change);
        operations.emplace_back(*change);
    }

    Database database;
    Database fresh;
    database.run("PRAGMA foreign_keys = ON");
    database.run(creation(before));
    database.run(draw.rows(before));
    std::map<std::pair<std::string, std::string>, std::vector<std::vector<std::string>>> was;
    for (const auto& [at, from] : kept) was[from] = values(database, from.first, from.second);
    const auto text_before = kept_text(database);

    const std::string script = migrations::script(migrations::sqlite::dialect(), migrations::sqlite::dialect().render(before, operations));
    database.run("PRAGMA foreign_keys = OFF; BEGIN");
    try {
        database.run(script);
    } catch (const std::runtime_error& error) {
        database.run("ROLLBACK");
        RC_ASSERT(kept_text(database) == text_before);
        // Only a guard stops, and its name is a sentence.
        if (std::string(error.what()).find("these ") == std::string::npos) RC_FAIL(std::string(error.what()));
        ++outcome.stopped;
        return;
    }
    if (changes_keys && !database.rows("PRAGMA foreign_key_check").empty()) return;
    RC_ASSERT(database.rows("PRAGMA foreign_key_check").empty());
    database.run("COMMIT");
    ++outcome.executed;

    fresh.run(creation(after));
    RC_ASSERT(kept_text(database) == kept_text(fresh));
    for (const auto& [at, from] : kept) RC_ASSERT(values(database, at.first, at.second) == was[from]);
    RC_ASSERT(database.value("PRAGMA integrity_check") == "ok");
}

}  // namespace

TEST_CASE("every random change leaves the text that a fresh database has, and every value that it did not change") {
    Outcome outcome;
    CHECK(rc::check("evolve", [&](std::uint64_t seed) { evolve(seed, outcome); }));
    MESSAGE(outcome.executed << " executed, " << outcome.stopped << " stopped by a guard");
    CHECK(outcome.executed > outcome.stopped);
}

TEST_CASE("values of an enum are renamed in their rows, also in circles, with other changes before and after") {
    Schema before;
    before.enums.add(Enum{"role", EnumStorage::text, {{"admin", 0}, {"user", 1}, {"guest", 2}}});
    const auto users = [&](const std::string& name) {
        Table table;
        table.name = name;
        table.columns = {identity("id"), with_default(column("role", Enumeration{"role"}), Value{std::string("user")}),
                         column("was", Enumeration{"role"}, true)};
        table.primary_key = PrimaryKey{"pk_" + name, {"id"}};
        before.tables.add(table);
    };
    const std::string rows = " (role, was) VALUES ('admin', 'guest'), ('user', NULL), ('guest', 'user'), ('user', 'admin')";
    const auto evolved = [&](const std::vector<Change>& changes) {
        Database database;
        database.run(creation(before));
        for (const Table& table : before.tables) database.run("INSERT INTO " + table.name.name + rows);
        std::vector<Operation> operations;
        for (const Change& change : changes) operations.emplace_back(change);
        database.run("BEGIN");
        database.run(migrations::script(migrations::sqlite::dialect(), migrations::sqlite::dialect().render(before, operations)));
        database.run("COMMIT");
        std::string out;
        for (const Table& table : before.tables)
            for (const auto& row : database.rows("SELECT role, was FROM " + table.name.name + " ORDER BY id"))
                out += row[0] + ' ' + row[1] + ' ';
        return out;
    };
    const auto rename = [](const char* from, const char* to) { return RenameEnumValue{"role", from, to}; };
    const std::vector<Change> swap = {rename("user", "x"), rename("admin", "user"), rename("x", "admin")};
    users("users");
    CHECK(evolved({rename("user", "member")}) == "admin guest member NULL guest member member admin ");
    CHECK(evolved(swap) == "user guest admin NULL guest admin admin user ");
    AlterEnum grown{*before.enums.find("role"), *before.enums.find("role")};
    grown.after.values.push_back({"owner", 3});
    CHECK(evolved({grown, rename("owner", "boss"), rename("user", "owner")}) == "admin guest owner NULL guest owner owner admin ");
    AlterEnum numbered{{"role", EnumStorage::text, {{"admin", 0}, {"member", 1}, {"guest", 2}}},
                       {"role", EnumStorage::integer, {{"admin", 0}, {"member", 1}, {"guest", 2}}}};
    CHECK(evolved({rename("user", "member"), numbered}) == "0 2 1 NULL 2 1 1 0 ");
    CHECK(evolved({rename("user", "member"), numbered, rename("admin", "user"), rename("member", "admin")}) == "0 2 1 NULL 2 1 1 0 ");
    users("people");
    CHECK(evolved(swap) == "user guest admin NULL guest admin admin user user guest admin NULL guest admin admin user ");
}

TEST_CASE("the changes between two random schemas lead from the one to the other on an empty database") {
    int reached = 0;
    CHECK(rc::check("diff", [&](std::uint64_t seed) {
        Draw draw(seed);
        const Schema a = draw.schema();
        Schema b = a;
        for (std::uint64_t left = 1 + draw.below(8); left > 0; --left)
            if (const auto change = draw.change(b)) schema::apply(b, *change);
        Decisions decisions;
        Diff found = diff(a, b, decisions);
        for (int round = 0; !found.questions.empty() && round < 20; ++round) {  // there are no rows to lose
            for (const Question& question : found.questions) {
                decisions.accepted.insert(question.id);
                const std::string of = to_string(question.table);
                decisions.drops.insert(question.column.empty() ? of : of + "." + question.column);
            }
            found = diff(a, b, decisions);
        }
        if (!found.questions.empty()) return;
        std::vector<Operation> operations;
        for (const Change& change : found.changes) operations.emplace_back(change);
        std::string script;
        try {
            script = migrations::script(migrations::sqlite::dialect(), migrations::sqlite::dialect().render(a, operations));
            creation(b);
        } catch (const SchemaError&) {
            return;  // a conversion that needs its author, or a column that SQLite cannot have
        }
        Database database;
        Database fresh;
        database.run(creation(a));
        database.run(script);
        fresh.run(creation(schema::apply(a, found.changes)));  // b, with the columns in the order they came in
        RC_ASSERT(kept_text(database) == kept_text(fresh));
        ++reached;
    }));
    MESSAGE(reached << " reached");
    CHECK(reached > 50);
}

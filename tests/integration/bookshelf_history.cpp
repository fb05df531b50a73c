#include "integration/bookshelf_history.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <aludel/migrations/fold.h>
#include <aludel/migrations/record.h>
#include <aludel/runtime/driver.h>
#include <aludel/runtime/executor.h>

#include "migrations/chain.h"

namespace aludel::tests {
namespace {

using bookshelf::migrations::chain;
using Strings = std::vector<std::string>;

/// A database of bookshelf's, seen through the runtime's own driver, so that one test does for every engine.
class Database {
public:
    explicit Database(const std::string& url) : driver_(runtime::driver_for(url, chain).open(url, runtime::Access::write)) {}

    runtime::Driver& driver() const { return *driver_; }

    std::vector<Strings> run(const std::string& sql) const {
        std::vector<Strings> rows;
        for (const aludel::Row& row : driver_->query(sql)) {
            Strings texts;
            for (const aludel::Value& value : row) texts.push_back(std::visit(Text{}, value));
            rows.push_back(std::move(texts));
        }
        return rows;
    }
    void execute(const std::string& sql) const { driver_->execute(sql); }

private:
    struct Text {
        std::string operator()(const aludel::schema::Null&) const { return "NULL"; }
        std::string operator()(bool value) const { return value ? "true" : "false"; }
        std::string operator()(std::int64_t value) const { return std::to_string(value); }
        std::string operator()(double value) const { return std::to_string(value); }
        std::string operator()(const std::string& value) const { return "'" + value + "'"; }
        std::string operator()(const aludel::schema::Blob& value) const { return std::to_string(value.size()) + " bytes"; }
    };
    std::unique_ptr<runtime::Driver> driver_;
};

/// Table to column to the values of its rows, in the order of their keys.
using Contents = std::map<std::string, std::map<std::string, Strings>>;

std::string key_of(const aludel::schema::Table& table) {
    std::string key;
    for (const std::string& column : table.primary_key->columns) key += (key.empty() ? "" : ", ") + column;
    return key;
}

Contents contents(const Database& database, const aludel::schema::Schema& schema) {
    Contents all;
    for (const auto& table : schema.tables) {
        for (const auto& column : table.columns) {
            Strings& values = all[table.name.name][column.name];
            for (const auto& row : database.run("SELECT " + column.name + " FROM " + table.name.name + " ORDER BY " + key_of(table)))
                values.push_back(row.front());
        }
    }
    return all;
}

/// A value that is one of the numbers 1, 2 and 3, in the words of a column's type.
struct Numbered {
    int number;
    std::string operator()(const aludel::schema::Date&) const { return "'2026-11-0" + std::to_string(number) + "'"; }
    std::string operator()(const aludel::schema::Timestamp&) const { return "'2026-11-0" + std::to_string(number) + " 00:00:00'"; }
    std::string operator()(const aludel::schema::String&) const { return "'" + std::to_string(number) + "'"; }
    std::string operator()(const aludel::schema::Bytes&) const { return "'" + std::to_string(number) + "'"; }
    template <class Other>
    std::string operator()(const Other&) const {
        return std::to_string(number);
    }
};

/// Three rows for each table that has none. Every value is 1, 2 or 3, so that keys, uniques, references and bookshelf's
/// checks hold by themselves.
void fill(const Database& database, const aludel::schema::Schema& schema) {
    for (const char* name : {"users", "authors", "books", "book_authors", "reviews", "refresh_tokens"}) {
        const auto* table = schema.tables.find(aludel::schema::Name(name));
        if (table == nullptr || database.run("SELECT count(*) FROM " + std::string(name)).front().front() != "0") continue;
        for (int number = 1; number <= 3; ++number) {
            std::string columns;
            std::string values;
            for (const auto& column : table->columns) {
                if (column.name == "format" || column.name == "is_active") continue;  // their defaults
                columns += (columns.empty() ? "" : ", ") + column.name;
                values += (values.empty() ? "" : ", ") + std::visit(Numbered{number}, column.type.kind);
            }
            database.execute("INSERT INTO " + std::string(name) + " (" + columns + ") VALUES (" + values + ")");
        }
    }
}

/// Every value that both have is the same, but for the columns named.
void check_kept(const Contents& before, const Contents& after, const std::set<std::string>& changed) {
    for (const auto& [table, columns] : before) {
        const auto there = after.find(table);
        if (there == after.end()) continue;
        for (const auto& [column, values] : columns) {
            const auto kept = there->second.find(column);
            if (kept == there->second.end()) continue;
            const std::string place = table + "." + column;
            INFO(place);
            CHECK(values.size() == kept->second.size());
            if (changed.count(table + "." + column) == 0) CHECK(values == kept->second);
        }
    }
}

struct Stage {
    std::string id;
    aludel::schema::Schema schema;  ///< after it
};

std::vector<Stage> stages() {
    std::vector<Stage> all;
    aludel::schema::Schema schema;
    for (const auto& revision : aludel::migrations::revisions(chain)) {
        aludel::migrations::resolve_all(schema, aludel::migrations::record(revision.upgrade));
        all.push_back({revision.id, schema});
    }
    return all;
}

void check_live(const Database& database) {
    const auto found = runtime::check(database.driver(), chain);
    CHECK(found.problems == Strings{});
    CHECK(found.unknown == Strings{});
}

}  // namespace

void every_revision_goes_up_down_and_up_again(const std::string& url) {
    const Database database(url);
    const std::vector<Stage> all = stages();
    CHECK(all.size() >= 6);
    Contents before;
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO(all[i].id);
        const std::set<std::string> converted = {"books.isbn", "books.sort_title"};
        runtime::upgrade(database.driver(), chain, all[i].id);
        check_live(database);
        const Contents up = contents(database, all[i].schema);
        check_kept(before, up, converted);

        fill(database, all[i].schema);
        const Contents filled = contents(database, all[i].schema);
        for (const auto& [table, columns] : filled) {
            const std::string place = table;
            INFO(place);
            CHECK(columns.begin()->second.size() == 3);
        }

        runtime::downgrade(database.driver(), chain, i == 0 ? "base" : all[i - 1].id);
        check_live(database);
        const Contents down = i == 0 ? Contents{} : contents(database, all[i - 1].schema);
        check_kept(before, down, {"books.sort_title"});

        runtime::upgrade(database.driver(), chain, all[i].id);
        check_live(database);
        fill(database, all[i].schema);
        before = contents(database, all[i].schema);
        check_kept(filled, before, {"books.sort_title", "books.published_on", "books.price", "books.cover"});
    }
    CHECK(runtime::upgrade_to_head(database.driver(), chain).revisions.empty());
}

void renamed_and_converted_columns_keep_their_values(const std::string& url) {
    const Database database(url);
    runtime::upgrade(database.driver(), chain, "c5903e72af18");
    database.execute("INSERT INTO users (email, name, about) VALUES ('a@b', 'Ada', 'counts')");
    database.execute("INSERT INTO books (title, isbn) VALUES ('The Dispossessed', 61054887)");
    database.execute("INSERT INTO reviews (user_id, book_id, rating) VALUES (1, 1, 5)");

    runtime::upgrade_to_head(database.driver(), chain);
    CHECK(database.run("SELECT bio FROM users") == std::vector<Strings>{{"'counts'"}});
    CHECK(database.run("SELECT isbn, sort_title FROM books") == std::vector<Strings>{{"'0061054887'", "'Dispossessed, The'"}});
    CHECK(database.run("SELECT count(*) FROM reviews") == std::vector<Strings>{{"1"}});

    runtime::downgrade(database.driver(), chain, "c5903e72af18");
    CHECK(database.run("SELECT about FROM users") == std::vector<Strings>{{"'counts'"}});
    CHECK(database.run("SELECT isbn FROM books") == std::vector<Strings>{{"61054887"}});
    CHECK(database.run("SELECT count(*) FROM reviews") == std::vector<Strings>{{"1"}});
}

}  // namespace aludel::tests

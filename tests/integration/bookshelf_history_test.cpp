#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <aludel/migrations/fold.h>
#include <aludel/migrations/record.h>
#include <aludel/runtime/drivers.h>
#include <aludel/sqlite.h>

#include "migrations/chain.h"

namespace {

using bookshelf::migrations::chain;
using Strings = std::vector<std::string>;

/// A database in memory, with foreign keys on as an application has them.
class Database {
public:
    Database() {
        sqlite3* opened = nullptr;
        REQUIRE(sqlite3_open(":memory:", &opened) == SQLITE_OK);
        handle_.reset(opened);
        run("PRAGMA foreign_keys = ON");
    }

    sqlite3* handle() const { return handle_.get(); }

    std::vector<Strings> run(const std::string& sql) const {
        std::vector<Strings> rows;
        char* message = nullptr;
        const auto collect = [](void* into, int count, char** values, char**) {
            Strings row;
            for (int i = 0; i < count; ++i) row.emplace_back(values[i] == nullptr ? "NULL" : values[i]);
            static_cast<std::vector<Strings>*>(into)->push_back(std::move(row));
            return 0;
        };
        if (sqlite3_exec(handle(), sql.c_str(), collect, &rows, &message) != SQLITE_OK) {
            const std::string text = message;
            sqlite3_free(message);
            throw std::runtime_error(text + " in: " + sql);
        }
        return rows;
    }

private:
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

/// Table to column to the values of its rows, in the order of the rows.
using Contents = std::map<std::string, std::map<std::string, Strings>>;

Contents contents(const Database& database, const aludel::schema::Schema& schema) {
    Contents all;
    for (const auto& table : schema.tables) {
        for (const auto& column : table.columns) {
            Strings& values = all[table.name.name][column.name];
            for (const auto& row : database.run("SELECT quote(\"" + column.name + "\") FROM \"" + table.name.name + "\" ORDER BY rowid"))
                values.push_back(row.front());
        }
    }
    return all;
}

/// Three rows for each table that has none. Every value is 1, 2 or 3, as a number or as text, so that keys, uniques,
/// references and bookshelf's checks hold by themselves.
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
                const bool text = std::holds_alternative<aludel::schema::String>(column.type.kind);
                values += (values.empty() ? "" : ", ") + (text ? "'" + std::to_string(number) + "'" : std::to_string(number));
            }
            database.run("INSERT INTO " + std::string(name) + " (" + columns + ") VALUES (" + values + ")");
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
    const auto found = aludel::runtime::check(database.handle(), chain);
    CHECK(found.problems == Strings{});
    CHECK(found.unknown == Strings{});
    CHECK(database.run("PRAGMA foreign_key_check").empty());
    CHECK(database.run("PRAGMA integrity_check").front().front() == "ok");
    CHECK(database.run("PRAGMA foreign_keys").front().front() == "1");
}

}  // namespace

TEST_CASE("every revision of bookshelf goes up, down and up again over rows, and loses none") {
    const Database database;
    const std::vector<Stage> all = stages();
    CHECK(all.size() >= 6);
    Contents before;
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO(all[i].id);
        const std::set<std::string> converted = {"books.isbn", "books.sort_title"};
        aludel::runtime::upgrade(database.handle(), chain, all[i].id);
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

        aludel::runtime::downgrade(database.handle(), chain, i == 0 ? "base" : all[i - 1].id);
        check_live(database);
        const Contents down = i == 0 ? Contents{} : contents(database, all[i - 1].schema);
        check_kept(before, down, {"books.sort_title"});

        aludel::runtime::upgrade(database.handle(), chain, all[i].id);
        check_live(database);
        fill(database, all[i].schema);
        before = contents(database, all[i].schema);
        check_kept(filled, before, {"books.sort_title", "books.published_on", "books.price", "books.cover"});
    }
    CHECK(aludel::runtime::upgrade_to_head(database.handle(), chain).revisions.empty());
}

TEST_CASE("a column that bookshelf renamed keeps its values, and one whose type changed gets its leading zeros back") {
    const Database database;
    aludel::runtime::upgrade(database.handle(), chain, "c5903e72af18");
    database.run("INSERT INTO users (email, name, about) VALUES ('a@b', 'Ada', 'counts')");
    database.run("INSERT INTO books (title, isbn) VALUES ('The Dispossessed', 61054887)");
    database.run("INSERT INTO reviews (user_id, book_id, rating) VALUES (1, 1, 5)");

    aludel::runtime::upgrade_to_head(database.handle(), chain);
    CHECK(database.run("SELECT bio FROM users") == std::vector<Strings>{{"counts"}});
    CHECK(database.run("SELECT isbn, typeof(isbn), sort_title FROM books") ==
          std::vector<Strings>{{"0061054887", "text", "Dispossessed, The"}});
    CHECK(database.run("SELECT count(*) FROM reviews") == std::vector<Strings>{{"1"}});

    aludel::runtime::downgrade(database.handle(), chain, "c5903e72af18");
    CHECK(database.run("SELECT about FROM users") == std::vector<Strings>{{"counts"}});
    CHECK(database.run("SELECT isbn, typeof(isbn) FROM books") == std::vector<Strings>{{"61054887", "integer"}});
    CHECK(database.run("SELECT count(*) FROM reviews") == std::vector<Strings>{{"1"}});
}

// bookshelf: upgrades its database at start, writes some rows, and prints them.
#include <cstdlib>
#include <exception>
#include <iostream>

#include <aludel/sqlite.h>

#include "migrations/chain.h"
#include "store.h"

namespace {

using bookshelf::Cell;
using bookshelf::Store;

std::int64_t id_of(Store& store, std::string_view sql, const bookshelf::Cells& parameters) {
    return std::get<std::int64_t>(store.run(sql, parameters).at(0).at(0));
}

/// Some books and what their readers think of them; rows that are there already stay as they are.
void write_rows(Store& store) {
    const auto user = [&](const char* email, const char* name) {
        store.run("INSERT INTO users (email, name) VALUES (?, ?) ON CONFLICT (email) DO NOTHING", {email, name});
        return id_of(store, "SELECT id FROM users WHERE email = ?", {email});
    };
    const auto book = [&](const char* isbn, const char* title, const char* sort_title, const char* author, std::int64_t pages) {
        store.run("INSERT INTO books (isbn, title, sort_title, pages) VALUES (?, ?, ?, ?) ON CONFLICT (isbn) DO NOTHING",
                  {isbn, title, sort_title, pages});
        const std::int64_t book_id = id_of(store, "SELECT id FROM books WHERE isbn = ?", {isbn});
        store.run("INSERT INTO authors (name) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM authors WHERE name = ?1)", {author});
        store.run("INSERT INTO book_authors (book_id, author_id) SELECT ?, id FROM authors WHERE name = ? ON CONFLICT DO NOTHING",
                  {book_id, author});
        return book_id;
    };
    const auto review = [&](std::int64_t user_id, std::int64_t book_id, std::int64_t rating, const char* body) {
        store.run("INSERT INTO reviews (user_id, book_id, rating, body) VALUES (?, ?, ?, ?) ON CONFLICT (user_id, book_id) DO NOTHING",
                  {user_id, book_id, rating, body});
    };

    const std::int64_t ada = user("ada@example.org", "Ada");
    const std::int64_t grace = user("grace@example.org", "Grace");
    const std::int64_t dispossessed = book("0061054887", "The Dispossessed", "Dispossessed, The", "Ursula K. Le Guin", 387);
    const std::int64_t solaris = book("0156027607", "Solaris", "Solaris", "Stanislaw Lem", 204);
    review(ada, dispossessed, 5, "Two worlds, and a wall that is all outside.");
    review(grace, dispossessed, 4, "Slow, then all at once.");
    review(ada, solaris, 5, "The ocean does not answer.");
}

void print(Store& store) {
    const auto rows = store.run(
        "SELECT b.isbn, b.title, a.name, u.name, r.rating, r.body FROM reviews AS r"
        " JOIN books AS b ON b.id = r.book_id JOIN users AS u ON u.id = r.user_id"
        " JOIN book_authors AS ba ON ba.book_id = b.id JOIN authors AS a ON a.id = ba.author_id"
        " ORDER BY b.sort_title, u.name");
    const auto text = [](const Cell& cell) { return std::get<std::string>(cell); };
    for (const auto& row : rows) {
        std::cout << text(row[0]) << "  " << text(row[1]) << " by " << text(row[2]) << ": " << text(row[3]) << " gives "
                  << std::get<std::int64_t>(row[4]) << " of 5. " << text(row[5]) << '\n';
    }
}

}  // namespace

int main(int argc, char** argv) {
    try {
        Store store(argc > 1 ? argv[1] : "bookshelf.db");
        const auto result = aludel::runtime::upgrade_to_head(store.handle(), bookshelf::migrations::chain);
        std::cout << (result.revisions.empty() ? "The database is up to date." : "The database was upgraded.") << '\n';
        write_rows(store);
        print(store);
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        std::cerr << "bookshelf: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
}

#pragma once

#include <aludel/schema/schema.h>

namespace aludel::tests {

using namespace schema;

inline Column column(std::string name, decltype(Type::kind) kind, bool nullable = false) {
    Column out;
    out.name = std::move(name);
    out.type.kind = std::move(kind);
    out.nullable = nullable;
    return out;
}

inline Column identity(std::string name) {
    Column out = column(std::move(name), Integer{64});
    out.identity = Identity{};
    return out;
}

inline Column with_default(Column column, Default value) {
    column.default_value = std::move(value);
    return column;
}

inline Index index(std::string name, std::vector<std::string> columns) {
    Index out;
    out.name = std::move(name);
    for (std::string& each : columns) {
        IndexKey key;
        key.of = std::move(each);
        out.keys.push_back(std::move(key));
    }
    return out;
}

inline ForeignKey foreign_key(std::string name, std::vector<std::string> columns, Name table, std::vector<std::string> referred,
                              Action on_delete = Action::no_action) {
    ForeignKey out;
    out.name = std::move(name);
    out.columns = std::move(columns);
    out.referred_table = std::move(table);
    out.referred_columns = std::move(referred);
    out.on_delete = on_delete;
    return out;
}

inline Expression sql(std::string text) {
    Expression out;
    out.sql = std::move(text);
    return out;
}

/// users(id, email, is_active) and books(id, author_id -> users, title, genre, pages), which cascades.
inline Schema library() {
    Schema out;
    Enum genre;
    genre.name = "genre";
    genre.values = {{"fiction", 0}, {"essay", 1}};
    out.enums.add(genre);

    Table users;
    users.name = "users";
    users.columns = {identity("id"), column("email", String{255}), with_default(column("is_active", Boolean{}), Value{true})};
    users.primary_key = PrimaryKey{"pk_users", {"id"}};
    Unique email;
    email.name = "uq_users_email";
    email.columns = {"email"};
    users.uniques.add(email);
    out.tables.add(users);

    Table books;
    books.name = "books";
    books.columns = {identity("id"), column("author_id", Integer{64}), column("title", String{200}),
                     column("genre", Enumeration{"genre"}, true), column("pages", Integer{32}, true)};
    books.primary_key = PrimaryKey{"pk_books", {"id"}};
    books.foreign_keys.add(foreign_key("fk_books_author_id", {"author_id"}, "users", {"id"}, Action::cascade));
    Check pages;
    pages.name = "ck_books_pages";
    pages.expression = sql("pages > 0");
    books.checks.add(pages);
    books.indexes.add(index("ix_books_title", {"title"}));
    out.tables.add(books);
    return out;
}

}  // namespace aludel::tests

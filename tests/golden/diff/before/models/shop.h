#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("users")]] User {
    [[db::primary_key, db::identity]] std::int64_t id;
    [[db::unique, db::length(255)]] std::string email;
    [[db::renamed_from("about")]] std::optional<std::string> bio;
    [[db::default_value]] bool is_active = true;
};

enum class Genre { fiction, poetry, essay };

struct [[db::table("books"), db::index(&Book::title, &Book::genre)]] Book {
    [[db::primary_key, db::identity]] std::int64_t id;
    std::string title;
    [[db::numeric(8, 2)]] std::optional<std::string> price;
    [[db::default_value]] Genre genre = Genre::fiction;
};

/// One a user and book.
struct [[db::table("reviews"), db::unique(&Review::user_id, &Review::book_id), db::check("rating between 1 and 5")]] Review {
    [[db::primary_key, db::identity]] std::int64_t id;
    [[db::references(&User::id), db::on_delete(db::cascade)]] std::int64_t user_id;
    [[db::references(&Book::id), db::on_delete(db::cascade), db::index]] std::int64_t book_id;
    std::int16_t rating;
};

struct [[db::view("select id, bio from users")]] Reader {
    std::int64_t id;
    std::string bio;
};

}  // namespace shelf

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aludel/model.h>

namespace bookshelf {

struct [[db::table("authors")]] Author {
    [[db::primary_key, db::identity]] std::int64_t id;
    [[db::index, db::length(200)]] std::string name;
};

enum class Format { hardcover, paperback, ebook, audiobook };

struct [[db::table("books")]] Book {
    [[db::primary_key, db::identity]] std::int64_t id;
    [[db::length(300)]] std::string title;
    std::optional<std::string> sort_title;
    [[db::unique, db::length(13)]] std::string isbn;
    [[db::default_value]] Format format = Format::paperback;
    [[db::check("pages > 0")]] std::optional<std::int32_t> pages;
    [[db::numeric(8, 2)]] std::optional<std::string> price;
    std::optional<std::chrono::year_month_day> published_on;
    std::optional<std::vector<std::byte>> cover;
};

/// Who wrote what.
struct [[db::table("book_authors"), db::primary_key(&BookAuthor::book_id, &BookAuthor::author_id)]] BookAuthor {
    [[db::references(&Book::id), db::on_delete(db::cascade)]] std::int64_t book_id;
    [[db::references(&Author::id), db::on_delete(db::restrict), db::index]] std::int64_t author_id;
    [[db::default_value]] std::int16_t position = 1;
};

}  // namespace bookshelf

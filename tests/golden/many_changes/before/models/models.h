#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

enum class Genre { novel, essay, comic };

struct [[db::table("publishers")]] Publisher {
    [[db::primary_key]] std::int64_t id;
    [[db::unique]] std::string code;
    [[db::unique]] std::string name;
    std::optional<std::string> city;
};

struct [[db::table("readers")]] Reader {
    [[db::primary_key]] std::int64_t id;
    [[db::unique]] std::string name;
};

struct [[db::table("books"), db::check("page_count > 0", db::name("ck_books_page_count"))]] Book {
    [[db::primary_key]] std::int64_t id;
    [[db::index]] std::string title;
    [[db::renamed_from("pages")]] std::int32_t page_count;
    Genre genre = Genre::novel;
    [[db::references(&Publisher::code), db::on_delete(db::cascade)]] std::string publisher;
    [[db::default_value]] bool lent_out = false;
};

struct [[db::table("lendings"), db::renamed_from("loans")]] Lending {
    [[db::primary_key]] std::int64_t id;
    [[db::references(&Book::id), db::on_delete(db::cascade)]] std::int64_t book_id;
    [[db::references(&Reader::id)]] std::optional<std::int64_t> reader_id;
};

struct [[db::view("select id, title from books where genre = 'novel' and not lent_out")]] Novel {
    std::int64_t id;
    std::string title;
};

}  // namespace shelf

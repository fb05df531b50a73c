#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("books"), db::index(&Book::place, &Book::row, db::name("ix_books_shelf"))]] Book {
    [[db::primary_key]] std::int64_t id;
    std::int32_t row;
    std::int32_t place;
    [[db::index(db::name("ix_books_by_title"))]] std::string title;
};

}  // namespace shelf

#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <string>

namespace shelf {

enum class [[db::native_enum("state"), db::comment("Where a book is.")]] State { lent, kept };

struct [[db::table("books"),
         db::index(&Book::place, &Book::row, db::name("ix_books_by_place"), db::comment("The librarian's way through the shelves."))]] Book {
    [[db::primary_key(db::comment("Printed on the back."))]] std::int64_t id;
    std::int32_t row;
    [[db::check("place > 0", db::comment("0 is the floor."))]] std::int32_t place;
    [[db::unique(db::comment("A second copy is a book of its own."))]] std::string title;
    State state;
};

struct [[db::view("select id, title from books where state = 'lent'"), db::comment("For the reminders.")]] LentBook {
    std::int64_t id;
    std::string title;
};

}  // namespace shelf

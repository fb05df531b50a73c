#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <aludel/model.h>

#include "book.h"
#include "user.h"

namespace bookshelf {

/// One review a user and book.
struct [[db::table("reviews"), db::unique(&Review::user_id, &Review::book_id),
         db::check("ck_reviews_rating", "rating between 1 and 5")]] Review {
    [[db::primary_key, db::identity]] std::int64_t id;
    [[db::references(&User::id), db::on_delete(db::cascade)]] std::int64_t user_id;
    [[db::references(&Book::id), db::on_delete(db::cascade), db::index]] std::int64_t book_id;
    std::int16_t rating;
    [[db::default_value]] std::string body = "";
    [[db::now]] std::chrono::sys_seconds created_at;
};

}  // namespace bookshelf

#pragma once
#include <aludel/model.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "user.h"

namespace shelf {

enum class Genre { novel, essay };

struct [[db::table("books")]] Book {
    [[db::primary_key]] std::int64_t id;
    [[db::index, db::length(200)]] std::string title;
    Genre genre = Genre::novel;
    [[db::default_value]] bool in_print = true;
    std::optional<std::chrono::year_month_day> published_on;
    [[db::references(&User::idd), db::on_delete(db::cascade)]] std::int64_t owner_id;
};

}  // namespace shelf

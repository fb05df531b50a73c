#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("authors")]] Author {
    [[db::primary_key]] std::int64_t id;
};

struct [[db::table("books")]] Book {
    [[db::primary_key]] std::int64_t id;
    [[db::references(&Author::id), db::on_delete(db::cascade)]] std::int64_t author_id;
};

}  // namespace shelf

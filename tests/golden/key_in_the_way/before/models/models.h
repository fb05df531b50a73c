#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("authors")]] Author {
    [[db::primary_key]] std::int64_t id;
    [[db::unique]] std::string code;
};

struct [[db::table("books")]] Book {
    [[db::primary_key]] std::int64_t id;
    [[db::references(&Author::code)]] std::string author;
};

}  // namespace shelf

#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("books")]] Book {
    [[db::primary_key]] std::int64_t id;
    std::string isbn;
    std::int64_t pages;
    std::string title;
    [[db::default_value]] std::int32_t copies = 2;
};

}  // namespace shelf

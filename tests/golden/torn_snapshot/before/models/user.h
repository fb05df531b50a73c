#pragma once
#include <aludel/model.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("users")]] User {
    [[db::primary_key]] std::int64_t id;
    [[db::unique, db::length(255)]] std::string email;
    std::optional<std::string> about;
    std::optional<std::chrono::year_month_day> born_on;
};

}  // namespace shelf

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <aludel/model.h>

namespace bookshelf {

struct [[db::table("users")]] User {
    [[db::primary_key, db::identity]] std::int64_t id;
    [[db::unique, db::length(255)]] std::string email;
    [[db::length(100)]] std::string name;
    [[db::renamed_from("about")]] std::optional<std::string> bio;
    [[db::default_value]] bool is_active = true;
    [[db::now]] std::chrono::sys_seconds created_at;
};

}  // namespace bookshelf

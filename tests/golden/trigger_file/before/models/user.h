#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <string>

namespace shop {

struct [[db::table("users")]] User {
    [[db::primary_key]] std::int64_t id;
    std::string name;
};

struct [[db::table("name_changes")]] NameChange {
    [[db::primary_key, db::identity]] std::int64_t id;
    std::int64_t user_id;
    std::string name;
};

}  // namespace shop

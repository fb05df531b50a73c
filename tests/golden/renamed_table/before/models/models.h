#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("members"), db::renamed_from("users")]] Member {
    [[db::primary_key]] std::int64_t id;
    [[db::unique]] std::string email;
    [[db::index]] std::optional<std::string> city;
};

}  // namespace shelf

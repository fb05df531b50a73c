#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("points")]] Point {
    [[db::primary_key]] std::int64_t id;
    [[db::renamed_from("y")]] double x;
    [[db::renamed_from("x")]] double y;
};

}  // namespace shelf

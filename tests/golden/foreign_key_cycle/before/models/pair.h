#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>

namespace shelf {

struct [[db::table("left_ones")]] Left {
    [[db::primary_key]] std::int64_t id;
    [[db::references(&Right::id)]] std::optional<std::int64_t> right_id;
};

struct [[db::table("right_ones")]] Right {
    [[db::primary_key]] std::int64_t id;
    [[db::references(&Left::id)]] std::optional<std::int64_t> left_id;
};

}  // namespace shelf

#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("seats"), db::primary_key(&Seat::hall, &Seat::number)]] Seat {
    std::int64_t hall;
    std::int64_t number;
};

}  // namespace shelf

#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("orders")]] Order {
    [[db::primary_key]] std::int64_t id;
    std::int64_t total;
    bool paid;
    [[db::default_value]] bool cancelled = false;
};

struct [[db::view("select id, total from orders where not paid and not cancelled")]] OpenOrder {
    std::int64_t id;
    std::int64_t total;
};

}  // namespace shelf

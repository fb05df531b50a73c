#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("invoices")]] Invoice {
    [[db::primary_key]] std::int64_t number;
};

}  // namespace shelf

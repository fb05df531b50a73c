#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

enum class [[db::native_enum]] State { queued, running, done };

struct [[db::table("jobs")]] Job {
    [[db::primary_key]] std::int64_t id;
    State state;
};

}  // namespace shelf

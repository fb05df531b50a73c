#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

enum class [[db::renamed_from("state")]] Progress { waiting [[db::renamed_from("queued")]], done };

struct [[db::table("jobs")]] Job {
    [[db::primary_key]] std::int64_t id;
    Progress state;
};

}  // namespace shelf

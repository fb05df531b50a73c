#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "key.h"

namespace notes {

struct [[db::table("notes")]] Note : Key {
    std::string text;
    std::optional<std::chrono::sys_seconds> written_at;
};

}  // namespace notes

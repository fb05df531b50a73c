#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <aludel/model.h>

#include "user.h"

namespace bookshelf {

struct [[db::table("refresh_tokens")]] RefreshToken {
    [[db::primary_key, db::length(64)]] std::string token;
    [[db::references(&User::id), db::on_delete(db::cascade), db::index]] std::int64_t user_id;
    std::chrono::sys_seconds expires_at;
    std::optional<std::chrono::sys_seconds> revoked_at;
};

}  // namespace bookshelf

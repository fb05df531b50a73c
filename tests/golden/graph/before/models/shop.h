#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

enum class Genre { prose, poetry };

struct [[db::table("users")]] User {
    [[db::primary_key, db::identity]] std::int64_t id;
    [[db::unique, db::length(255)]] std::string email;
    [[db::references(&User::id)]] std::optional<std::int64_t> invited_by;
};

struct [[db::table("profiles")]] Profile {
    [[db::primary_key, db::references(&User::id)]] std::int64_t user_id;
    [[db::numeric(8, 2)]] std::optional<std::string> balance;
    Genre favourite;
};

struct [[db::table("\"; rm -rf <b>\n")]] Hostile {
    [[db::primary_key]] std::int64_t id;
    [[db::column("<i>PK\"]]>"), db::references(&User::id)]] std::int64_t owner;
    [[db::column("PK")]] std::string text;
};

struct [[db::view("select id from users")]] Reader {
    std::int64_t id;
};

}  // namespace shelf

#pragma once
#include <aludel/model.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shelf {

struct [[db::table("settings"), db::without_rowid, db::comment("One row a setting.")]] Setting {
    [[db::primary_key]] std::string name;
    std::string value;
};

}  // namespace shelf

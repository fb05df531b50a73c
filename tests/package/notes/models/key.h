#pragma once

#include <cstdint>

#include <aludel/model.h>

namespace notes {

struct Key {
    [[db::primary_key, db::identity]] std::int64_t id;
};

}  // namespace notes

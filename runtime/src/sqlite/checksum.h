#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sqlite/database.h"

namespace aludel::runtime::sqlite {

/// What the rows of a query hold, in any order.
struct Checksums {
    std::int64_t rows = 0;
    std::vector<std::uint64_t> columns = {};  ///< over the type and the bytes of each value
    std::uint64_t together = 0;               ///< over whole rows: which values stand beside which
    friend bool operator==(const Checksums&, const Checksums&) = default;
};

/// One scan.
Checksums checksums(const Database& database, const std::string& query);

}  // namespace aludel::runtime::sqlite

#include "sqlite/checksum.h"

#include <cstring>

namespace aludel::runtime::sqlite {
namespace {

// The finaliser of MurmurHash3.
std::uint64_t mixed(std::uint64_t h) {
    h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdULL;
    h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53ULL;
    return h ^ (h >> 33);
}

std::uint64_t hashed(std::uint64_t seed, const void* data, std::size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    std::uint64_t h = mixed(seed + size);
    while (size > 0) {
        std::uint64_t word = 0;
        const std::size_t part = size < sizeof word ? size : sizeof word;
        std::memcpy(&word, bytes, part);
        h = mixed((h ^ word) + 0x9e3779b97f4a7c15ULL);
        bytes += part;
        size -= part;
    }
    return h;
}

std::uint64_t hash_of(sqlite3_stmt* statement, int index) {
    const int type = sqlite3_column_type(statement, index);
    const std::uint64_t seed = static_cast<std::uint64_t>(type) * 0x9e3779b97f4a7c15ULL;
    if (type == SQLITE_INTEGER) {
        const sqlite3_int64 value = sqlite3_column_int64(statement, index);
        return hashed(seed, &value, sizeof value);
    }
    if (type == SQLITE_FLOAT) {
        const double value = sqlite3_column_double(statement, index);
        return hashed(seed, &value, sizeof value);
    }
    if (type == SQLITE_NULL) return mixed(seed);
    const void* data =
        type == SQLITE_TEXT ? static_cast<const void*>(sqlite3_column_text(statement, index)) : sqlite3_column_blob(statement, index);
    return hashed(seed, data, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
}

}  // namespace

Checksums checksums(const Database& database, const std::string& query) {
    Statement statement(database, query);
    const int count = sqlite3_column_count(statement.get());
    Checksums result;
    result.columns.resize(static_cast<std::size_t>(count));
    while (statement.step()) {
        ++result.rows;
        std::uint64_t row = 0;
        for (int i = 0; i < count; ++i) {
            const std::uint64_t hash = hash_of(statement.get(), i);
            // Sums, so that the order of rows is nothing to them: a table WITHOUT ROWID has no order in common with one before it.
            result.columns[static_cast<std::size_t>(i)] += hash;
            row = mixed(row ^ hash);
        }
        result.together += row;
    }
    return result;
}

}  // namespace aludel::runtime::sqlite

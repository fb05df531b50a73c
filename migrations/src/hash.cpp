#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fmt/format.h>

#include <aludel/migrations/serialise.h>

namespace aludel::migrations {

std::string hash(const std::vector<Operation>& operations) {
    const std::string text = serialise(operations);
    const XXH128_hash_t digest = XXH3_128bits(text.data(), text.size());
    return fmt::format("{:016x}{:016x}", digest.high64, digest.low64);
}

}  // namespace aludel::migrations

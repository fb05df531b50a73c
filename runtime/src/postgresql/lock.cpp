#include "postgresql/lock.h"

#include <chrono>
#include <string_view>

#include <fmt/format.h>

#include <aludel/runtime/error.h>

#include "patience.h"
#include "postgresql/sessions.h"

namespace aludel::runtime::postgresql {

std::int64_t lock_key(const Place& place) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const std::string_view part : {std::string_view("aludel"), std::string_view(place.database), std::string_view(place.schema),
                                        std::string_view("aludel_version")}) {
        for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        hash *= 0x100000001b3U;
    }
    return static_cast<std::int64_t>(hash);
}

Lock::Lock(Connection& connection, const Place& place, const Options& options) : connection_(connection), key_(lock_key(place)) {
    const std::string take = fmt::format("SELECT pg_try_advisory_lock({})", key_);
    Patience patience(options.lock_timeout);
    auto told = std::chrono::steady_clock::now();
    // Polled and not waited for in pg_advisory_lock(): a statement that waits holds back CREATE INDEX CONCURRENTLY, which
    // waits for every snapshot older than its own; where the holder runs one, both would wait for ever.
    while (connection_.value(take) != Value(true)) {
        if (!patience.again()) {
            const std::string holder = holder_of(connection_, key_);
            throw LockTimeout(
                fmt::format("another program has been upgrading {} (schema {}) for more than {} ms{}: try again when it is done, or "
                            "raise Options::lock_timeout",
                            connection_.shown(), place.schema, options.lock_timeout.count(), holder.empty() ? "" : ": " + holder),
                {}, take, "55P03");
        }
        const auto now = std::chrono::steady_clock::now();
        if (options.observer == nullptr || now - told < std::chrono::seconds(1)) continue;
        told = now;
        const std::string holder = holder_of(connection_, key_);
        if (!holder.empty())
            options.observer->waiting(
                fmt::format("another program upgrades {} (schema {}): {}", connection_.shown(), place.schema, holder));
    }
}

Lock::~Lock() {
    if (!connection_.alive()) return;
    try {
        // Taken twice in a session it has to be released twice; taken by another object, it is that one's to release. The
        // condition keeps the server from warning where something else has released it.
        connection_.execute(fmt::format("SELECT pg_advisory_unlock({}) WHERE ({})", key_, is_held()));
    } catch (const std::exception&) {
        // The session is lost, and the lock with it.
    }
}

std::string Lock::is_held() const {
    return fmt::format("SELECT EXISTS (SELECT FROM pg_locks l WHERE {} AND l.pid = pg_backend_pid())", is_lock(key_));
}

}  // namespace aludel::runtime::postgresql

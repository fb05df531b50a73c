#pragma once

#include <cstdint>
#include <string>

#include <aludel/runtime.h>

#include "postgresql/connection.h"
#include "postgresql/place.h"

namespace aludel::runtime::postgresql {

/// The key of the advisory lock under which one schema of one database is upgraded: FNV-1a, 64 bits, of "aludel", the
/// database, the schema and "aludel_version", each followed by a NUL.
std::int64_t lock_key(const Place& place);

/// That lock, held by the session until the end of this object's life. It is no transaction's, so that it spans a run of
/// several, and it is gone with the session.
class Lock {
public:
    /// Waits as long as the options say, and tells once a second for whom. @throws LockTimeout
    Lock(Connection& connection, const Place& place, const Options& options);
    ~Lock();
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

    /// A query that gives true while this session holds it.
    std::string is_held() const;

private:
    Connection& connection_;
    std::int64_t key_;
};

}  // namespace aludel::runtime::postgresql

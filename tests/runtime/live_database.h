#pragma once

#include <memory>
#include <string>
#include <vector>

namespace aludel::tests {

/// A fresh database of the engine that this program of tests is linked with (live_sqlite.cpp, live_postgresql.cpp), for
/// tests of what is the same on each.
class LiveDatabase {
public:
    LiveDatabase();
    ~LiveDatabase();
    LiveDatabase(const LiveDatabase&) = delete;
    LiveDatabase& operator=(const LiveDatabase&) = delete;

    std::string url() const;
    /// Runs statements on a connection of their own.
    void run(const std::string& statements) const;
    /// Values separated by "|", NULL as "NULL", each row ended by a newline.
    std::string rows(const std::string& query) const;
    /// The names of all tables, sorted.
    std::vector<std::string> tables() const;

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace aludel::tests

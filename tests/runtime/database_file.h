#pragma once

#include <string>

namespace aludel::tests {

/// A name for an SQLite database in a folder of its own, removed at the end; the file is there once somebody opens it.
class DatabaseFile {
public:
    DatabaseFile();
    ~DatabaseFile();
    DatabaseFile(const DatabaseFile&) = delete;
    DatabaseFile& operator=(const DatabaseFile&) = delete;

    const std::string& path() const { return path_; }
    std::string url() const { return "sqlite:///" + path_; }
    bool exists() const;

    /// Runs statements on a connection of their own.
    void run(const std::string& statements) const;
    /// Values separated by "|", each row ended by a newline.
    /// The message of the first statement that fails; empty: none does.
    std::string failure(const std::string& statements) const;
    std::string rows(const std::string& query) const;

private:
    std::string folder_;
    std::string path_;
};

}  // namespace aludel::tests

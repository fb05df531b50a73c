#pragma once

#include <sys/types.h>

#include <cstdio>
#include <string>
#include <vector>

namespace aludel::bench {

/// A child that answers requests, a line each, so that the start of its interpreter is in no figure.
class Worker {
public:
    /// @throws std::runtime_error when it does not start.
    explicit Worker(const std::vector<std::string>& command);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Sends the words parted by tabs; returns what follows "ok" in the answer.
    /// @throws std::runtime_error with the worker's own words when it answers otherwise or ends.
    std::string ask(const std::vector<std::string>& words);

private:
    pid_t child_ = 0;
    std::FILE* requests_ = nullptr;
    std::FILE* answers_ = nullptr;
};

}  // namespace aludel::bench
